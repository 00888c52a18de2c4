import { expect } from "chai";
import { connect } from "node:net";
import { describeOutcome, OriginFailure, type OriginFailureKind } from "../../../edge-simulator";
import { failing, fromSpare, page, withPages } from "../support/error-pages";
import { leave, withHeldOrigin } from "../support/held-stage";
import { readLine, testLogRows, type LogRow } from "../support/log-lines";
import { Http2Viewer } from "../support/http2-viewer";
import { nextReport } from "../support/next-report";
import { TestStage } from "../support/test-stage";
import { withFunctions } from "../support/with-functions";

const generated = "FunctionGeneratedResponse";
const thrown = "FunctionExecutionError";
const rubbish = "FunctionValidationError";
const changed = "response.statusCode = 404; return response;";
const cc = (value: string) => ({ "cache-control": value });
const stored = { headers: { ...cc("max-age=60"), etag: '"one"' }, body: "one" };

const detailed = (result: string, detail = result) => ({
  "x-edge-result-type": result,
  "x-edge-detailed-result-type": detail,
});

const functionRows = (
  [
    ["an answer of a function's", { onRequest: "return { statusCode: 404 };" }, 404, generated],
    ["a function on requests that throws", { onRequest: "throw 1;" }, 503, thrown],
    ["a function on responses that throws", { onResponse: "throw 1;" }, 503, thrown],
    ["a function on requests that returns rubbish", { onRequest: "return 1;" }, 502, rubbish],
    ["a function on responses that returns rubbish", { onResponse: "return 1;" }, 502, rubbish],
    ["a status that a function changed", { onResponse: changed }, 404, "Error"],
  ] as const
).map(([what, bodies, status, result]): LogRow => [
  `CF-LOG-04 CF-LOG-05 ${what}`,
  [{}],
  {},
  { "sc-status": String(status), ...detailed(result) },
  withFunctions(bodies),
]);

const pageRows: readonly LogRow[] = [
  [
    "CF-CER-06 CF-LOG-05 a page for an origin's 500",
    [{}],
    failing({ status: 500 }),
    { "sc-status": "200", ...detailed("Error", "OriginError") },
    { root: withPages([500]) },
  ],
  [
    "CF-CER-06 CF-LOG-05 a page for an error from the cache",
    [{}, {}],
    failing({ status: 500 }),
    { "sc-status": "200", ...detailed("Error") },
    { root: withPages([500]) },
  ],
  [
    "CF-CER-06 CF-LOG-05 a page for a method that isn't allowed",
    [{ method: "POST" }],
    failing({}),
    { "sc-status": "200", ...detailed("Error", "InvalidRequestMethod") },
    { root: withPages([403]), behavior: { AllowedMethods: { Items: ["GET", "HEAD"] } } },
  ],
];

const rows: readonly LogRow[] = [
  [
    "CF-LOG-04 CF-LOG-05 a Miss",
    [{}],
    stored,
    { "x-edge-result-type": "Miss", "x-edge-detailed-result-type": "Miss" },
  ],
  [
    "CF-LOG-04 CF-LOG-05 a Hit",
    [{}, {}],
    stored,
    { "x-edge-result-type": "Hit", "x-edge-detailed-result-type": "Hit" },
  ],
  [
    "CF-LOG-04 CF-LOG-05 a RefreshHit",
    [{}, { waitSeconds: 61 }],
    stored,
    { "x-edge-result-type": "RefreshHit", "x-edge-detailed-result-type": "RefreshHit" },
  ],
  [
    "CF-LOG-04 CF-LOG-05 a Redirect",
    [{}],
    {},
    { "x-edge-result-type": "Redirect", "x-edge-detailed-result-type": "Redirect" },
    { edge: { viewerScheme: "http" } },
  ],
  [
    "CF-LOG-04 CF-LOG-05 an origin's 404",
    [{}],
    { status: 404 },
    { "x-edge-result-type": "Error", "x-edge-detailed-result-type": "Error" },
  ],
  [
    "CF-LOG-05 an origin's 500",
    [{}],
    { status: 500 },
    { "x-edge-result-type": "Error", "x-edge-detailed-result-type": "OriginError" },
  ],
  [
    "CF-LOG-05 an error from the cache",
    [{}, {}],
    { status: 500 },
    { "x-edge-result-type": "Error", "x-edge-detailed-result-type": "Error" },
  ],
  [
    "CF-LOG-05 CF-MTH-02 a method that isn't allowed",
    [{ method: "POST" }],
    {},
    { "x-edge-result-type": "Error", "x-edge-detailed-result-type": "InvalidRequestMethod" },
    { behavior: { AllowedMethods: { Items: ["GET", "HEAD"] } } },
  ],
  [
    "CF-LOG-05 a country that is kept out",
    [{}],
    {},
    { "x-edge-result-type": "Error", "x-edge-detailed-result-type": "ClientGeoBlocked" },
    {
      root: {
        Restrictions: { GeoRestriction: { RestrictionType: "blacklist", Items: ["DE"] } },
      },
      edge: { country: "DE" },
    },
  ],
  ...functionRows,
  ...pageRows,
  [
    "CF-LOG-05 a part that isn't as long as the range that it names",
    [{ headers: { range: "bytes=0-4" } }],
    { status: 206, headers: { "content-range": "bytes 0-4/10", "content-length": "4" }, body: "0" },
    {
      "sc-status": "502",
      "x-edge-result-type": "Error",
      "x-edge-detailed-result-type": "OriginContentRangeLengthError",
    },
  ],
  [
    "CF-LOG-05 a GET with a body",
    [{ body: "b" }],
    {},
    { "x-edge-result-type": "Error", "x-edge-detailed-result-type": "InvalidRequest" },
  ],
];

const failures: readonly [OriginFailureKind, string][] = [
  ["dns", "OriginDnsError"],
  ["connect", "OriginConnectError"],
  ["tls", "OriginConnectError"],
  ["connect-timeout", "OriginCommError"],
  ["read-timeout", "OriginCommError"],
  ["closed", "OriginReadError"],
  ["invalid-response", "OriginInvalidResponseError"],
  ["header-too-big", "OriginHeaderTooBigError"],
  ["completion-timeout", "OriginCommError"],
  ["write-failed", "OriginWriteError"],
];

describe("result types in the standard log", () => {
  testLogRows(rows);

  for (const [kind, type] of failures) {
    it(`CF-LOG-05 an origin that failed: ${kind} is ${type}`, async () => {
      await withHeldOrigin({ origin: { ConnectionAttempts: 1 } }, async ({ stage, origin }) => {
        const told = nextReport(stage);
        const sent = stage.send("/a");
        (await origin.waitFor(1)).fail(kind);
        await sent;
        expect(readLine(await told)["x-edge-detailed-result-type"]).to.equal(type);
      });
    });
  }

  it("CF-LOG-05 CF-RNG-06 a response that is too long is an OriginError, and counted", async () => {
    await withHeldOrigin({}, async ({ stage, origin }) => {
      const told = nextReport(stage);
      const sent = stage.send("/a");
      (await origin.waitFor(1)).respond(200, { "content-length": String(50e9 + 1) });
      expect((await sent).status).to.equal(502);
      expect(readLine(await told)["x-edge-detailed-result-type"]).to.equal("OriginError");
      expect(stage.edge.stats().errorsByKind).to.deep.equal({ "too-long": 1 });
    });
  });

  for (const [kind, type] of [
    ["closed", "AbortedOrigin"],
    ["read-timeout", "OriginCommError"],
  ] as const) {
    it(`CF-LOG-05 CF-LOG-06 an origin whose response breaks off: ${kind} is ${type}`, async () => {
      await withHeldOrigin({}, async ({ stage, origin }) => {
        const told = nextReport(stage);
        const sent = stage.send("/a").catch(() => "broken off");
        const body = (await origin.waitFor(1)).respond(200, { "content-length": "10" });
        body.write("half", () => setImmediate(() => body.destroy(new OriginFailure(kind))));
        expect(await sent).to.equal("broken off");
        const report = await told;
        expect(readLine(report)).to.include({
          "x-edge-response-result-type": "Miss",
          ...detailed("Error", type),
        });
        expect(describeOutcome(report)).to.match(/ The origin's response broke off\.$/);
      });
    });
  }

  it("CF-CER-06 CF-LOG-05 a page for an origin that can't be reached", async () => {
    const stage = await TestStage.start({ ...fromSpare, root: withPages([502]) });
    try {
      stage.spare.respond(page);
      await stage.origin.stop();
      const told = nextReport(stage);
      await stage.send("/a");
      const expected = { "sc-status": "200", ...detailed("Error", "OriginConnectError") };
      expect(readLine(await told)).to.include(expected);
    } finally {
      await stage.stop();
    }
  });

  it("CF-LOG-05 CF-LOG-07 a viewer who leaves before its request is whole", async () => {
    const stage = await TestStage.start();
    try {
      const told = nextReport(stage);
      const arrived = stage.origin.nextConnection();
      const viewer = connect(Number(new URL(stage.url).port), "127.0.0.1");
      viewer.write("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\none");
      await arrived;
      viewer.destroy();
      const report = await told;
      const expected = { "sc-status": "000", ...detailed("Error", "ClientHungUpRequest") };
      expect(readLine(report)).to.include(expected);
      expect(describeOutcome(report)).to.match(
        / The viewer left before it had sent all of the request\.$/,
      );
    } finally {
      await stage.stop();
    }
  });

  it("CF-LOG-05 a viewer over HTTP/2 who leaves before its request is whole", async () => {
    const options = { edge: { https: true, viewerScheme: "https" as const } };
    const stage = await TestStage.start({ ...options, root: { HttpVersion: "http2" } });
    try {
      const told = nextReport(stage);
      const arrived = stage.origin.nextConnection();
      const viewer = new Http2Viewer(stage.httpsUrl);
      viewer.begin({ ":method": "POST" }, true).write("half");
      await arrived;
      viewer.session.destroy();
      expect(readLine(await told)).to.include(detailed("Error", "ClientHungUpRequest"));
    } finally {
      await stage.stop();
    }
  });

  it("CF-LOG-06 a viewer who leaves early: an Error after what began as a Miss", async () => {
    await withHeldOrigin({}, async ({ stage, origin, view }) => {
      const told = nextReport(stage);
      const viewer = await view("/a");
      const received = new Promise((resolve) => viewer.once("response", resolve));
      (await origin.waitFor(1)).respond(200, { "content-length": "10" }).write("half");
      await received;
      await leave(viewer);
      expect(readLine(await told)).to.include({
        "sc-status": "200",
        "x-edge-result-type": "Error",
        "x-edge-response-result-type": "Miss",
        "x-edge-detailed-result-type": "ClientCommError",
      });
    });
  });

  it("CF-LOG-07 a viewer who leaves before the answer has status 000", async () => {
    await withHeldOrigin({}, async ({ stage, origin, view }) => {
      const told = nextReport(stage);
      const viewer = await view("/a");
      await origin.waitFor(1);
      await leave(viewer);
      expect(readLine(await told)).to.include({ "sc-status": "000", "sc-bytes": "0" });
    });
  });

  it("CF-LOG-07 who waited for another viewer's request is a Hit", async () => {
    await withHeldOrigin({}, async ({ stage, origin, store }) => {
      const results: (string | undefined)[] = [];
      const both = new Promise<void>((resolve) => {
        stage.edge.watch((one) => {
          const length = results.push(readLine(one)["x-edge-result-type"]);
          return length === 2 && resolve();
        });
      });
      const first = stage.send("/a");
      const held = await origin.waitFor(1);
      const second = await store.untilNextLookup(() => ({ response: stage.send("/a") }));
      held.respond(200, cc("max-age=60")).end("one");
      await Promise.all([first, second.response, both]);
      expect(results).to.have.members(["Miss", "Hit"]);
    });
  });
});
