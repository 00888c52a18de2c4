import { expect } from "chai";
import type { RequestReport } from "../../edge-simulator";
import { failing, fromSpare, page, withPages } from "./support/error-pages";
import { grouped } from "./support/grouped-origins";
import { reportLast } from "./support/log-lines";
import { testScenarios, type Scenario } from "./support/scenario";
import type { StageOptions } from "./support/test-stage";
import { withFunctions } from "./support/with-functions";

const setHeader = "response.headers['x-f'] = { value: 'set' }; return response;";
const errorHeaders = ["CloudFront-Error-Uri", "CloudFront-Error-Args"];
const told = (uri: string | null, args: string | null) => ({
  "cloudfront-error-uri": uri,
  "cloudfront-error-args": args,
});

const telling: Scenario[] = [
  {
    title:
      "CF-HDR-23 CF-HDR-18 the page's origin is told which request failed, where that is listed",
    ...fromSpare,
    root: withPages([404]),
    cache: { ttls: [0, 0, 60] },
    forward: { headers: { whitelist: errorHeaders } },
    steps: [
      {
        path: "/a%20b?c=d",
        origin: { status: 404 },
        spare: page,
        expect: {
          ...{ body: "page", forwarded: told(null, null) },
          ...{ spareAsked: "GET /errors/page.html", spareForwarded: told("/a%20b", "c=d") },
        },
      },
      { path: "/c", expect: { body: "page", spareForwarded: told("/c", null) } },
      {
        path: "/errors/page.html",
        headers: { "cloudfront-error-uri": "/mine" },
        expect: { result: "Miss", spareForwarded: told(null, null) },
      },
    ],
  },
  {
    title: "CF-HDR-18 the page's origin isn't told where that isn't listed",
    ...fromSpare,
    root: withPages([404]),
    forward: { headers: "allViewer" },
    steps: [{ origin: { status: 404 }, expect: { status: 200, spareForwarded: told(null, null) } }],
  },
  {
    title: "CF-HDR-23 in the cache key it tells the pages of different URLs apart",
    ...fromSpare,
    root: withPages([404]),
    cache: { headers: errorHeaders },
    steps: [
      {
        origin: { status: 404 },
        spare: ({ headers }) => ({ body: `no ${String(headers["cloudfront-error-uri"])}` }),
        expect: { body: "no /a", spareSeen: 1 },
      },
      { path: "/b", expect: { body: "no /b", spareSeen: 2 } },
      { path: "/a", expect: { body: "no /a", spareSeen: 2 } },
    ],
  },
];

const returned = "return { statusCode: 404, body: 'own' };";

const beside: Scenario[] = [
  {
    title: "CF-FN-07 CF-CER-07 no page for an error that a function returned",
    ...withFunctions({ onRequest: returned }, { root: withPages([404]) }),
    steps: [
      {
        origin: page,
        expect: { status: 404, result: "FunctionGeneratedResponse", body: "own", seen: 0 },
      },
    ],
  },
  {
    title: "CF-FN-07 CF-CER-07 no page for a status that a function gave the origin's response",
    ...withFunctions(
      { onResponse: "response.statusCode = 404; return response;" },
      { root: withPages([404]) },
    ),
    steps: [{ origin: { body: "one" }, expect: { status: 404, body: "one", seen: 1 } }],
  },
  ...(["onRequest", "onResponse"] as const).flatMap((event): Scenario[] => [
    {
      title: `CF-FN-07 CF-CER-07 no page for a function that throws: ${event}`,
      ...withFunctions({ [event]: "throw new Error('no');" }, { root: withPages([503]) }),
      steps: [{ origin: page, expect: { status: 503, result: "FunctionExecutionError" } }],
    },
    {
      title: `CF-FN-07 CF-CER-07 no page for a function that returns rubbish: ${event}`,
      ...withFunctions({ [event]: "return { statusCode: 'no' };" }, { root: withPages([502]) }),
      steps: [{ origin: page, expect: { status: 502, result: "FunctionValidationError" } }],
    },
  ]),
  {
    title: "CF-FN-02 CF-CER-03 no function runs on a page, whatever its status",
    ...withFunctions({ onResponse: setHeader }, { root: withPages([404]) }),
    steps: [
      {
        origin: failing({ status: 404 }),
        expect: { status: 200, body: "page", headers: { "x-f": null } },
      },
      { expect: { status: 200, body: "page", headers: { "x-f": null } } },
      { path: "/errors/page.html", expect: { body: "page", headers: { "x-f": "set" } } },
    ],
  },
  {
    title: "CF-HDR-23 CF-FN-06 what failed is what a function made of it",
    ...withFunctions(
      { onRequest: "request.uri = '/new'; return request;" },
      { root: withPages([404]), forward: { headers: { whitelist: errorHeaders } } },
    ),
    steps: [
      {
        origin: failing({ status: 404 }),
        expect: { body: "page", seen: 2, forwarded: told("/new", null) },
      },
    ],
  },
];

const spare = { body: "spare" };
const run = `const before = request.headers['x-run'];
request.headers['x-run'] = { value: (before ? before.value : '') + 'r' };
return request;`;

const failover: Scenario[] = [
  {
    title: "CF-FN-04 the second origin is asked what the function left, once",
    ...withFunctions(
      { onRequest: run },
      grouped([500], { forward: { headers: { whitelist: ["x-run"] } } }),
    ),
    steps: [
      {
        origin: { status: 500 },
        spare,
        expect: {
          ...{ body: "spare", seen: 1, spareSeen: 1 },
          ...{ forwarded: { "x-run": "r" }, spareForwarded: { "x-run": "r" } },
        },
      },
    ],
  },
  {
    title: "CF-FN-02 what the second origin fails with runs no function",
    ...withFunctions({ onResponse: setHeader }, grouped([500])),
    steps: [
      {
        origin: { status: 500 },
        spare: { status: 503 },
        expect: { status: 503, headers: { "x-f": null } },
      },
      { advanceSeconds: 10, spare, expect: { status: 200, headers: { "x-f": "set" } } },
    ],
  },
  {
    title: "CF-FN-07 CF-FN-05 a function's error neither fails over nor has a page",
    ...withFunctions(
      { onRequest: returned },
      grouped([404], { root: { ...withPages([404]), ...grouped([404]).root } }),
    ),
    steps: [{ expect: { status: 404, body: "own", seen: 0, spareSeen: 0 } }],
  },
  {
    title: "CF-OG-02 CF-CER-03 a page whose behavior has a group is asked of both origins",
    ...grouped([500], { root: { ...withPages([404]), ...grouped([500]).root } }),
    steps: [
      {
        origin: failing({ status: 404 }, { status: 500 }),
        spare,
        expect: {
          ...{ status: 200, result: "Error", body: "spare", seen: 2 },
          spareAsked: "GET /errors/page.html",
        },
      },
    ],
  },
];

const countRuns = ({ notes }: RequestReport) =>
  notes.filter((note) => note.startsWith("Function ")).length;

describe("what a custom error page's origin is told", () => testScenarios(telling));
describe("errors beside functions", () => testScenarios(beside));

describe("failover beside functions", () => {
  testScenarios(failover);

  for (const [event, code] of [
    ["onRequest", run],
    ["onResponse", setHeader],
  ] as const) {
    it(`CF-FN-04 a function runs once, however many origins are asked: ${event}`, async () => {
      const options: StageOptions = withFunctions({ [event]: code }, grouped([500]));
      const report = await reportLast([{}], { status: 500 }, options);
      expect([report.originExchanges.length, report.status]).to.deep.equal([2, 200]);
      expect(countRuns(report)).to.equal(1);
    });
  }
});
