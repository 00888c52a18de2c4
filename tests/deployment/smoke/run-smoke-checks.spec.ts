import { expect } from "chai";
import type { DeployedStage } from "../../../deployment/smoke/deployed-stage";
import { runSmokeChecks } from "../../../deployment/smoke/run-smoke-checks";
import type { Exchange } from "../../../deployment/smoke/send-request";
import { answer, replay } from "../support/exchanges";
import { ManualClock } from "../support/manual-clock";

const STAGE: DeployedStage = {
  cdnUrl: "https://d1.cloudfront.net",
  originUrl: "http://web.test",
  originProtection: "None",
  versionLabel: "0a1b2c",
};
const PAGE = answer(200, { body: '<script src="/static/page.0a1b.js">' });
const HIT = answer(200, { xCache: "Hit from cloudfront" });

describe("runSmokeChecks", () => {
  const run = async (exchanges: Exchange[], path?: string, deadlineMs = 0) => {
    const { send, urls } = replay(exchanges);
    const retry = { deadlineMs, clock: new ManualClock(), report: () => undefined };
    const checks = await runSmokeChecks({ stage: STAGE, path, send, retry });
    return { told: checks.map(({ name, verdict }) => `${verdict} ${name}`), urls, checks };
  };

  it("asks for the page, a file that it names, and the origin", async () => {
    const { told, urls } = await run([PAGE, HIT, HIT, answer(200)]);
    const file = "https://d1.cloudfront.net/static/page.0a1b.js";
    expect(told).to.deep.equal([
      "pass https://d1.cloudfront.net/",
      `pass ${file}`,
      "pass http://web.test/",
    ]);
    expect(urls).to.deep.equal(["https://d1.cloudfront.net/", file, file, "http://web.test/"]);
  });

  it("asks for a path of one's own, whatever the page is", async () => {
    const { told } = await run([answer(500), HIT, HIT, answer(200)], "/data/1");
    expect(told).to.deep.equal([
      "fail https://d1.cloudfront.net/",
      "pass https://d1.cloudfront.net/data/1",
      "pass http://web.test/",
    ]);
  });

  it("says so where it knows no path that is cached", async () => {
    const { told, checks } = await run([answer(200, { body: "no file" }), answer(200)]);
    expect(told).to.deep.equal([
      "pass https://d1.cloudfront.net/",
      "fail https://d1.cloudfront.net/static/",
      "pass http://web.test/",
    ]);
    expect(checks[1]?.detail).to.equal(
      "not asked for, since no page names a file there; name a cached path by --path.",
    );
  });

  it("waits for the page and the cached path, never for the origin", async () => {
    const { told, urls } = await run(
      [answer(503), PAGE, answer(503), HIT, HIT, answer(503)],
      undefined,
      60_000,
    );
    expect(told).to.deep.equal([
      "pass https://d1.cloudfront.net/",
      "pass https://d1.cloudfront.net/static/page.0a1b.js",
      "fail http://web.test/",
    ]);
    expect(urls).to.have.length(6);
  });
});
