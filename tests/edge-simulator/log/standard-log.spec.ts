import { expect } from "chai";
import { formatLogLine, standardLogHead } from "../../../edge-simulator";
import {
  context,
  names,
  readLine,
  reportLast,
  testLogRows,
  type LogRow,
} from "../support/log-lines";
import { nextReport } from "../support/next-report";
import { TestStage } from "../support/test-stage";

const rows: readonly LogRow[] = [
  [
    "CF-LOG-01 CF-LOG-10 a line says who asked for what, and what it got",
    [{ path: "/a/b?c=d", headers: { host: "www.example.com", referer: "r", "user-agent": "u" } }],
    { headers: { "content-type": "text/plain", "content-length": "2" } },
    {
      date: "2026-01-01",
      time: "00:00:00",
      "x-edge-location": "LCL50-P1",
      "c-ip": "127.0.0.1",
      "cs-method": "GET",
      "cs(Host)": "d111.cloudfront.net",
      "cs-uri-stem": "/a/b",
      "sc-status": "200",
      "cs(Referer)": "r",
      "cs(User-Agent)": "u",
      "cs-uri-query": "c=d",
      "x-host-header": "www.example.com",
      "cs-protocol": "https",
      "time-taken": "0.000",
      "cs-protocol-version": "HTTP/1.1",
      "time-to-first-byte": "0.000",
      "sc-content-type": "text/plain",
      "sc-content-len": "2",
    },
  ],
  [
    "CF-LOG-03 what is empty is a hyphen",
    [{}],
    {},
    {
      ...{ "cs-uri-query": "-", "cs(Referer)": "-", "ssl-protocol": "-", "ssl-cipher": "-" },
      ...{ "fle-status": "-", "fle-encrypted-fields": "-", "sc-range-start": "-" },
      ...{ "sc-content-type": "-", "sc-range-end": "-" },
    },
  ],
  [
    "CF-LOG-03 what would break a line is URL-encoded",
    [{ path: "/a%20b?~'[]", headers: { "user-agent": 'A/1 (B; C) "é"' } }],
    {},
    {
      "cs-uri-stem": "/a%2520b",
      "cs-uri-query": "%7E%27%5B%5D",
      "cs(User-Agent)": "A/1%20(B;%20C)%20%22%E9%22",
    },
  ],
  [
    "CF-LOG-03 each unsafe character is URL-encoded",
    [{ headers: { "user-agent": "<>\"#%{}|\\^~[]`'\u00ff" } }],
    {},
    { "cs(User-Agent)": "%3C%3E%22%23%25%7B%7D%7C%5C%5E%7E%5B%5D%60%27%FF" },
  ],
  [
    "CF-LOG-10 x-forwarded-for is what the viewer sent; cookies aren't logged",
    [{ headers: { "x-forwarded-for": "192.0.2.1", cookie: "a=b" } }],
    {},
    { "x-forwarded-for": "192.0.2.1", "cs(Cookie)": "-" },
  ],
  [
    "CF-LOG-10 x-forwarded-for is a hyphen where the viewer sent none",
    [{}],
    {},
    { "x-forwarded-for": "-" },
  ],
  [
    "CF-LOG-01 the part of an object that was sent",
    [{ headers: { range: "bytes=1-2" } }],
    { status: 206, headers: { "content-range": "bytes 1-2/3" } },
    { "sc-range-start": "1", "sc-range-end": "2", "sc-status": "206" },
  ],
];

describe("the standard log", () => {
  it("CF-LOG-01 CF-LOG-03 names its 33 fields in the file's head", () => {
    expect(standardLogHead).to.match(
      /^#Version: 1\.0\n#Fields: date time x-edge-location sc-bytes /,
    );
    expect(names).to.have.length(33);
    expect(names.join(" ")).to.match(
      /^date time x-edge-location sc-bytes c-ip cs-method cs\(Host\) cs-uri-stem sc-status cs\(Referer\) cs\(User-Agent\) cs-uri-query cs\(Cookie\) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end$/,
    );
  });

  testLogRows(rows);

  it("CF-LOG-01 CF-RSP-02 a line has the id that the viewer got, its port, and all bytes", async () => {
    const stage = await TestStage.start();
    try {
      const told = nextReport(stage);
      const { headers } = await stage.send("/a", { method: "POST", body: "12345" });
      const line = readLine(await told);
      expect(line["x-edge-request-id"]).to.equal(headers["x-amz-cf-id"]);
      expect(Number(line["c-port"])).to.be.within(1024, 65535);
      // "ok", and the head
      expect(Number(line["sc-bytes"])).to.be.within(200, 600);
      const host = new URL(stage.url).host;
      const sent = `POST /a HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n`;
      expect(line["cs-bytes"]).to.equal(String(`${sent}content-length: 5\r\n\r\n12345`.length));
    } finally {
      await stage.stop();
    }
  });

  it("CF-LOG-10 cookies are logged, all of them, where the distribution says so", async () => {
    const told = await reportLast([{ headers: { cookie: "a=b; c=d" } }]);
    expect(readLine(told, { includesCookies: true })["cs(Cookie)"]).to.equal("a=b;%20c=d");
  });

  it("CF-LOG-10 times are seconds with three decimals", async () => {
    const told = await reportLast([{}]);
    const { startedAtMs } = told;
    const slow = { ...told, answeredAtMs: startedAtMs + 45, endedAtMs: startedAtMs + 61_007 };
    expect(readLine(slow)).to.include({
      "time-to-first-byte": "0.045",
      "time-taken": "61.007",
      time: "00:01:01",
    });
  });

  for (const [what, request] of [
    ["a URL of more than 8,192 bytes", { path: `/${"a".repeat(8192)}` }],
    ["headers of more than 20 KB", { headers: { "x-long": "a".repeat(20_480) } }],
  ] as const) {
    it(`CF-LOG-11 a request with ${what} isn't logged`, async () => {
      expect(formatLogLine(await reportLast([request]), context)).to.equal(undefined);
    });
  }
});
