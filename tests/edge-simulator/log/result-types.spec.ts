import { expect } from "chai";
import type { OriginFailureKind } from "../../../edge-simulator";
import { leave, withHeldOrigin } from "../support/held-stage";
import { readLine, testLogRows, type LogRow } from "../support/log-lines";
import { nextReport } from "../support/next-report";

const cc = (value: string) => ({ "cache-control": value });
const stored = { headers: { ...cc("max-age=60"), etag: '"one"' }, body: "one" };

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
  ["too-long", "OriginError"],
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
