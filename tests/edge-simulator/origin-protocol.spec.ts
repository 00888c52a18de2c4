import { expect } from "chai";
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { HeldOrigin } from "./support/held-origin";
import { TestStage } from "./support/test-stage";

const rows = [
  ["http-only", "http", "http://app.example.elasticbeanstalk.com:8080"],
  ["http-only", "https", "http://app.example.elasticbeanstalk.com:8080"],
  ["https-only", "http", "https://app.example.elasticbeanstalk.com:8443"],
  ["https-only", "https", "https://app.example.elasticbeanstalk.com:8443"],
  ["match-viewer", "http", "http://app.example.elasticbeanstalk.com:8080"],
  ["match-viewer", "https", "https://app.example.elasticbeanstalk.com:8443"],
] as const;

describe("origin protocol", () => {
  for (const [policy, viewerScheme, baseUrl] of rows) {
    it(`CF-VPP-06 ${policy} for a viewer's ${viewerScheme}: ${baseUrl}`, async () => {
      const originConnection = new HeldOrigin();
      const stage = await TestStage.start({
        behavior: { ViewerProtocolPolicy: "allow-all" },
        origin: {
          CustomOriginConfig: { HTTPPort: 8080, HTTPSPort: 8443, OriginProtocolPolicy: policy },
        },
        edge: { originConnection, origins: {}, viewerScheme },
      });
      try {
        const sent = stage.send("/a");
        const held = await originConnection.waitFor(1);
        expect(held.baseUrl).to.equal(baseUrl);
        held.respond(200, {}).end();
        await sent;
      } finally {
        await stage.stop();
      }
    });
  }

  it("CF-VPP-06 CF-GW-02 an origin's certificate that nobody vouches for: 502", async () => {
    const { private: key, cert } = await generate([{ name: "commonName", value: "127.0.0.1" }], {
      keyType: "ec",
    });
    let requests = 0;
    const origin = createServer({ key, cert }, (_request, response) => {
      requests++;
      response.end();
    });
    origin.listen(0, "127.0.0.1");
    await once(origin, "listening");
    const { port } = origin.address() as AddressInfo;
    const stage = await TestStage.start({
      edge: { origins: { web: `https://127.0.0.1:${port}` } },
    });
    try {
      const { status, result } = await stage.send("/a");
      expect([status, result, requests]).to.deep.equal([502, "Error", 0]);
    } finally {
      await stage.stop();
      origin.close();
      await once(origin, "close");
    }
  });
});
