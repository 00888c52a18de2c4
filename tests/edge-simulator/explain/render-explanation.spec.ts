import { expect } from "chai";
import { explainRequest, renderExplanation } from "../../../edge-simulator";
import { compileOptions } from "../support/compile-behavior";
import { describeViewerRequest } from "../support/viewer-request";

function render(changes: Parameters<typeof describeViewerRequest>[0]): string {
  const distribution = compileOptions({
    cache: { ttls: [0, 60, 3600], gzip: true },
    paths: [{ PathPattern: "/static/*" }, { PathPattern: "/images/*" }, { PathPattern: "/api/*" }],
  });
  return renderExplanation(
    explainRequest(distribution, {
      request: describeViewerRequest(changes),
      response: { status: 200, headers: { etag: '"a"' } },
      nowMs: 0,
    }),
  );
}

describe("renderExplanation", () => {
  it("writes a label and then lines of at most 80 columns", () => {
    const text = render({ query: "q=1" });
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

  it("ends with why a request is refused", () => {
    const text = render({ scheme: "http", method: "POST", httpVersion: "1.0" });
    expect(text.split("\n").at(-1)).to.equal(
      "Refused     A POST isn't redirected in HTTP/1.0. It is refused with 403.",
    );
  });

  it("leaves a word whole that has no room in a line", () => {
    const path = `/${"a".repeat(100)}`;
    expect(render({ path }).split("\n"))
      .to.include(`Cache key   GET`)
      .and.include(`            ${path}`);
  });
});
