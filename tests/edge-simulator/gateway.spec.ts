import { once } from "node:events";
import { get, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import type { OriginFailureKind } from "../../edge-simulator";
import { HeldOrigin } from "./support/held-origin";
import { TestStage } from "./support/test-stage";

const rows: [id: string, kind: OriginFailureKind, status: number, sentence: string][] = [
  ["CF-GW-01 AMB-02", "connect", 502, "CloudFront wasn't able to connect to the origin."],
  ["CF-GW-01", "closed", 502, "CloudFront attempted to establish a connection with the origin"],
  ["CF-GW-02", "tls", 502, "CloudFront wasn't able to connect to the origin."],
  ["CF-GW-03", "dns", 502, "CloudFront wasn't able to resolve the origin domain name."],
  ["CF-STO-04", "invalid-response", 502, "The origin's response was not valid HTTP."],
  ["CF-LIM-03", "header-too-big", 502, "The headers of the origin's response are too long."],
  ["CF-GW-06 AMB-02", "connect-timeout", 504, "CloudFront attempted to establish a connection"],
  ["CF-GW-06", "read-timeout", 504, "The origin did not answer in time."],
  ["CF-GW-06 CF-LIM-12", "completion-timeout", 504, "The origin did not answer in time."],
];

describe("gateway errors", () => {
  for (const [id, kind, status, sentence] of rows) {
    for (const method of ["GET", "POST"] as const) {
      it(`${id} ${kind}: ${status} for a ${method}`, async () => {
        const origin = new HeldOrigin();
        const stage = await TestStage.start({
          origin: { ConnectionAttempts: 1 },
          edge: { originConnection: origin },
        });
        try {
          const sent = stage.send("/a", { method });
          (await origin.waitFor(1)).fail(kind);
          const received = await sent;
          expect([received.status, received.result]).to.deep.equal([status, "Error"]);
          expect(received.body).to.include(sentence);
          expect(received.headers.server).to.equal("CloudFront");
          expect(stage.edge.stats().errorsByKind).to.deep.equal({ [kind]: 1 });
        } finally {
          await stage.stop();
        }
      });
    }
  }

  it("CF-ERR-09 each viewer of a kept failure gets a page with an id of its own", async () => {
    const stage = await TestStage.start();
    try {
      await stage.origin.stop();
      for (const age of [0, 5]) {
        stage.clock.advance(age);
        const { body, headers } = await stage.send("/a");
        expect(body).to.include(`Request ID: ${String(headers["x-amz-cf-id"])}`);
      }
      expect(stage.edge.stats().originRequests).to.equal(1);
    } finally {
      await stage.stop();
    }
  });

  it("counts bodies that broke off by kind, and viewers who left not at all", async () => {
    const stage = await TestStage.start();
    try {
      stage.origin.handle((_request, response) => {
        response.writeHead(200, { "content-length": 6 });
        response.write("one", () => response.destroy());
      });
      expect(await stage.send("/a").catch(() => "broken off")).to.equal("broken off");
      expect(stage.edge.stats().errorsByKind).to.deep.equal({ closed: 1 });
      const begun = new Promise<ServerResponse>((resolve) => {
        stage.origin.handle((_request, response) => {
          response.writeHead(200).write("one");
          resolve(response);
        });
      });
      const viewer = get(`${stage.url}/b`, (response) => response.destroy());
      viewer.on("error", () => undefined);
      await once(await begun, "close");
      expect(stage.edge.stats().errorsByKind).to.deep.equal({ closed: 1 });
    } finally {
      await stage.stop();
    }
  });

  it("CF-GW-01 an origin that hangs up during an upload: 502, and the viewer stays connected", async () => {
    const stage = await TestStage.start();
    try {
      const upload = await beginUpload(stage);
      upload.arrived.destroy();
      await once(upload.viewer, "readable");
      expect(stage.edge.stats().errorsByKind).to.deep.equal({ "write-failed": 1 });
      stage.origin.respond({ body: "next" });
      upload.viewer.write("two");
      upload.viewer.write("GET /b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      const received = await text(upload.viewer);
      expect(received.match(/HTTP\/1.1 \d+/g)).to.deep.equal(["HTTP/1.1 502", "HTTP/1.1 200"]);
    } finally {
      await stage.stop();
    }
  });

  it("CF-MTH-06 a viewer who gives up an upload is no failure of the origin", async () => {
    const stage = await TestStage.start();
    try {
      const { viewer, arrived } = await beginUpload(stage);
      viewer.destroy();
      await new Promise((resolve) => arrived.once("close", resolve));
      expect(stage.edge.stats().errorsByKind).to.deep.equal({});
    } finally {
      await stage.stop();
    }
  });
});

/** Half a body on its way; `arrived` is the request as the origin has it. */
async function beginUpload(stage: TestStage): Promise<{ viewer: Socket; arrived: Socket }> {
  const viewer = connect(Number(new URL(stage.url).port), "127.0.0.1");
  const connected = stage.origin.nextConnection();
  viewer.write("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\none");
  const arrived = await connected;
  await once(arrived, "data");
  return { viewer, arrived };
}
