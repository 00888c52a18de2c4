import { managedCachePolicyIds, managedOriginRequestPolicyIds } from "../../../edge-simulator";
import { testOriginRows, type OriginRow } from "../support/request-rows";
import type { StageOptions } from "../support/test-stage";

const forwardAll: StageOptions = {
  behavior: { OriginRequestPolicyId: managedOriginRequestPolicyIds.AllViewer },
};
const orp = (name: keyof typeof managedOriginRequestPolicyIds): StageOptions => ({
  behavior: { OriginRequestPolicyId: managedOriginRequestPolicyIds[name] },
});
const cachePolicy = (name: keyof typeof managedCachePolicyIds): StageOptions => ({
  behavior: { CachePolicyId: managedCachePolicyIds[name] },
});
const domain = "app.example.elasticbeanstalk.com";
const cookies = { cookie: "c=3; a=1; b=2" };

const headerRows: OriginRow[] = [
  {
    title: "CF-ORP-01 CF-HDR-01 without a policy unlisted headers are dropped",
    request: { headers: { "x-whatever": "1", "x-http-method-override": "PUT" } },
    headers: { "x-whatever": null, "x-http-method-override": null },
  },
  {
    title: "CF-ORP-02 CF-HDR-11 CF-HDR-16 the automatic headers",
    request: { headers: { host: "www" } },
    headers: {
      host: domain,
      "user-agent": "Amazon CloudFront",
      "x-amz-cf-id": "request-id==",
      via: "1.1 edge.cloudfront.net (CloudFront)",
      "x-forwarded-for": "203.0.113.7",
    },
  },
  {
    title: "CF-HOST-01 no Host by default",
    request: { headers: { host: "www" } },
    headers: { host: domain },
  },
  {
    title: "CF-HOST-01 AllViewer: viewer's Host",
    options: forwardAll,
    request: { headers: { host: "www" } },
    headers: { host: "www" },
  },
  {
    title: "CF-HOST-01 HostHeaderOnly",
    options: orp("HostHeaderOnly"),
    request: { headers: { host: "www" } },
    headers: { host: "www" },
  },
  {
    title: "CF-HOST-01 AllViewerExceptHostHeader",
    options: orp("AllViewerExceptHostHeader"),
    request: { headers: { host: "www", "x-whatever": "1" } },
    headers: { host: domain, "x-whatever": "1" },
  },
  {
    title: "CF-HOST-02 UseOriginCacheControlHeaders: viewer's Host",
    options: cachePolicy("UseOriginCacheControlHeaders"),
    request: { headers: { host: "www" } },
    headers: { host: "www" },
  },
  {
    title: "CF-KEY-05 what is in the key goes to the origin",
    options: { cache: { headers: ["X-Whatever"], cookies: "all", queryStrings: "all" } },
    request: { query: "a=1", headers: { "x-whatever": "1", cookie: "a=1" } },
    headers: { "x-whatever": "1", cookie: "a=1" },
    path: "/a?a=1",
  },
  {
    title: "CF-HDR-02 Accept, Accept-Language, Referer are removed",
    request: {
      headers: { accept: "*/*", "accept-language": "en", "accept-charset": "x", referer: "/" },
    },
    headers: { accept: null, "accept-language": null, "accept-charset": null, referer: null },
  },
  {
    title: "CF-HDR-02 Referer when listed",
    options: orp("UserAgentRefererHeaders"),
    request: { headers: { referer: "/", "user-agent": "curl/8" } },
    headers: { referer: "/", "user-agent": "curl/8" },
  },
  {
    title: "CF-HDR-04 Authorization is removed from a GET",
    request: { headers: { authorization: "Bearer x" } },
    headers: { authorization: null },
  },
  {
    title: "CF-HDR-04 AMB-01 Authorization of a POST only when listed",
    request: { method: "POST", headers: { authorization: "Bearer x" } },
    headers: { authorization: null },
  },
  {
    title: "CF-KEY-13 Authorization with AllViewer",
    options: forwardAll,
    request: { headers: { authorization: "Bearer x" } },
    headers: { authorization: "Bearer x" },
  },
  {
    title: "CF-KEY-13 Authorization in the key",
    options: { cache: { headers: ["Authorization"] } },
    request: { headers: { authorization: "Bearer x" } },
    headers: { authorization: "Bearer x" },
  },
  {
    title: "CF-HDR-05 AMB-01 Cache-Control and Pragma only when listed",
    request: { headers: { "cache-control": "no-cache", pragma: "no-cache" } },
    headers: { "cache-control": null, pragma: null },
  },
  {
    title: "CF-HDR-05 Cache-Control with AllViewer",
    options: forwardAll,
    request: { headers: { "cache-control": "no-cache" } },
    headers: { "cache-control": "no-cache" },
  },
  {
    title: "CF-HDR-06 the headers of a body always go",
    request: {
      method: "POST",
      headers: { "content-length": "3", "content-type": "text/plain", "content-md5": "x" },
    },
    headers: { "content-length": "3", "content-type": "text/plain", "content-md5": "x" },
  },
  {
    title: "CF-HDR-07 conditions and ranges always go",
    request: {
      headers: {
        "if-match": "1",
        "if-none-match": "2",
        "if-modified-since": "3",
        "if-unmodified-since": "4",
        "if-range": "5",
        range: "bytes=0-1",
      },
    },
    headers: {
      "if-match": "1",
      "if-none-match": "2",
      "if-modified-since": "3",
      "if-unmodified-since": "4",
      "if-range": "5",
      range: "bytes=0-1",
    },
  },
  {
    title: "CF-HDR-08 Origin only when listed",
    request: { headers: { origin: "https://a" } },
    headers: { origin: null },
  },
  {
    title: "CF-HDR-08 Origin with CORS-CustomOrigin",
    options: orp("CORS-CustomOrigin"),
    request: { headers: { origin: "https://a" } },
    headers: { origin: "https://a" },
  },
  {
    title: "CF-HDR-09 CF-HDR-12 CF-HDR-13 what is never passed on, even with AllViewer",
    options: forwardAll,
    request: {
      headers: {
        connection: "keep-alive",
        te: "trailers",
        trailer: "x",
        upgrade: "h2c",
        expect: "100-continue",
        "proxy-authorization": "x",
        "proxy-authenticate": "x",
        "proxy-connection": "x",
        "x-edge-location": "x",
        "x-forwarded-proto": "http",
        "x-real-ip": "x",
        "keep-alive": "x",
      },
    },
    headers: {
      connection: null,
      te: null,
      trailer: null,
      upgrade: null,
      expect: null,
      "proxy-authorization": null,
      "proxy-authenticate": null,
      "proxy-connection": null,
      "x-edge-location": null,
      "x-forwarded-proto": null,
      "x-real-ip": null,
      "keep-alive": null,
    },
  },
  {
    title: "CF-HDR-10 CF-COOK-01 no cookies by default",
    request: { headers: cookies },
    headers: { cookie: null },
  },
  {
    title: "CF-KEY-09 cookies are sorted by name",
    options: forwardAll,
    request: { headers: cookies },
    headers: { cookie: "a=1; b=2; c=3" },
  },
  {
    title: "CF-HDR-14 the viewer's User-Agent is replaced",
    request: { headers: { "user-agent": "curl/8" } },
    headers: { "user-agent": "Amazon CloudFront" },
  },
  {
    title: "CF-HDR-14 AllViewer: the viewer's own",
    options: forwardAll,
    request: { headers: { "user-agent": "curl/8" } },
    headers: { "user-agent": "curl/8" },
  },
  {
    title: "CF-HDR-14 AllViewer, and the viewer sent none",
    options: forwardAll,
    request: { headers: {} },
    headers: { "user-agent": "Amazon CloudFront" },
  },
  {
    title: "CF-HDR-15 Via is appended to",
    request: { headers: { via: "1.0 proxy" } },
    headers: { via: "1.0 proxy, 1.1 edge.cloudfront.net (CloudFront)" },
  },
  {
    title: "CF-HDR-17 X-Forwarded-For is appended to",
    request: { headers: { "x-forwarded-for": "198.51.100.1" } },
    headers: { "x-forwarded-for": "198.51.100.1,203.0.113.7" },
  },
  {
    title: "CF-HDR-18 no CloudFront-* header unlisted, and none of the viewer's",
    options: forwardAll,
    request: { headers: { "cloudfront-viewer-country": "NZ" } },
    headers: { "cloudfront-forwarded-proto": null, "cloudfront-viewer-country": null },
  },
  {
    title: "CF-HDR-18 CF-HDR-23 what is listed and can be known",
    options: orp("AllViewerAndCloudFrontHeaders-2022-06"),
    request: {
      headers: {
        "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148",
        "x-whatever": "1",
      },
    },
    headers: {
      "x-whatever": "1",
      "cloudfront-forwarded-proto": "https",
      "cloudfront-viewer-address": "203.0.113.7:40000",
      "cloudfront-viewer-http-version": "1.1",
      "cloudfront-is-mobile-viewer": "true",
      "cloudfront-is-ios-viewer": "true",
      "cloudfront-is-android-viewer": "false",
      "cloudfront-is-desktop-viewer": "false",
      "cloudfront-is-tablet-viewer": "false",
      "cloudfront-is-smarttv-viewer": "false",
      "cloudfront-viewer-country": null,
    },
  },
  {
    title: "CF-HDR-18 a CloudFront-* header in the key",
    options: { cache: { headers: ["CloudFront-Is-Tablet-Viewer"] } },
    request: { headers: { "user-agent": "Mozilla/5.0 (iPad; CPU OS 17_0)" } },
    headers: { "cloudfront-is-tablet-viewer": "true" },
  },
  {
    title: "CF-HDR-21 custom headers overwrite the viewer's",
    options: {
      ...forwardAll,
      origin: { CustomHeaders: { Items: [{ HeaderName: "X-Origin-Secret", HeaderValue: "s" }] } },
    },
    request: { headers: { "x-origin-secret": "guess" } },
    headers: { "x-origin-secret": "s" },
  },
];

const pathRows: OriginRow[] = [
  { title: "CF-ORP-01 no query by default", request: { query: "a=1" }, path: "/a" },
  {
    title: "CF-RT-03 the path as the viewer wrote it",
    request: { path: "/a/../b//c%61" },
    path: "/a/../b//c%61",
  },
  {
    title: "CF-HDR-22 OriginPath in front",
    options: { ...forwardAll, origin: { OriginPath: "/production" } },
    request: { query: "a=1" },
    path: "/production/a?a=1",
  },
  {
    title: "CF-KEY-07 a query as the viewer wrote it",
    options: forwardAll,
    request: { query: "b=2&&a=%41;x" },
    path: "/a?b=2&&a=%41;x",
  },
];

describe("buildOriginRequest", () => {
  describe("headers", () => testOriginRows(headerRows));
  describe("path", () => testOriginRows(pathRows));
});
