import { managedCachePolicyIds } from "../../edge-simulator";
import { testScenarios, type Scenario } from "./support/scenario";

const cc = (value: string) => ({ "cache-control": value });
const tagged = { ...cc("max-age=60"), etag: '"one"' };

/** A customer's policy as UseOriginCacheControlHeaders has it, without cookies and headers. */
const originDecides: Pick<Scenario, "cache"> = { cache: { ttls: [0, 0, 31_536_000] } };

const storing: Scenario[] = [
  {
    title: "CF-XC-01 CF-XC-03 CF-RSP-06 a second request is a hit and shows its age",
    steps: [
      {
        origin: { headers: cc("max-age=60"), body: "one" },
        expect: { status: 200, result: "Miss", body: "one", headers: { age: null }, seen: 1 },
      },
      { expect: { result: "Hit", body: "one", headers: { age: null }, seen: 1 } },
      { advanceSeconds: 14, expect: { result: "Hit", headers: { age: "14" }, seen: 1 } },
      { advanceSeconds: 45, expect: { result: "Hit", headers: { age: "59" }, seen: 1 } },
      { advanceSeconds: 1, expect: { result: "Miss", headers: { age: null }, seen: 2 } },
    ],
  },
  {
    title: "CF-TTL-08 the viewer sees the origin's own Cache-Control",
    cache: { ttls: [0, 10, 20] },
    steps: [
      { origin: { headers: cc("max-age=600") }, expect: { headers: cc("max-age=600") } },
      { advanceSeconds: 19, expect: { result: "Hit", headers: cc("max-age=600") } },
      { advanceSeconds: 1, expect: { result: "Miss" } },
    ],
  },
  {
    title: "CF-TTL-02 without headers CachingOptimized keeps for a day",
    steps: [
      { expect: { result: "Miss" } },
      { advanceSeconds: 86_399, expect: { result: "Hit" } },
      { advanceSeconds: 1, expect: { result: "Miss" } },
    ],
  },
  {
    title: "CF-TTL-09 CachingOptimized keeps no-store for a second",
    steps: [
      { origin: { headers: cc("no-store") }, expect: { result: "Miss" } },
      { expect: { result: "Hit", seen: 1 } },
      { advanceSeconds: 1, expect: { result: "Miss", seen: 2 } },
    ],
  },
  {
    title: "CF-TTL-10 UseOriginCacheControlHeaders without header asks every time",
    behavior: { CachePolicyId: managedCachePolicyIds.UseOriginCacheControlHeaders },
    steps: [{ expect: { result: "Miss", seen: 1 } }, { expect: { result: "Miss", seen: 2 } }],
  },
  {
    title: "CF-TTL-11 CF-MCP-CachingDisabled nothing is kept, whatever the origin says",
    behavior: { CachePolicyId: managedCachePolicyIds.CachingDisabled },
    steps: [
      { origin: { headers: tagged }, expect: { result: "Miss" } },
      {
        expect: { result: "Miss", seen: 2, forwarded: { "if-none-match": null } },
      },
      { origin: { status: 500 }, expect: { status: 500, result: "Error", seen: 3 } },
      { expect: { status: 500, result: "Error", seen: 4 } },
    ],
  },
  {
    title: "CF-TTL-12 no-store is fetched anew each time",
    ...originDecides,
    steps: [
      {
        origin: { headers: { ...cc("no-store"), etag: '"one"' } },
        expect: { result: "Miss", seen: 1 },
      },
      { expect: { result: "Miss", seen: 2, forwarded: { "if-none-match": null } } },
    ],
  },
  {
    title: "CF-TTL-14 the viewer's Cache-Control and Pragma force nothing",
    steps: [
      { expect: { result: "Miss" } },
      {
        headers: { "cache-control": "no-cache, no-store", pragma: "no-cache" },
        expect: { result: "Hit" },
      },
    ],
  },
  {
    title: "CF-3XX-01 a redirect is kept and not followed",
    steps: [
      {
        origin: { status: 302, headers: { location: "/elsewhere" } },
        expect: { status: 302, result: "Miss", headers: { location: "/elsewhere" }, seen: 1 },
      },
      { expect: { status: 302, result: "Hit", headers: { location: "/elsewhere" }, seen: 1 } },
    ],
  },
  {
    title: "CF-RSP-08 a hit has the date of the response that is stored",
    steps: [
      {
        origin: { headers: { date: "Thu, 01 Jan 2026 00:00:00 GMT" } },
        expect: { headers: { date: "Thu, 01 Jan 2026 00:00:00 GMT" } },
      },
      {
        advanceSeconds: 60,
        expect: { result: "Hit", headers: { date: "Thu, 01 Jan 2026 00:00:00 GMT" } },
      },
    ],
  },
  {
    title: "CF-MTH-05 CF-KEY-02 a HEAD is answered by GET's response, with its length",
    steps: [
      { origin: { headers: cc("max-age=60"), body: "one" }, expect: { result: "Miss" } },
      {
        method: "HEAD",
        expect: {
          status: 200,
          result: "Hit",
          body: "",
          headers: { "content-length": "3" },
          seen: 1,
        },
      },
    ],
  },
  {
    title: "CF-MTH-05 AMB-16 a response to HEAD answers HEAD, and no GET",
    steps: [
      { method: "HEAD", origin: { body: "one" }, expect: { result: "Miss", asked: "HEAD /a" } },
      { method: "HEAD", expect: { result: "Hit", seen: 1 } },
      { expect: { result: "Miss", body: "one", seen: 2 } },
      { method: "HEAD", expect: { result: "Hit", seen: 2 } },
    ],
  },
  {
    title: "CF-MTH-04 CF-KEY-02 OPTIONS is kept where it is a cached method, apart from GET",
    behavior: {
      AllowedMethods: {
        Items: ["GET", "HEAD", "OPTIONS"],
        CachedMethods: { Items: ["GET", "HEAD", "OPTIONS"] },
      },
    },
    steps: [
      { method: "OPTIONS", expect: { result: "Miss", seen: 1 } },
      { method: "OPTIONS", expect: { result: "Hit", seen: 1 } },
      { expect: { result: "Miss", seen: 2 } },
    ],
  },
  {
    title: "CF-MTH-04 OPTIONS with a body goes to the origin: the key doesn't know bodies",
    behavior: {
      AllowedMethods: {
        Items: ["GET", "HEAD", "OPTIONS"],
        CachedMethods: { Items: ["GET", "HEAD", "OPTIONS"] },
      },
    },
    steps: [
      { method: "OPTIONS", expect: { result: "Miss", seen: 1 } },
      { method: "OPTIONS", body: "x", expect: { result: "Miss", seen: 2 } },
    ],
  },
  {
    title: "CF-MTH-04 OPTIONS isn't kept elsewhere",
    steps: [
      { method: "OPTIONS", expect: { result: "Miss", seen: 1 } },
      { method: "OPTIONS", expect: { result: "Miss", seen: 2 } },
    ],
  },
  {
    title: "CF-MTH-07 RFC-11 a POST is never kept, and removes nothing",
    steps: [
      { origin: { headers: cc("max-age=60"), body: "one" }, expect: { result: "Miss", seen: 1 } },
      { method: "POST", body: "x", expect: { result: "Miss", seen: 2 } },
      { method: "POST", body: "x", expect: { result: "Miss", seen: 3 } },
      { expect: { result: "Hit", body: "one", seen: 3 } },
    ],
  },
];

describe("caching", () => testScenarios(storing));
