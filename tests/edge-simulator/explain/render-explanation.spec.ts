import { expect } from "chai";
import { explainRequest, renderExplanation } from "../../../edge-simulator";
import { compileOptions } from "../support/compile-behavior";
import type { StageOptions } from "../support/test-stage";
import { describeViewerRequest } from "../support/viewer-request";
import { withFunctions } from "../support/with-functions";

const options: StageOptions = {
  cache: { ttls: [0, 60, 3600], gzip: true },
  paths: [{ PathPattern: "/static/*" }, { PathPattern: "/images/*" }, { PathPattern: "/api/*" }],
};

async function render(
  changes: Parameters<typeof describeViewerRequest>[0],
  stage: StageOptions = options,
): Promise<string> {
  const exchange = {
    request: describeViewerRequest(changes),
    response: { status: 200, headers: { etag: '"a"' } },
    nowMs: 0,
  };
  const { functions } = stage.edge ?? {};
  return renderExplanation(await explainRequest(compileOptions(stage), exchange, functions));
}

describe("renderExplanation", () => {
  it("writes a label and then lines of at most 80 columns", async () => {
    const text = await render({ query: "q=1" });
    const labels = text.split("\n").map((line) => line.slice(0, 12).trim());
    expect(labels.filter((label) => label !== "")).to.deep.equal([
      ...["Request", "Behavior", "Cache key", "Origin gets", "Kept", "Next time"],
    ]);
    expect(text.split("\n").filter((line) => line.length > 80)).to.deep.equal([]);
    expect(text).to.contain("            Not in it: the query string.\n");
    expect(text).to.contain(
      "\nKept        Fresh for 60 s: the cache policy's DefaultTTL decides.\n",
    );
  });

  it("writes functions where they run, and what the viewer gets", async () => {
    const stage = withFunctions(
      {
        onRequest: "request.uri = '/new'; return request;",
        onResponse: "response.headers.made = { value: '1' }; return response;",
      },
      options,
    );
    const lines = (await render({ headers: { range: "x" } }, stage)).split("\n");
    const labels = lines.map((line) => line.slice(0, 12).trim());
    expect(labels.filter((label) => label !== "")).to.deep.equal([
      ...["Request", "Behavior", "Function", "Cache key", "Origin gets", "Kept", "Next time"],
      ...["Function", "Viewer gets"],
    ]);
    expect(lines).to.include.members([
      "Function    on-request, on the viewer-request.",
      "            It makes the path /new.",
      "            Without Range: only a GET has one, of bytes in ascending order that",
      "Function    on-response, on the viewer-response.",
      "            It sets made: 1.",
      "Viewer gets 200",
      "            made: 1",
    ]);
  });

  it("ends with why a request is refused", async () => {
    const text = await render({ scheme: "http", method: "POST", httpVersion: "1.0" });
    expect(text.split("\n").at(-1)).to.equal(
      "Refused     A POST isn't redirected in HTTP/1.0. It is refused with 403.",
    );
  });

  it("leaves a word whole that has no room in a line", async () => {
    const path = `/${"a".repeat(100)}`;
    expect((await render({ path })).split("\n"))
      .to.include(`Cache key   GET`)
      .and.include(`            ${path}`);
  });
});
