import { managedOriginRequestPolicyIds } from "../../edge-simulator";
import { testScenarios, type Scenario } from "./support/scenario";

const cc = (value: string) => ({ "cache-control": value });

/** Where CloudFront doesn't do what RFC 9111 asks of a shared cache. */
const differences: Scenario[] = [
  ...["no-store", "private", "no-cache"].map((control): Scenario => ({
    title: `RFC-01 a MinTTL keeps ${control}`,
    cache: { ttls: [60, 60, 3600] },
    steps: [
      { origin: { headers: cc(control) }, expect: { result: "Miss", seen: 1 } },
      { advanceSeconds: 59, expect: { result: "Hit", seen: 1 } },
    ],
  })),
  ...["no-cache", "no-store", "max-age=0", "only-if-cached"].map((control): Scenario => ({
    title: `RFC-02 a viewer's ${control} is ignored`,
    steps: [
      { headers: cc(control), expect: { status: 200, result: "Miss" } },
      { headers: cc(control), advanceSeconds: 1, expect: { result: "Hit", seen: 1 } },
    ],
  })),
  {
    title: "RFC-03 Vary doesn't tell responses apart",
    steps: [
      {
        origin: { headers: { vary: "Accept-Language" }, body: "kia ora" },
        headers: { "accept-language": "mi" },
        expect: { result: "Miss", body: "kia ora" },
      },
      { headers: { "accept-language": "en" }, expect: { result: "Hit", body: "kia ora" } },
    ],
  },
  ...["no-store", "private", "max-age=0"].map((control): Scenario => ({
    title: `RFC-04 an error with ${control} is kept for ten seconds`,
    cache: { ttls: [0, 0, 3600] },
    steps: [
      { origin: { status: 503, headers: cc(control) }, expect: { status: 503, seen: 1 } },
      { advanceSeconds: 9, expect: { status: 503, seen: 1 } },
      { advanceSeconds: 1, expect: { status: 503, seen: 2 } },
    ],
  })),
  {
    title: "RFC-05 a stale object answers for a 5xx, though it must be revalidated",
    steps: [
      { origin: { headers: cc("max-age=60, must-revalidate"), body: "one" }, expect: { seen: 1 } },
      {
        advanceSeconds: 60,
        origin: { status: 500 },
        expect: { status: 200, result: "Hit", body: "one", seen: 2 },
      },
    ],
  },
  {
    title: "RFC-06 s-maxage forbids no stale object",
    steps: [
      { origin: { headers: cc("s-maxage=60, stale-while-revalidate=30") }, expect: { seen: 1 } },
      { advanceSeconds: 61, expect: { status: 200, result: "Hit" } },
    ],
  },
  {
    title: "RFC-07 what was answered to Authorization is shared, unless key or response says no",
    behavior: { OriginRequestPolicyId: managedOriginRequestPolicyIds.AllViewer },
    steps: [
      {
        origin: { body: "one's" },
        headers: { authorization: "Bearer one" },
        expect: { result: "Miss", body: "one's", forwarded: { authorization: "Bearer one" } },
      },
      {
        origin: { body: "other's" },
        headers: { authorization: "Bearer other" },
        expect: { result: "Hit", body: "one's", seen: 1 },
      },
    ],
  },
  {
    title: "RFC-09 without headers an object that changed an hour ago is kept for a day",
    steps: [
      {
        origin: { headers: { "last-modified": "Wed, 31 Dec 2025 23:00:00 GMT" } },
        expect: { result: "Miss" },
      },
      { advanceSeconds: 86_399, expect: { result: "Hit" } },
    ],
  },
  {
    title: "RFC-12 a MinTTL beyond max-age shows in Age",
    cache: { ttls: [60, 60, 3600] },
    steps: [
      { origin: { headers: cc("max-age=5") }, expect: { result: "Miss" } },
      { advanceSeconds: 30, expect: { result: "Hit", headers: { ...cc("max-age=5"), age: "30" } } },
    ],
  },
];

describe("differences from RFC 9111", () => testScenarios(differences));
