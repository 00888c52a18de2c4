import * as fs from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { request } from "undici";
import { managedCachePolicyIds } from "../../edge-simulator";
import type { RunStageOptions } from "../../local-stage/run-stage";
import { withStage } from "../../local-stage/run-stage";
import type { StageParts } from "../../local-stage/stage-parts";
import { UserError } from "../../local-stage/user-error";

/** Answers until its second request for a page, then ends. */
const MORTAL_APP = `
import http.server, os

class Handler(http.server.BaseHTTPRequestHandler):
    pages = 0
    def do_GET(self):
        if self.path != "/health":
            Handler.pages += 1
            if Handler.pages > 1:
                os._exit(3)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
`;

describe("withStage", function () {
  this.timeout(60_000);
  let directory: string;
  before(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "run-stage-"));
    fs.writeFileSync(path.join(directory, "Procfile"), "web: python app.py\n");
    fs.writeFileSync(path.join(directory, "app.py"), MORTAL_APP);
  });
  after(() => fs.rmSync(directory, { recursive: true }));

  it("says that the origin app ended while it was measured, and never hands it over", async () => {
    let isUsed = false;
    const options = {
      ...describeOptions(directory),
      parts: { ...describeParts(), sourceDirectory: "." },
    };
    const error = await withStage(options, () => Promise.resolve(void (isUsed = true))).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(UserError);
    expect((error as UserError).message).to.match(
      /^The origin app ended with exit code 3 by itself\. Correct the app, and start again\.$/,
    );
    expect(isUsed).to.equal(false);
  });

  it("asks other origins where they are, and goes on without fields that are ignored", async () => {
    const [app, assets] = await Promise.all([serve("app"), serve("assets")]);
    const parts = describeParts(["assets"], { WebACLId: "arn" });
    const options = { ...describeOptions(directory), parts, origin: app.url };
    const additions = { originOverrides: { assets: assets.url }, ignore: ["WebACLId"] };
    await withStage({ ...options, ...additions }, async ({ edgeUrl, follow }) => {
      expect(await read(`${edgeUrl}/a`)).to.equal("app");
      expect(await read(`${edgeUrl}/assets/a`)).to.equal("assets");
      const error: unknown = await follow(describeParts(["assets", "more"])).catch(
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(UserError);
      expect(String(error)).to.contain('Nothing stands in for the origin "more"');
      await follow(describeParts());
      expect(await read(`${edgeUrl}/assets/a`)).to.equal("app");
      await follow({ ...describeParts([], {}, "renamed"), originId: "renamed" });
      expect(await read(`${edgeUrl}/b`)).to.equal("app");
      await follow(parts);
      expect(await read(`${edgeUrl}/assets/b`)).to.equal("assets");
    });
    await Promise.all([app.close(), assets.close()]);
  });

  it("names everything that keeps the edge from running, before it starts the app", async () => {
    const parts = describeParts(["assets"], { WebACLId: "arn" });
    const overrides = { web: "http://127.0.0.1:1", none: "http://127.0.0.1:1" };
    const options = { ...describeOptions(directory), parts, originOverrides: overrides };
    const error: unknown = await withStage(options, () => Promise.resolve()).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(UserError);
    expect((error as UserError).message.split("\n")).to.deep.equal([
      "4 mistakes:",
      '  - Nothing stands in for the origin "assets" (assets.example.com). Say where it is with ' +
        "--origin-override assets=URL: on this machine, or at its real address.",
      "  - --origin-override web is the app's own origin. Use --origin for it.",
      '  - DistributionConfig.WebACLId is not simulated, got "arn". Leave it out. README.md lists ' +
        "what is simulated. To go on without it, use --ignore WebACLId.",
      '  - --origin-override must be an origin\'s Id, got "none". Use one of "web", "assets".',
    ]);
  });
});

function describeOptions(projectDirectory: string): Omit<RunStageOptions, "parts"> {
  return {
    distance: { viewerToEdgeMs: 0, edgeToOriginMs: 0, source: "as given" },
    originOverrides: {},
    ignore: [],
    projectDirectory,
    paths: ["/"],
    report: () => undefined,
    signal: new AbortController().signal,
  };
}

/** A stage with the app's origin and others, each for the paths of its name. */
function describeParts(
  others: string[] = [],
  fields: Record<string, string> = {},
  originId = "web",
): StageParts {
  const behavior = {
    ViewerProtocolPolicy: "allow-all",
    CachePolicyId: managedCachePolicyIds.CachingDisabled,
  };
  return {
    distribution: {
      ...fields,
      Comment: "",
      Enabled: true,
      Origins: { Items: [originId, ...others].map(describeOrigin) },
      DefaultCacheBehavior: { ...behavior, TargetOriginId: originId },
      CacheBehaviors: {
        Items: others.map((TargetOriginId) => ({
          ...behavior,
          TargetOriginId,
          PathPattern: `/${TargetOriginId}/*`,
        })),
      },
    },
    policies: { cachePolicies: {}, originRequestPolicies: {}, responseHeadersPolicies: {} },
    keyGroups: {},
    functions: {},
    originId,
    otherOrigins: Object.fromEntries(others.map((id) => [id, `${id}.example.com`])),
    sourceDirectory: undefined,
    environment: {},
    healthCheckPath: "/health",
  };
}

function describeOrigin(Id: string) {
  const OriginProtocolPolicy = "http-only";
  const CustomOriginConfig = { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy };
  return { Id, DomainName: `${Id}.example.com`, CustomOriginConfig };
}

/** An origin that answers its name. */
async function serve(name: string): Promise<{ url: string; close: () => Promise<unknown> }> {
  const server = createServer((_request, response) => response.end(name));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const close = () => {
    server.closeAllConnections();
    return once(server.close(), "close");
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function read(url: string): Promise<string> {
  return (await request(url)).body.text();
}
