import { managedCachePolicyIds } from "../../edge-simulator";
import { failing, withPages } from "./support/error-pages";
import { testScenarios, type Scenario } from "./support/scenario";

const cc = (value: string) => ({ "cache-control": value });

const keeping: Scenario[] = [
  {
    title: "CF-CER-04 a page is kept as long as its error: ErrorCachingMinTTL",
    root: withPages([404], "200", 5),
    steps: [
      {
        origin: failing({ status: 404 }, { headers: cc("max-age=3600"), body: "page" }),
        expect: { body: "page", seen: 2 },
      },
      { advanceSeconds: 4, expect: { body: "page", seen: 2 } },
      { advanceSeconds: 1, expect: { body: "page", seen: 4 } },
    ],
  },
  {
    title: "CF-CER-04 a page is kept as long as its error: the error's max-age",
    root: withPages([404]),
    steps: [
      {
        origin: failing({ status: 404, headers: cc("max-age=60") }),
        expect: { body: "page", seen: 2 },
      },
      { advanceSeconds: 59, expect: { body: "page", seen: 2 } },
      { advanceSeconds: 1, expect: { body: "page", seen: 4 } },
    ],
  },
  {
    title: "CF-CER-04 a page that has a behavior is kept as that says",
    root: withPages([404]),
    paths: [{ PathPattern: "/errors/*" }],
    steps: [
      {
        origin: failing({ status: 404 }, { headers: cc("max-age=60"), body: "page" }),
        expect: { body: "page", seen: 2 },
      },
      { advanceSeconds: 59, expect: { body: "page", seen: 3, asked: "GET /a" } },
      { advanceSeconds: 10, expect: { body: "page", seen: 5 } },
    ],
  },
  {
    title: "CF-ERR-02 the page of an error that isn't kept isn't kept either",
    root: withPages([403]),
    steps: [
      { origin: failing({ status: 403 }), expect: { body: "page", seen: 2 } },
      { expect: { body: "page", seen: 4 } },
    ],
  },
  {
    title: "CF-ERR-03 neither error nor page is kept where caching is disabled",
    root: withPages([404]),
    paths: [
      { PathPattern: "/api/*", CachePolicyId: managedCachePolicyIds.CachingDisabled },
      { PathPattern: "/errors/*" },
    ],
    steps: [
      { path: "/api/a", origin: failing({ status: 404 }), expect: { body: "page", seen: 2 } },
      { path: "/api/a", expect: { body: "page", seen: 4, asked: "GET /errors/page.html" } },
    ],
  },
  {
    title: "CF-CER-09 CF-STALE-03 a stale object comes before the page",
    root: withPages([500]),
    steps: [
      { origin: { headers: cc("max-age=60, stale-if-error=30"), body: "one" }, expect: {} },
      {
        advanceSeconds: 61,
        origin: failing({ status: 500 }),
        expect: { status: 200, result: "Hit", body: "one" },
      },
      { advanceSeconds: 30, expect: { status: 200, result: "Error", body: "page" } },
    ],
  },
];

describe("keeping custom error pages", () => testScenarios(keeping));
