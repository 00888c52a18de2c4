import { expect } from "chai";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { managedCachePolicyIds } from "../../edge-simulator";
import { sendRaw } from "../edge-simulator/support/send-raw";
import { TestStage } from "../edge-simulator/support/test-stage";
import { answerOk, RawOrigin } from "./support/raw-origin";

const get = (...fields: string[]) => ["GET /a HTTP/1.1", "Host: a", ...fields, "", ""].join("\r\n");
const post = (...fields: string[]) => get(...fields).replace("GET", "POST");
const chunked = (body: string) => `${post("Transfer-Encoding: chunked")}${body}`;

type Rows = readonly (readonly [title: string, request: string])[];

const lengths: Rows = [
  ["two lengths", `${post("Content-Length: 3", "Content-Length: 4")}one1`],
  ["one length twice", `${post("Content-Length: 3", "Content-Length: 3")}one`],
  ["a list of lengths", `${post("Content-Length: 3, 3")}one`],
  ["a length with a sign", `${post("Content-Length: +3")}one`],
  ["a negative length", `${post("Content-Length: -3")}one`],
  ["a length in hexadecimal", `${post("Content-Length: 0x3")}one`],
  ["a length beyond 64 bits", `${post("Content-Length: 18446744073709551619")}one`],
  ["no length where one is announced", `${post("Content-Length: ")}one`],
  ["length, then chunked", `${post("Content-Length: 3", "Transfer-Encoding: chunked")}0\r\n\r\n`],
  ["chunked, then length", `${post("Transfer-Encoding: chunked", "Content-Length: 3")}0\r\n\r\n`],
];

const codings: Rows = [
  ...["xchunked", "identity", '"chunked"', "\u000bchunked", "chunked, gzip"].map(
    (coding) => [`the coding ${JSON.stringify(coding)}`, chunkedAs(coding)] as const,
  ),
  ["a coding under the chunks", chunkedAs("gzip, chunked")],
  ["chunked twice", `${post("Transfer-Encoding: chunked", "Transfer-Encoding: chunked")}0\r\n\r\n`],
  ["chunked in HTTP/1.0", chunked("0\r\n\r\n").replace("HTTP/1.1", "HTTP/1.0")],
  ["a coding under the chunks, and a request behind it", `${chunkedAs("gzip, chunked")}${get()}`],
];

const chunks: Rows = [
  ["a size that is no number", chunked("xyz\r\none\r\n0\r\n\r\n")],
  ["a size with 0x", chunked("0x3\r\none\r\n0\r\n\r\n")],
  ["a negative size", chunked("-3\r\none\r\n0\r\n\r\n")],
  ["a size and a space", chunked("3 \r\none\r\n0\r\n\r\n")],
  ["a size beyond 64 bits", chunked("10000000000000003\r\none\r\n0\r\n\r\n")],
  ["a chunk longer than its size", chunked("3\r\nonetwo\r\n0\r\n\r\n")],
  ["chunks that end in LF", chunked("3\none\n0\n\n")],
  ["LF in a chunk's extension", chunked("3;a\n\r\none\r\n0\r\n\r\n")],
  ["a good chunk, then a bad one", chunked("3\r\none\r\nzz\r\ntwo\r\n0\r\n\r\n")],
  ["a length in the trailer", chunked("3\r\none\r\n0\r\nContent-Length: 9\r\n\r\n")],
];

const lines: Rows = [
  ["lines that end in LF", get().replace(/\r/g, "")],
  ["one line that ends in LF", get().replace("Host: a\r\n", "Host: a\nX-A: b\r\n")],
  ["LF before the body", get().replace("\r\n\r\n", "\r\n\n")],
  ["CR within a value", get("X-A: b\rc")],
  ["NUL within a value", get("X-A: b\0c")],
  ["NUL within a name", get("X\0A: b")],
  ["NUL within a path", get().replace("/a", "/a\0b")],
  ["a control character within a value", get("X-A: b\u0001c")],
  ["a control character within a path", get().replace("/a", "/a\u0001b")],
  ["a space within a path", get().replace("/a", "/a b")],
  ["a byte above ASCII within a path", get().replace("/a", "/a\u00e9")],
  ["a value that goes on in the next line", get("X-A: b", " c")],
  ["a length in the next line", `${post("Content-Length:", " 3")}one`],
  ["a first header that begins with a space", get().replace("Host", " X-A: b\r\nHost")],
  ["a space before the colon", `${post("Content-Length : 3")}one`],
  ["a tab before the colon", `${post("Transfer-Encoding\t: chunked")}0\r\n\r\n`],
  ["a header without a colon", get("X-A")],
  ["a header without a name", get(": b")],
];

const heads: Rows = [
  ["two hosts", get("Host: b")],
  ["a list of hosts", get().replace("Host: a", "Host: a, b")],
  ["a host with a path", get().replace("Host: a", "Host: a/b")],
  ["a host with a user", get().replace("Host: a", "Host: a@b")],
  ...["0.9", "1.2", "2.0"].map(
    (version) => [`HTTP/${version}`, get().replace("HTTP/1.1", `HTTP/${version}`)] as const,
  ),
  ["a request line without a version", "GET /a\r\n\r\n"],
  ["the first bytes of TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"],
];

function chunkedAs(coding: string): string {
  return `${post(`Transfer-Encoding: ${coding}`)}0\r\n\r\n`;
}

describe("requests that servers read in different ways", () => {
  let origin: RawOrigin;
  let stage: TestStage;

  before(async () => {
    origin = new RawOrigin();
    stage = await TestStage.start({
      behavior: { CachePolicyId: managedCachePolicyIds.CachingDisabled },
      edge: { origins: { web: await origin.start() } },
    });
  });

  beforeEach(async () => {
    origin.answer = answerOk;
    await stage.send("/before"); // so that the next request finds a connection
    origin.received = "";
  });

  after(async () => {
    await stage.stop();
    await origin.stop();
  });

  for (const [title, request] of [...lengths, ...codings, ...chunks, ...lines, ...heads]) {
    it(`${title}: 400, the connection closed, nothing for the origin`, async () => {
      const received = await sendRaw(stage, request);
      expect(received.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(["HTTP/1.1 400"]);
      expect(received).to.match(/^connection: close\r$/im);
      await stage.send("/after");
      expect(origin.requestLines).to.deep.equal(["GET /after"]);
    });
  }

  const reading: Rows = [
    ["a coding in capitals", chunkedAs("CHUNKED")],
    ["a chunk's extension", chunked("2;a=b\r\none\r\n0\r\n\r\n".replace("2", "3"))],
    ["a trailer", chunked("3\r\none\r\n0\r\nX-A: b\r\n\r\n")],
    ["an empty line before it", `\r\n${post("Content-Length: 3")}one`],
    ["3,000 headers before its length", `${post(...headers(3000), "Content-Length: 3")}one`],
  ];
  for (const [title, request] of reading) {
    it(`${title}: read as one request`, async () => {
      const received = await sendRaw(stage, request.replace("Host", "Connection: close\r\nHost"));
      expect(received).to.match(/^HTTP\/1\.1 200 /);
      await stage.send("/after");
      expect(origin.requestLines).to.deep.equal(["POST /a", "GET /after"]);
      expect(origin.received.includes("one")).to.equal(request.includes("one"));
    });
  }

  it("bytes behind the last request of a connection aren't another", async () => {
    const received = await sendRaw(stage, `${get("Connection: close")}${get()}`);
    expect(received.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(["HTTP/1.1 200"]);
    await stage.send("/after");
    expect(origin.requestLines).to.deep.equal(["GET /a", "GET /after"]);
  });

  it("a chunk that turns out bad on its way: 400, and the origin's connection broken off", async () => {
    const brokenOff = new Promise((resolve) => {
      origin.answer = (socket) => socket.once("close", resolve);
    });
    const viewer = connect(Number(new URL(stage.url).port), "127.0.0.1");
    viewer.write(chunked("3\r\none\r\n"));
    await origin.waitFor("one");
    viewer.write("zz\r\n");
    expect(await text(viewer)).to.match(/^HTTP\/1\.1 400 /);
    await brokenOff;
    expect(origin.received).to.match(/one\r?\n?$/); // not ended
  });

  it("a chunk that turns out bad once its request is answered: no second answer", async () => {
    const viewer = connect(Number(new URL(stage.url).port), "127.0.0.1");
    viewer.write(chunked("3\r\none\r\n"));
    viewer.once("data", () => viewer.write("zz\r\n"));
    const received = await text(viewer);
    expect(received.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(["HTTP/1.1 200"]);
  });
});

function headers(count: number): string[] {
  return new Array<string>(count).fill("a:");
}
