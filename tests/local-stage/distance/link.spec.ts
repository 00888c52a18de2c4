import { expect } from "chai";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { Agent, createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type Link, type LinkOptions, openLink } from "../../../local-stage/distance";
import { ManualSchedule } from "./manual-schedule";
import {
  connectForTest,
  listenForTest,
  readErrorCode,
  readText,
  readToEnd,
  type Target,
} from "./sockets";

describe("openLink", () => {
  let target: Target;
  let timer: ManualSchedule;
  const links: Link[] = [];

  beforeEach(async () => {
    target = await listenForTest();
    timer = new ManualSchedule();
  });

  afterEach(async () => {
    await Promise.all(links.splice(0).map((link) => link.close()));
    await target.close();
  });

  async function openTestLink(options: Partial<LinkOptions> = {}): Promise<Link> {
    const { host, port } = target;
    const link = await openLink({
      to: { host, port },
      delayMs: 31,
      schedule: timer.schedule,
      ...options,
    });
    links.push(link);
    return link;
  }

  it("delays each request on a kept-alive connection exactly once, and no answer", async () => {
    const server = createServer((request, response) => response.end(`answer to ${request.url}`));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const link = await openTestLink({ to: { host: "127.0.0.1", port } });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (const path of ["/first", "/second"]) {
      const response = once(get(`${link.url}${path}`, { agent }), "response");
      await timer.waitFor(1);
      timer.fireNext();
      const [message] = (await response) as [IncomingMessage];
      expect(await text(message)).to.equal(`answer to ${path}`);
    }
    expect(timer.askedMs).to.deep.equal([31, 31]);
    agent.destroy();
    await new Promise((resolve) => server.close(resolve).closeAllConnections());
  });

  it("delays chunks side by side and keeps their order", async () => {
    const client = await connectForTest((await openTestLink()).port);
    const server = await target.accept();
    for (const [index, chunk] of ["a", "b", "c"].entries()) {
      client.write(chunk);
      await timer.waitFor(index + 1);
    }
    expect(server.bytesRead).to.equal(0);
    for (const chunk of ["a", "b", "c"]) {
      timer.fireNext();
      expect(await readText(server, 1)).to.equal(chunk);
    }
    client.destroy();
  });

  it("passes everything on without a timer when there is no distance", async () => {
    const client = await connectForTest((await openTestLink({ delayMs: 0 })).port);
    const server = await target.accept();
    client.write("ping");
    expect(await readText(server, 4)).to.equal("ping");
    server.write("pong");
    expect(await readText(client, 4)).to.equal("pong");
    expect(timer.askedMs).to.deep.equal([]);
    client.destroy();
  });

  it("uses the real timer by default", async () => {
    const client = await connectForTest(
      (await openTestLink({ delayMs: 1, schedule: undefined })).port,
    );
    const server = await target.accept();
    client.write("ping");
    expect(await readText(server, 4)).to.equal("ping");
    client.destroy();
  });

  for (const delayMs of [0, 31]) {
    it(`carries a half-closed connection over (${delayMs} ms)`, async () => {
      const client = await connectForTest((await openTestLink({ delayMs })).port);
      const server = await target.accept();
      const asked = readToEnd(server);
      const answered = readToEnd(client);
      client.end("request");
      if (delayMs > 0) {
        await timer.waitFor(2);
        timer.fireNext();
        timer.fireNext();
      }
      expect(await asked).to.equal("request");
      server.end("answer after the end");
      expect(await answered).to.equal("answer after the end");
    });
  }

  it("still carries what the client sends after the target has closed its half", async () => {
    const client = await connectForTest((await openTestLink({ delayMs: 0 })).port);
    const server = await target.accept();
    server.end("early answer");
    expect(await readToEnd(client)).to.equal("early answer");
    client.end("the rest");
    expect(await readToEnd(server)).to.equal("the rest");
  });

  it("resets the client when the target refuses", async () => {
    const link = await openTestLink();
    await target.close();
    const client = await connectForTest(link.port);
    expect(await readErrorCode(client)).to.equal("ECONNRESET");
  });

  it("resets the client when the target resets", async () => {
    const client = await connectForTest((await openTestLink()).port);
    const server = await target.accept();
    const code = readErrorCode(client);
    server.resetAndDestroy();
    expect(await code).to.equal("ECONNRESET");
  });

  it("resets the target when the client resets, and calls off what was under way", async () => {
    const client = await connectForTest((await openTestLink()).port);
    const server = await target.accept();
    const code = readErrorCode(server);
    client.write("never arrives");
    await timer.waitFor(1);
    client.resetAndDestroy();
    expect(await code).to.equal("ECONNRESET");
    expect(server.bytesRead).to.equal(0);
    expect(timer.waiting).to.deep.equal([]);
  });

  it("carries a large body unchanged", async () => {
    const immediately = (callback: () => void): (() => void) => {
      const handle = setImmediate(callback);
      return () => clearImmediate(handle);
    };
    const client = await connectForTest((await openTestLink({ schedule: immediately })).port);
    const server = await target.accept();
    const sent = randomBytes(8 * 1024 * 1024);
    const received = createHash("sha256");
    server.on("data", (chunk) => received.update(chunk));
    client.end(sent);
    await once(server, "end");
    expect(received.digest("hex")).to.equal(createHash("sha256").update(sent).digest("hex"));
    client.destroy();
  });

  it("holds about a mebibyte and then lets the client wait", async () => {
    const client = await connectForTest((await openTestLink()).port);
    client.write(Buffer.alloc(64 * 1024 * 1024));
    let quietTurns = 0;
    for (let chunks = 0; quietTurns < 200; quietTurns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (timer.waiting.length !== chunks) {
        quietTurns = 0;
      }
      chunks = timer.waiting.length;
    }
    // One chunk is 64 KiB at most, so the whole body would be 1024 chunks or more.
    expect(timer.waiting.length).to.be.within(16, 512);
    client.destroy();
  });

  it("ends every connection when closed, leaves no handle, and may be closed twice", async () => {
    const countHandles = (): number =>
      process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP")).length;
    const before = countHandles();
    const link = await openTestLink();
    const client = await connectForTest(link.port);
    const server = await target.accept();
    client.write("under way");
    await timer.waitFor(1);
    const ends = [once(client.resume(), "end"), once(server.resume(), "end")];
    await Promise.all([link.close(), link.close()]);
    await link.close();
    await Promise.all(ends);
    expect(timer.waiting).to.deep.equal([]);
    client.destroy();
    server.destroy();
    await Promise.all([once(client, "close"), once(server, "close")]);
    expect(countHandles()).to.equal(before);
  });

  it("names the port and its option when something listens there already", async () => {
    const opening = openTestLink({ port: target.port, portOption: "--edge-port" });
    expect(await opening.then(String, (error: Error) => error.message)).to.equal(
      `--edge-port must be a port that is free on 127.0.0.1, got ${target.port} (something else ` +
        "listens there already). Choose another one, or leave --edge-port out to use any free port.",
    );
  });
});
