import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { withStage } from "../../local-stage/run-stage";
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
      parts: {
        distribution: {
          Comment: "",
          Enabled: true,
          Origins: {
            Items: [
              {
                Id: "web",
                DomainName: "app.example.com",
                CustomOriginConfig: {
                  HTTPPort: 80,
                  HTTPSPort: 443,
                  OriginProtocolPolicy: "http-only",
                },
              },
            ],
          },
          DefaultCacheBehavior: {
            TargetOriginId: "web",
            ViewerProtocolPolicy: "allow-all",
            CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
          },
        },
        policies: { cachePolicies: {}, originRequestPolicies: {}, responseHeadersPolicies: {} },
        keyGroups: {},
        functions: {},
        originId: "web",
        sourceDirectory: ".",
        environment: {},
        healthCheckPath: "/health",
      },
      distance: { viewerToEdgeMs: 0, edgeToOriginMs: 0, source: "as given" },
      projectDirectory: directory,
      paths: ["/"],
      report: () => undefined,
      signal: new AbortController().signal,
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
});
