import { expect } from "chai";
import { OriginFailure, type OriginConnection, type OriginFailureKind } from "../../edge-simulator";
import { Readable } from "node:stream";
import { testScenarios, type Scenario } from "./support/scenario";
import { TestStage, type Received, type ViewerOptions } from "./support/test-stage";

const cc = (value: string) => ({ "cache-control": value });
const originDecides = { cache: { ttls: [0, 0, 3600] as const } };

/** What a viewer gets after the origin has given one answer and failed at the next. */
async function receiveAfterFailure(
  control: string,
  kind: OriginFailureKind,
  first: ViewerOptions = {},
): Promise<Received> {
  let asked = 0;
  const originConnection: OriginConnection = {
    request: () =>
      asked++ === 0
        ? Promise.resolve({
            status: 200,
            headers: cc(control),
            body: Readable.from([Buffer.from("mine")]),
          })
        : Promise.reject(new OriginFailure(kind)),
    close: () => Promise.resolve(),
  };
  const stage = await TestStage.start({ ...originDecides, edge: { originConnection } });
  try {
    await stage.send("/a", first);
    return await stage.send("/a");
  } finally {
    await stage.stop();
  }
}

const failures: [kind: OriginFailureKind, privately: string, publicly: string][] = [
  ["dns", "Hit mine", "Hit mine"],
  ["connect", "Hit mine", "Hit mine"],
  ["connect-timeout", "Hit mine", "Hit mine"],
  ["tls", "Error", "Hit mine"],
  ["closed", "Error", "Hit mine"],
  ["read-timeout", "Error", "Hit mine"],
  ["invalid-response", "Error", "Hit mine"],
];

const summarize = ({ result, body }: Received) => (result === "Hit" ? `Hit ${body}` : result);

const kept: Scenario[] = [1024 * 1024, 1024 * 1024 + 1].map((bytes) => ({
  title: `CF-STALE-08 an answer that may not be kept otherwise: ${bytes} bytes`,
  ...originDecides,
  steps: [
    { origin: { headers: cc("no-store"), body: "x".repeat(bytes) }, expect: { result: "Miss" } },
    { origin: "down", expect: { status: bytes > 1024 * 1024 ? 502 : 200 } },
  ],
}));

describe("outages", () => {
  for (const [kind, privately, publicly] of failures) {
    it(`CF-STALE-08 an origin that fails with ${kind} after a private answer`, async () => {
      expect(summarize(await receiveAfterFailure("private", kind))).to.equal(privately);
    });

    it(`CF-STALE-05 CF-STALE-09 an origin that fails with ${kind} after a public answer`, async () => {
      expect(summarize(await receiveAfterFailure("max-age=0", kind))).to.equal(publicly);
    });
  }

  it("CF-STALE-08 what was answered to Authorization is nobody else's in an outage either", async () => {
    const received = await receiveAfterFailure("private", "connect", {
      headers: { authorization: "Bearer one" },
    });
    expect(received.status).to.equal(502);
  });

  testScenarios(kept);
});
