import { expect } from "chai";
import type { CdnDistributionArgs, ErrorPageArgs } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { distributionArguments, listChangedInputs } from "./distribution-arguments";

const row = (
  title: string,
  errorPages: ErrorPageArgs[],
  expected: string[],
): ArgumentRow<CdnDistributionArgs> => [title, { errorPages }, expected];

const STATUSES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
const sayStatus = (path: string, statuses: number[], got: number) =>
  `${path} must be one of ${statuses.join(", ")}, got ${got}. Use a number of that list.`;
const sayPath = (path: string, got: string) =>
  `${path} must begin with a slash, have no spaces and at most 255 characters, got ` +
  `${JSON.stringify(got)}. Use a path such as "/errors/503.html".`;
const sayPair = (index: number, remedy: string) =>
  `errorPages[${index}] must have both responseCode and responsePagePath, or neither. ${remedy}`;
const withPath = (responsePagePath: string) => ({
  errorCode: 404,
  responseCode: 404,
  responsePagePath,
});

describe("Error pages", () => {
  it("are passed on by status, with how long an edge keeps an error", async () => {
    const errorPages = [
      { errorCode: 503, responseCode: 200, responsePagePath: "/sorry.html" },
      { errorCode: 404, errorCachingMinTtlSeconds: 0 },
    ];
    expect(await listChangedInputs({ errorPages })).to.deep.equal({
      customErrorResponses: [
        { errorCode: 404, errorCachingMinTtl: 0 },
        {
          errorCode: 503,
          responseCode: 200,
          responsePagePath: "/sorry.html",
          errorCachingMinTtl: 10,
        },
      ],
    });
  });

  it("are no input where there are none", async () => {
    expect(await listChangedInputs({ errorPages: [] })).to.deep.equal({});
  });

  distributionArguments.testErrors([
    row(
      "every status",
      STATUSES.map((errorCode) => ({ errorCode })),
      [],
    ),
    row(
      "statuses that can't have a page",
      [{ errorCode: 401 }, { errorCode: 200 }, { errorCode: 404.5 }],
      [
        sayStatus("errorPages[0].errorCode", STATUSES, 401),
        sayStatus("errorPages[1].errorCode", STATUSES, 200),
        sayStatus("errorPages[2].errorCode", STATUSES, 404.5),
      ],
    ),
    row(
      "a status that viewers can't get",
      [{ ...withPath("/a"), responseCode: 301 }],
      [sayStatus("errorPages[0].responseCode", [200, ...STATUSES], 301)],
    ),
    row(
      "half a pair, and the other half",
      [
        { errorCode: 404, responseCode: 200 },
        { errorCode: 403, responsePagePath: "/a" },
      ],
      [
        sayPair(0, "Add the page that viewers get."),
        sayPair(1, "Add the status that viewers get."),
      ],
    ),
    row(
      "a status three times",
      [404, 500, 404, 404].map((errorCode) => ({ errorCode })),
      [
        "errorPages[2].errorCode must differ from errorPages[0].errorCode, got 404. Merge the two.",
        "errorPages[3].errorCode must differ from errorPages[0].errorCode, got 404. Merge the two.",
      ],
    ),
    row("a path of 255 characters", [withPath(`/${"a".repeat(254)}`)], []),
    ...["", "a.html", "/a b", `/${"a".repeat(255)}`].map((path) =>
      row(
        `the path "${path.slice(0, 9)}"`,
        [withPath(path)],
        [sayPath("errorPages[0].responsePagePath", path)],
      ),
    ),
    row("a year", [{ errorCode: 404, errorCachingMinTtlSeconds: 31_536_000 }], []),
    ...[-1, 31_536_001].map((errorCachingMinTtlSeconds) =>
      row(
        `${errorCachingMinTtlSeconds} seconds`,
        [{ errorCode: 404, errorCachingMinTtlSeconds }],
        [
          sayRange(
            "errorPages[0].errorCachingMinTtlSeconds",
            "seconds",
            0,
            31_536_000,
            errorCachingMinTtlSeconds,
          ),
        ],
      ),
    ),
    row(
      "a page without its status",
      [{} as ErrorPageArgs],
      [`errorPages[0].errorCode must be given. It must be one of ${STATUSES.join(", ")}.`],
    ),
    row(
      "other words",
      [{ statusCode: 404, errorCode: 404 } as ErrorPageArgs],
      ["errorPages[0].statusCode is not an argument. Use errorCode."],
    ),
  ]);
});
