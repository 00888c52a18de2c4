import type { SettledFields } from "../shared/fields";
import { flag, group, list, oneOf, text, wholeNumber, withDefault } from "../shared/fields";
import type { Subject } from "../shared/rules";
import { at, each, eachNamed, rulesOn } from "../shared/rules";
import { HEADER_NAME } from "./headers";
import type { CdnEdgeSettings } from "./settings";
import { describeItems } from "./value-selections";

/** A method that pages of other origins may use. */
export enum CorsMethod {
  /** All methods. */
  All = "ALL",
  /** DELETE. */
  Delete = "DELETE",
  /** GET. */
  Get = "GET",
  /** HEAD. */
  Head = "HEAD",
  /** OPTIONS. */
  Options = "OPTIONS",
  /** PATCH. */
  Patch = "PATCH",
  /** POST. */
  Post = "POST",
  /** PUT. */
  Put = "PUT",
}

/**
 * What pages of other origins may ask for (CORS).
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export interface CorsArgs {
  /**
   * The origins, at least one: `*`, or names such as `https://app.example.com`, whose leftmost part
   * can be `*`.
   */
  allowOrigins: string[];
  /** The methods, at least one. Defaults to Get, Head and Options. */
  allowMethods?: CorsMethod[];
  /** The request headers, at least one: `*`, or names. Defaults to `*`. */
  allowHeaders?: string[];
  /** The response headers that pages can read: `*`, or names. Defaults to none. */
  exposeHeaders?: string[];
  /**
   * Whether requests may carry cookies and `Authorization`. Then no list above can be `*`, and
   * methods not All. Defaults to false.
   */
  allowCredentials?: boolean;
  /**
   * For how long, in seconds, a browser keeps the answer to a preflight request. From 0 to 86400 (a
   * day): no browser keeps it for longer. Defaults to 600.
   */
  maxAgeSeconds?: number;
  /**
   * Whether these headers replace the origin's own. If false, they are sent where the origin sends
   * no CORS header. Defaults to false.
   */
  override?: boolean;
}

const CORS_ORIGIN = {
  matches: /^(\*|(https?:\/\/)?(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:(\d{1,5}|\*))?)$/i,
  must: "must be *, or an origin without a path",
  remedy: 'Use "https://app.example.com" or "https://*.example.com".',
};

const CORS_HEADER = { ...HEADER_NAME, matches: orWildcard(HEADER_NAME.matches) };

const NOT_EMPTY = { min: 1, remedy: "CloudFront takes no empty list." };

export const CORS = group<CorsArgs>()({
  allowOrigins: list(text(CORS_ORIGIN), NOT_EMPTY),
  allowMethods: withDefault(list(oneOf(CorsMethod), NOT_EMPTY), [
    CorsMethod.Get,
    CorsMethod.Head,
    CorsMethod.Options,
  ]),
  allowHeaders: withDefault(list(text(CORS_HEADER), NOT_EMPTY), ["*"]),
  exposeHeaders: withDefault(list(text(CORS_HEADER)), []),
  allowCredentials: withDefault(flag(), false),
  maxAgeSeconds: withDefault(wholeNumber("seconds", 0, 86_400), 600),
  override: withDefault(flag(), false),
});

type CorsSettings = SettledFields<typeof CORS.fields>;

function orWildcard(pattern: RegExp): (name: string) => boolean {
  return (name) => name === "*" || pattern.test(name);
}

const rule = rulesOn<CdnEdgeSettings>();

export const CORS_RULES = [
  rule({
    id: "cors-credentials-wildcard",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html",
    of: (settings) =>
      listCors(settings).flatMap(({ path, value: cors }) =>
        cors.allowCredentials
          ? [
              ...each(`${path}.allowOrigins`, cors.allowOrigins),
              ...each<string>(`${path}.allowMethods`, cors.allowMethods),
              ...each(`${path}.allowHeaders`, cors.allowHeaders),
              ...each(`${path}.exposeHeaders`, cors.exposeHeaders),
            ]
          : [],
      ),
    holds: (value) => value !== "*" && value !== CorsMethod.All,
    must: "must not stand for everything together with allowCredentials: true",
    remedy: "Name what is allowed.",
  }),
  rule({
    id: "cors-all-methods",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html",
    of: (settings) =>
      listCors(settings).map(({ path, value }) => ({
        path: `${path}.allowMethods`,
        value: value.allowMethods,
      })),
    holds: (methods) => methods.length === 1 || !methods.includes(CorsMethod.All),
    must: "must have no other method beside All",
    remedy: "Remove the others.",
  }),
];

function listCors({ caching }: CdnEdgeSettings): Subject<CorsSettings>[] {
  return eachNamed("caching.responseHeadersPolicies", caching.responseHeadersPolicies).flatMap(
    ({ path, value }) => at(`${path}.cors`, value.cors),
  );
}

/** The headers as `aws.cloudfront.ResponseHeadersPolicy` takes them. */
export function describeCors(cors: CorsSettings) {
  return {
    accessControlAllowOrigins: describeItems(cors.allowOrigins) ?? {},
    accessControlAllowMethods: describeItems(cors.allowMethods) ?? {},
    accessControlAllowHeaders: describeItems(cors.allowHeaders) ?? {},
    accessControlExposeHeaders: describeItems(cors.exposeHeaders),
    accessControlAllowCredentials: cors.allowCredentials,
    accessControlMaxAgeSec: cors.maxAgeSeconds,
    originOverride: cors.override,
  };
}
