import { expect } from "chai";
import { retryUntilPass } from "../../../deployment/smoke/retry";
import { conclude } from "../../../deployment/smoke/smoke-check";
import { answer } from "../support/exchanges";
import { ManualClock } from "../support/manual-clock";

const URL_ = new URL("https://d1.cloudfront.net/");
const FAIL = { check: conclude(URL_, answer(503), "fail", "It must answer 200.") };
const PASS = { check: conclude(URL_, answer(200), "pass") };

describe("retryUntilPass", () => {
  const run = async (results: (typeof FAIL)[], deadlineMs: number) => {
    const clock = new ManualClock();
    const lines: string[] = [];
    let attempts = 0;
    const attempt = () => {
      const result = results[Math.min(attempts++, results.length - 1)] ?? FAIL;
      return Promise.resolve(result);
    };
    const report = (line: string) => void lines.push(line);
    const result = await retryUntilPass(attempt, { deadlineMs, clock, report });
    return { verdict: result.check.verdict, attempts, sleeps: clock.sleeps, lines };
  };

  it("asks once without a wait", async () => {
    const told = await run([FAIL, PASS], 0);
    expect(told).to.deep.equal({ verdict: "fail", attempts: 1, sleeps: [], lines: [] });
  });

  it("asks once where it passes", async () => {
    const told = await run([PASS], 60_000);
    expect(told).to.deep.equal({ verdict: "pass", attempts: 1, sleeps: [], lines: [] });
  });

  it("asks again every five seconds until it passes, and says so", async () => {
    const told = await run([FAIL, FAIL, PASS], 60_000);
    const line =
      "https://d1.cloudfront.net/: 503, 9 ms: It must answer 200. Again in 5 s, then for";
    expect(told).to.deep.equal({
      verdict: "pass",
      attempts: 3,
      sleeps: [5_000, 5_000],
      lines: [`${line} 55 s at most.`, `${line} 50 s at most.`],
    });
  });

  it("ends with the time, not after it", async () => {
    const told = await run([FAIL], 14_999);
    expect([told.verdict, told.attempts, told.sleeps]).to.deep.equal(["fail", 3, [5_000, 5_000]]);
  });
});
