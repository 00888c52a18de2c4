import type { DistributionConfig } from "../../../edge-simulator";
import { allMethods } from "../support/distribution";
import { testKeyRows, testOriginRows, type KeyRow, type OriginRow } from "../support/request-rows";
import { testScenarios, type Scenario } from "../support/scenario";
import type { StageOptions } from "../support/test-stage";

type Behavior = DistributionConfig["DefaultCacheBehavior"];
type ForwardedValues = NonNullable<Behavior["ForwardedValues"]>;

function forward(
  values: Partial<ForwardedValues>,
  behavior: Partial<Behavior> = {},
): Pick<StageOptions, "behavior"> {
  return {
    behavior: {
      CachePolicyId: undefined,
      ForwardedValues: { QueryString: false, Cookies: { Forward: "none" }, ...values },
      ...behavior,
    },
  };
}

const cookies = (...names: string[]): Partial<ForwardedValues> => ({
  Cookies: { Forward: "whitelist", WhitelistedNames: { Items: names } },
});
const keys = (...names: string[]): Partial<ForwardedValues> => ({
  QueryString: true,
  QueryStringCacheKeys: { Quantity: names.length, Items: names },
});
const headers = (...names: string[]): Partial<ForwardedValues> => ({ Headers: { Items: names } });
const cachedOptions = {
  AllowedMethods: { Items: allMethods, CachedMethods: { Items: ["GET", "HEAD", "OPTIONS"] } },
};
const withCookie = (cookie: string) => ({ headers: { cookie } });

const keyRows: KeyRow[] = [
  {
    title: "CF-LEG-01 QueryString false",
    options: forward({}),
    one: { query: "a=1" },
    other: {},
    same: true,
  },
  {
    title: "CF-LEG-01 QueryString true",
    options: forward({ QueryString: true }),
    one: { query: "a=1" },
    other: { query: "a=2" },
    same: false,
  },
  {
    title: "CF-LEG-01 a parameter of QueryStringCacheKeys",
    options: forward(keys("a")),
    one: { query: "a=1" },
    other: { query: "a=2" },
    same: false,
  },
  {
    title: "CF-LEG-01 a parameter that isn't one of QueryStringCacheKeys",
    options: forward(keys("a")),
    one: { query: "a=1&b=1" },
    other: { query: "a=1&b=2" },
    same: true,
  },
  {
    title: "CF-LEG-02 a listed cookie",
    options: forward(cookies("id")),
    one: withCookie("id=1"),
    other: withCookie("id=2"),
    same: false,
  },
  {
    title: "CF-LEG-02 another cookie",
    options: forward(cookies("id")),
    one: withCookie("id=1; x=1"),
    other: withCookie("id=1; x=2"),
    same: true,
  },
  {
    title: "CF-KEY-06 CF-LEG-02 * in a cookie's name is a wildcard",
    options: forward(cookies("session_*")),
    one: withCookie("session_a=1"),
    other: withCookie("session_a=2"),
    same: false,
  },
  {
    title: "CF-KEY-06 CF-LEG-02 ? in a cookie's name is one character",
    options: forward(cookies("id?")),
    one: withCookie("id12=1"),
    other: withCookie("id12=2"),
    same: true,
  },
  {
    title: "CF-LEG-02 all cookies",
    options: forward({ Cookies: { Forward: "all" } }),
    one: withCookie("x=1"),
    other: withCookie("x=2"),
    same: false,
  },
  {
    title: "CF-LEG-02 a listed header",
    options: forward(headers("Accept-Language")),
    one: { headers: { "accept-language": "en" } },
    other: { headers: { "accept-language": "fr" } },
    same: false,
  },
  {
    title: "CF-LEG-03 a header that goes on unlisted",
    options: forward({}),
    one: { headers: { "x-whatever": "1" } },
    other: { headers: { "x-whatever": "2" } },
    same: true,
  },
  {
    title: "CF-LEG-03 gzip",
    options: forward({}),
    one: { headers: { "accept-encoding": "gzip" } },
    other: { headers: {} },
    same: false,
  },
  {
    title: "CF-LEG-03 Brotli",
    options: forward({}),
    one: { headers: { "accept-encoding": "gzip, br" } },
    other: { headers: { "accept-encoding": "gzip" } },
    same: true,
  },
];

const originRows: OriginRow[] = [
  {
    title: "CF-LEG-01 all parameters go on, whichever are keys",
    options: forward(keys("a")),
    request: { query: "a=1&b=2" },
    path: "/a?a=1&b=2",
  },
  {
    title: "CF-LEG-01 CF-LEG-02 neither query nor cookies go on",
    options: forward({}),
    request: { query: "a=1", ...withCookie("id=1") },
    path: "/a",
    headers: { cookie: null },
  },
  {
    title: "CF-LEG-02 the listed cookies go on",
    options: forward(cookies("id", "session_*")),
    request: withCookie("x=1; session_b=3; id=2"),
    headers: { cookie: "id=2; session_b=3" },
  },
  {
    title: "CF-LEG-03 CF-HDR-01 CF-HDR-05 CF-HDR-08 unlisted headers go on",
    options: forward({}),
    request: {
      headers: { "x-whatever": "1", "cache-control": "no-cache", pragma: "p", origin: "http://a" },
    },
    headers: { "x-whatever": "1", "cache-control": "no-cache", pragma: "p", origin: "http://a" },
  },
  {
    title: "CF-HDR-02 CF-HDR-11 CF-HDR-14 headers that need listing",
    options: forward({}),
    request: {
      headers: {
        accept: "a",
        "accept-charset": "b",
        "accept-language": "c",
        referer: "d",
        expect: "e",
        "x-http-method-override": "f",
        "user-agent": "g",
        host: "h",
      },
    },
    headers: {
      accept: null,
      "accept-charset": null,
      "accept-language": null,
      referer: null,
      expect: null,
      "x-http-method-override": null,
      "user-agent": "Amazon CloudFront",
      host: "app.example.elasticbeanstalk.com",
    },
  },
  {
    title: "CF-LEG-02 and are listed",
    options: forward(
      headers("Accept", "Referer", "User-Agent", "Host", "CloudFront-Forwarded-Proto"),
    ),
    request: { headers: { accept: "a", referer: "d", "user-agent": "g", host: "h" } },
    headers: {
      accept: "a",
      referer: "d",
      "user-agent": "g",
      host: "h",
      "cloudfront-forwarded-proto": "https",
    },
  },
  {
    title: "CF-HDR-12 headers that never go on, though all do",
    options: forward(headers("*")),
    request: {
      headers: {
        "proxy-authorization": "a",
        te: "b",
        "x-edge-x": "c",
        "x-real-ip": "d",
        accept: "e",
      },
    },
    headers: {
      "proxy-authorization": null,
      te: null,
      "x-edge-x": null,
      "x-real-ip": null,
      accept: "e",
    },
  },
  {
    title: "CF-LEG-02 Accept-Encoding as it stands where it is listed",
    options: forward(headers("Accept-Encoding")),
    request: { headers: { "accept-encoding": "br;q=0.5, zstd" } },
    headers: { "accept-encoding": "br;q=0.5, zstd" },
  },
  ...(
    [
      ["GET", undefined, null],
      ["HEAD", undefined, null],
      ["POST", undefined, "secret"],
      ["PUT", undefined, "secret"],
      ["PATCH", undefined, "secret"],
      ["DELETE", undefined, "secret"],
      ["OPTIONS", undefined, "secret"],
      ["OPTIONS", cachedOptions, null],
    ] as const
  ).map(([method, behavior, authorization]) => ({
    title: `CF-HDR-04 Authorization of ${method}${behavior ? " where it is cached" : ""}`,
    options: forward({}, behavior),
    request: { method, headers: { authorization: "secret" } },
    headers: { authorization },
  })),
];

const scenarios: Scenario[] = [
  {
    title: "CF-LEG-02 Headers * keeps nothing",
    ...forward(headers("*")),
    steps: [
      {
        origin: { headers: { "cache-control": "max-age=60" } },
        expect: { result: "Miss" },
      },
      { expect: { result: "Miss", seen: 2 } },
    ],
  },
  {
    title: "CF-LEG-01 CF-TTL-01 the behavior's own TTLs hold",
    ...forward({}, { MinTTL: 0, DefaultTTL: 5, MaxTTL: 10 }),
    steps: [
      { expect: { result: "Miss" } },
      { advanceSeconds: 4, expect: { result: "Hit" } },
      {
        advanceSeconds: 2,
        origin: { headers: { "cache-control": "max-age=60" } },
        expect: { result: "Miss" },
      },
      { advanceSeconds: 9, expect: { result: "Hit" } },
      { advanceSeconds: 2, expect: { result: "Miss" } },
    ],
  },
];

describe("legacy settings (ForwardedValues)", () => {
  testKeyRows(keyRows);
  testOriginRows(originRows);
  testScenarios(scenarios);
});
