import type { SettledFields } from "../shared/fields";
import { group, list, optional, text, wholeNumber, withDefault } from "../shared/fields";
import { each, rulesOn, withEarlier } from "../shared/rules";
import { oneOfNumbers } from "../shared/numbers";
import type { CdnEdgeSettings } from "./settings";

/**
 * What viewers get in place of an error of the origin's, and how long an edge keeps that error.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html
 */
export interface ErrorPageArgs {
  /** The origin's status: 400, 403, 404, 405, 414, 416, 500, 501, 502, 503 or 504. */
  errorCode: number;
  /**
   * The status that viewers get: 200 or one of those above. Given together with `responsePagePath`.
   * Defaults to the origin's own answer.
   */
  responseCode?: number;
  /**
   * The path of the page that viewers get, beginning with a slash. The behavior that matches it
   * decides from which origin it comes. Defaults to the origin's own answer.
   */
  responsePagePath?: string;
  /**
   * Seconds for which an edge keeps the error at least, from 0 to 31536000. A low value for 5xx lets
   * viewers see soon that a server is well again. Defaults to 10.
   */
  errorCachingMinTtlSeconds?: number;
}

const ERROR_CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

const PAGE_PATH = {
  matches: /^\/[!-~]{0,254}$/,
  must: "must begin with a slash, have no spaces and at most 255 characters",
  remedy: 'Use a path such as "/errors/503.html".',
};

const ERROR_PAGE = group<ErrorPageArgs>()(
  {
    errorCode: oneOfNumbers(ERROR_CODES),
    responseCode: optional(oneOfNumbers([200, ...ERROR_CODES])),
    responsePagePath: optional(text(PAGE_PATH)),
    errorCachingMinTtlSeconds: withDefault(wholeNumber("seconds", 0, 31_536_000), 10),
  },
  { errorCachingMinTtl: "Use errorCachingMinTtlSeconds.", statusCode: "Use errorCode." },
);

export const ERROR_PAGES = list(ERROR_PAGE);

const rule = rulesOn<CdnEdgeSettings>();

export const ERROR_PAGE_RULES = [
  rule({
    id: "error-page-pair",
    source:
      "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomErrorResponse.html",
    of: ({ errorPages }) =>
      each("errorPages", errorPages).map((page) => ({ ...page, shown: undefined })),
    holds: ({ responseCode, responsePagePath }) =>
      (responseCode === undefined) === (responsePagePath === undefined),
    must: "must have both responseCode and responsePagePath, or neither",
    remedy: ({ responseCode }) =>
      responseCode === undefined
        ? "Add the status that viewers get."
        : "Add the page that viewers get.",
  }),
  rule({
    id: "repeated-error-code",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html",
    of: ({ errorPages }) =>
      withEarlier(
        errorPages.map(({ errorCode }, index) => ({
          path: `errorPages[${index}].errorCode`,
          value: errorCode,
        })),
      ),
    holds: (earlier) => earlier === undefined,
    must: (earlier) => `must differ from ${earlier}`,
    remedy: "Merge the two.",
  }),
];

/** The error pages as `aws.cloudfront.Distribution` takes them: a set, so by status; none, undefined. */
export function describeErrorPages(pages: SettledFields<typeof ERROR_PAGE.fields>[]) {
  return pages.length === 0
    ? undefined
    : [...pages]
        .sort((a, b) => a.errorCode - b.errorCode)
        .map(({ errorCode, responseCode, responsePagePath, errorCachingMinTtlSeconds }) => ({
          errorCode,
          responseCode,
          responsePagePath,
          errorCachingMinTtl: errorCachingMinTtlSeconds,
        }));
}
