import { createServer } from "node:http";
import { expect } from "chai";
import { UserError } from "../../../local-stage/user-error";
import {
  explainVerdict,
  type HealthObservation,
  type HealthVerdict,
  judgeHealth,
  waitUntilHealthy,
} from "../../../local-stage/origin/health";
import { catchError } from "./fixtures";
import { serve } from "./serve";

const LIMITS = { startTimeoutMs: 30_000, unhealthyTimeoutMs: 3_000 };

describe("judgeHealth", () => {
  const rows: [seen: HealthObservation, verdict: HealthVerdict][] = [
    [{ elapsedMs: 0, status: undefined, answeringMs: 0 }, "wait"],
    [{ elapsedMs: 29_999, status: undefined, answeringMs: 0 }, "wait"],
    [{ elapsedMs: 30_000, status: undefined, answeringMs: 0 }, "silent"],
    [{ elapsedMs: 100, status: 200, answeringMs: 0 }, "healthy"],
    [{ elapsedMs: 40_000, status: 200, answeringMs: 9_000 }, "healthy"],
    [{ elapsedMs: 100, status: 503, answeringMs: 0 }, "wait"],
    [{ elapsedMs: 40_000, status: 503, answeringMs: 2_999 }, "wait"],
    [{ elapsedMs: 3_100, status: 503, answeringMs: 3_000 }, "unhealthy"],
    [{ elapsedMs: 3_100, status: 301, answeringMs: 3_000 }, "unhealthy"],
    [{ elapsedMs: 3_100, status: 204, answeringMs: 3_000 }, "unhealthy"],
  ];
  for (const [seen, verdict] of rows) {
    it(`calls ${JSON.stringify(seen)} ${verdict}`, () => {
      expect(judgeHealth(seen, LIMITS)).to.equal(verdict);
    });
  }
});

describe("explainVerdict", () => {
  it("names the status of an unhealthy app", () => {
    expect(explainVerdict("unhealthy", "http://127.0.0.1:1/health", 500, LIMITS)).to.equal(
      "The origin app started, but its health check GET http://127.0.0.1:1/health answers 500 " +
        "instead of 200. Correct the app, or set the health check path to one that answers 200.",
    );
  });

  it("tells a silent app to listen on PORT", () => {
    expect(explainVerdict("silent", "http://127.0.0.1:1/health", undefined, LIMITS)).to.equal(
      "The origin app didn't answer its health check GET http://127.0.0.1:1/health within 30 s. " +
        "Let the Procfile's web command listen on the port in the environment variable PORT.",
    );
  });
});

describe("waitUntilHealthy", () => {
  const { signal } = new AbortController();

  it("goes on until the answer is 200", async () => {
    let requests = 0;
    const server = await serve(
      createServer((_request, response) => {
        requests += 1;
        response.writeHead(requests < 3 ? 503 : 200).end();
      }),
    );
    await waitUntilHealthy(`${server.url}/health`, LIMITS, signal);
    await server.close();
    expect(requests).to.equal(3);
  });

  it("gives up on an app that answers 500", async () => {
    const server = await serve(createServer((_request, response) => response.writeHead(500).end()));
    const limits = { ...LIMITS, unhealthyTimeoutMs: 0 };
    const error = await catchError(waitUntilHealthy(`${server.url}/health`, limits, signal));
    await server.close();
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.contain("answers 500 instead of 200");
  });

  it("gives up on an app that doesn't listen", async () => {
    const server = await serve(createServer());
    await server.close();
    const limits = { ...LIMITS, startTimeoutMs: 0 };
    const error = await catchError(waitUntilHealthy(`${server.url}/health`, limits, signal));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.contain("within 0 s");
  });
});
