import { expect } from "chai";
import {
  computeCacheKey,
  managedCachePolicyIds,
  managedOriginRequestPolicyIds,
  type ViewerRequest,
} from "../../../edge-simulator";
import { compileDefaultBehavior } from "../support/compile-behavior";
import type { CachePolicyChanges } from "../support/distribution";
import { testKeyRows, type KeyRow } from "../support/request-rows";
import type { StageOptions } from "../support/test-stage";
import { describeViewerRequest } from "../support/viewer-request";

type Change = Partial<ViewerRequest>;

const keyed = (cache: CachePolicyChanges): StageOptions => ({ cache });
const managed = (name: keyof typeof managedCachePolicyIds): StageOptions => ({
  behavior: { CachePolicyId: managedCachePolicyIds[name] },
});
const withHeader = (name: string, value: string): Change => ({ headers: { [name]: value } });
const withCookie = (value: string) => withHeader("cookie", value);

const rows: KeyRow[] = [
  {
    title: "CF-KEY-01 the path",
    options: keyed({}),
    one: { path: "/a" },
    other: { path: "/b" },
    same: false,
  },
  { title: "CF-KEY-01 no query", options: keyed({}), one: { query: "x=1" }, other: {}, same: true },
  {
    title: "CF-KEY-01 no header, no cookie",
    options: keyed({}),
    one: { headers: { host: "a", "accept-language": "en", cookie: "id=1", authorization: "x" } },
    other: { headers: { host: "b" } },
    same: true,
  },
  {
    title: "CF-KEY-02 GET and HEAD share",
    options: keyed({}),
    one: { method: "HEAD" },
    other: {},
    same: true,
  },
  {
    title: "CF-KEY-02 OPTIONS stands alone",
    options: keyed({}),
    one: { method: "OPTIONS" },
    other: {},
    same: false,
  },
  {
    title: "CF-KEY-03 the scheme is not in it",
    options: keyed({}),
    one: { scheme: "http" },
    other: {},
    same: true,
  },
  {
    title: "CF-KEY-03 CloudFront-Forwarded-Proto splits",
    options: keyed({ headers: ["CloudFront-Forwarded-Proto"] }),
    one: { scheme: "http" },
    other: {},
    same: false,
  },
  {
    title: "CF-KEY-04 a whitelisted parameter counts",
    options: keyed({ queryStrings: { whitelist: ["a"] } }),
    one: { query: "a=1&b=1" },
    other: { query: "a=2&b=1" },
    same: false,
  },
  {
    title: "CF-KEY-04 others don't",
    options: keyed({ queryStrings: { whitelist: ["a"] } }),
    one: { query: "a=1&b=1" },
    other: { query: "b=2&a=1" },
    same: true,
  },
  {
    title: "CF-KEY-04 allExcept leaves one out",
    options: keyed({ queryStrings: { allExcept: ["utm"] } }),
    one: { query: "a=1&utm=x" },
    other: { query: "a=1" },
    same: true,
  },
  {
    title: "CF-KEY-04 cookies by name",
    options: keyed({ cookies: { whitelist: ["id"] } }),
    one: withCookie("id=1; theme=dark"),
    other: withCookie("theme=light; id=1"),
    same: true,
  },
  {
    title: "CF-KEY-04 cookies allExcept",
    options: keyed({ cookies: { allExcept: ["theme"] } }),
    one: withCookie("id=1; theme=dark"),
    other: withCookie("id=2; theme=dark"),
    same: false,
  },
  {
    title: "CF-KEY-06 * is an ordinary character",
    options: keyed({ queryStrings: { whitelist: ["a*"] } }),
    one: { query: "ab=1" },
    other: { query: "ab=2" },
    same: true,
  },
  {
    title: "CF-KEY-07 order of parameters",
    options: keyed({ queryStrings: "all" }),
    one: { query: "a=1&b=2" },
    other: { query: "b=2&a=1" },
    same: false,
  },
  {
    title: "CF-KEY-07 case of a parameter's name",
    options: keyed({ queryStrings: { whitelist: ["a"] } }),
    one: { query: "A=1" },
    other: {},
    same: true,
  },
  {
    title: "CF-KEY-07 case of a parameter's value",
    options: keyed({ queryStrings: { whitelist: ["a"] } }),
    one: { query: "a=x" },
    other: { query: "a=X" },
    same: false,
  },
  {
    title: "CF-KEY-07 ; divides nothing",
    options: keyed({ queryStrings: { whitelist: ["size"] } }),
    one: { query: "color=red;size=large" },
    other: {},
    same: true,
  },
  {
    title: "CF-KEY-08 case of a header's value",
    options: keyed({ headers: ["Accept-Language"] }),
    one: withHeader("accept-language", "en"),
    other: withHeader("accept-language", "EN"),
    same: false,
  },
  {
    title: "CF-KEY-08 an absent header isn't an empty one",
    options: keyed({ headers: ["Accept-Language"] }),
    one: withHeader("accept-language", ""),
    other: { headers: {} },
    same: false,
  },
  {
    title: "CF-KEY-08 a header's value doesn't slip into another's place",
    options: keyed({ headers: ["X-A", "X-B"] }),
    one: withHeader("x-a", "1"),
    other: withHeader("x-b", "1"),
    same: false,
  },
  {
    title: "CF-KEY-09 order of cookies",
    options: keyed({ cookies: "all" }),
    one: withCookie("a=1; b=2"),
    other: withCookie("b=2; a=1"),
    same: true,
  },
  {
    title: "CF-KEY-09 case of a cookie's name",
    options: keyed({ cookies: { whitelist: ["id"] } }),
    one: withCookie("ID=1"),
    other: { headers: {} },
    same: true,
  },
  {
    title: "CF-KEY-09 $ cookies and what isn't name=value are left out",
    options: keyed({ cookies: "all" }),
    one: withCookie("$Version=1; flag; a=1"),
    other: withCookie("a=1"),
    same: true,
  },
  {
    title: "CF-KEY-14 CF-MCP-UseOriginCacheControlHeaders: no query",
    options: managed("UseOriginCacheControlHeaders"),
    one: { query: "a=1" },
    other: {},
    same: true,
  },
  {
    title: "CF-MCP-UseOriginCacheControlHeaders-QueryStrings: query",
    options: managed("UseOriginCacheControlHeaders-QueryStrings"),
    one: { query: "a=1" },
    other: {},
    same: false,
  },
  {
    title: "CF-MCP-UseOriginCacheControlHeaders-QueryStrings: cookies",
    options: managed("UseOriginCacheControlHeaders-QueryStrings"),
    one: withCookie("a=1"),
    other: withCookie("a=2"),
    same: false,
  },
  {
    title: "CF-MCP-UseOriginCacheControlHeaders-QueryStrings: Host",
    options: managed("UseOriginCacheControlHeaders-QueryStrings"),
    one: withHeader("host", "a"),
    other: withHeader("host", "b"),
    same: false,
  },
  {
    title: "CF-MCP-Amplify: Authorization",
    options: managed("Amplify"),
    one: withHeader("authorization", "a"),
    other: withHeader("authorization", "b"),
    same: false,
  },
  {
    title: "CF-MCP-Elemental-MediaPackage: its parameters",
    options: managed("Elemental-MediaPackage"),
    one: { query: "start=1&other=2" },
    other: { query: "start=1" },
    same: true,
  },
  {
    title: "CF-KEY-15 the viewer's Host, where it isn't listed",
    options: keyed({}),
    one: withHeader("host", "www.example.com"),
    other: withHeader("host", "d111.cloudfront.net"),
    same: true,
  },
  {
    title: "CF-KEY-15 the path's case",
    options: keyed({}),
    one: { path: "/A" },
    other: { path: "/a" },
    same: false,
  },
  {
    title: "CF-ORP-03 what only the origin request policy lists is not in it",
    options: {
      cache: {},
      behavior: { OriginRequestPolicyId: managedOriginRequestPolicyIds.AllViewer },
    },
    one: { query: "a=1", headers: { cookie: "a=1", host: "a" } },
    other: { headers: {} },
    same: true,
  },
  {
    title: "CF-HDR-18 a viewer can't write CloudFront-* headers into it",
    options: keyed({ headers: ["CloudFront-Viewer-Country"] }),
    one: withHeader("cloudfront-viewer-country", "NZ"),
    other: { headers: {} },
    same: true,
  },
];

describe("computeCacheKey", () => {
  testKeyRows(rows);

  it("CF-KEY-04 writes every part of the key on a line of its own", () => {
    const behavior = compileDefaultBehavior({
      cache: {
        headers: ["Host", "Accept-Language"],
        cookies: { whitelist: ["id"] },
        queryStrings: { whitelist: ["q"] },
        gzip: true,
        brotli: true,
      },
    });
    const request = describeViewerRequest({
      query: "page=2&q=x",
      headers: { host: "www", cookie: "b=2; id=1", "accept-encoding": "gzip" },
    });
    expect(computeCacheKey(request, behavior).split("\n")).to.deep.equal([
      "GET /a?q=x",
      "",
      "host: www",
      "gzip",
      "id=1",
    ]);
  });
});
