import { expect } from "chai";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { selectRanges } from "../../../edge-simulator/cache/range-answer";
import { compileDefaultBehavior } from "../support/compile-behavior";
import { describeViewerRequest } from "../support/viewer-request";

describe("selectRanges", () => {
  it("lets go of a body on its way when the viewer of a part leaves before it comes", async () => {
    const body = new PassThrough();
    const request = describeViewerRequest({ headers: { range: "bytes=2-4" } });
    const record = {
      ...{ status: 200, headers: { "content-length": "10" }, viewerHeaders: [] },
      ...{ errorSentence: undefined, revalidation: undefined, isForOutage: false },
      ...{ ttlRule: "max-age" as const, fetchedAtMs: 0, freshUntilMs: 0, retryOriginAtMs: 0 },
      ...{ staleWhileRevalidateUntilMs: 0, staleIfErrorUntilMs: 0 },
    };
    const answer = selectRanges(
      request,
      { record, body, result: "Hit" },
      compileDefaultBehavior({}),
      0,
    );
    const closed = once(body, "close");
    (answer.body as PassThrough).destroy();
    await closed;
    expect(answer.record.status).to.equal(206);
  });
});
