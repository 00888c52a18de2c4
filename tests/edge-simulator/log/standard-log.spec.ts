import { expect } from "chai";
import {
  formatLogLine,
  standardLogHead,
  type LogContext,
  type OriginFailureKind,
  type RequestReport,
} from "../../../edge-simulator";
import { leave, withHeldOrigin } from "../support/held-stage";
import { nextReport } from "../support/next-report";
import { TestStage, type StageOptions, type ViewerOptions } from "../support/test-stage";

const context: LogContext = { domainName: "d111.cloudfront.net", includesCookies: false };
const cc = (value: string) => ({ "cache-control": value });
const names = (standardLogHead.split("\n")[1] ?? "").split(" ").slice(1);

/** A line's values by the names of its fields. */
function readLine(report: RequestReport, changes: Partial<LogContext> = {}) {
  const line = formatLogLine(report, { ...context, ...changes });
  const values = line?.replace(/\n$/, "").split("\t") ?? [];
  expect(values).to.have.length(names.length);
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
}

/** What is told of the last of these requests. */
async function report(
  requests: readonly (ViewerOptions & { path?: string; waitSeconds?: number })[],
  origin: Parameters<TestStage["origin"]["respond"]>[0] = {},
  options: StageOptions = {},
): Promise<RequestReport> {
  const stage = await TestStage.start(options);
  try {
    stage.origin.respond(origin);
    let told: Promise<RequestReport> | undefined;
    for (const { path = "/a", waitSeconds = 0, ...viewer } of requests) {
      stage.clock.advance(waitSeconds);
      told = nextReport(stage);
      await stage.send(path, viewer);
      await told;
    }
    return (await told) as RequestReport;
  } finally {
    await stage.stop();
  }
}

type Row = [
  title: string,
  requests: Parameters<typeof report>[0],
  origin: Parameters<typeof report>[1],
  expected: Record<string, string>,
  options?: StageOptions,
];

const stored = { headers: { ...cc("max-age=60"), etag: '"one"' }, body: "one" };

const rows: readonly Row[] = [
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
  [
    "CF-LOG-04 CF-LOG-05 a Miss",
    [{}],
    stored,
    { "x-edge-result-type": "Miss", "x-edge-detailed-result-type": "Miss" },
  ],
  [
    "CF-LOG-04 CF-LOG-05 a Hit",
    [{}, {}],
    stored,
    { "x-edge-result-type": "Hit", "x-edge-detailed-result-type": "Hit" },
  ],
  [
    "CF-LOG-04 CF-LOG-05 a RefreshHit",
    [{}, { waitSeconds: 61 }],
    stored,
    { "x-edge-result-type": "RefreshHit", "x-edge-detailed-result-type": "RefreshHit" },
  ],
  [
    "CF-LOG-04 CF-LOG-05 a Redirect",
    [{}],
    {},
    { "x-edge-result-type": "Redirect", "x-edge-detailed-result-type": "Redirect" },
    { edge: { viewerScheme: "http" } },
  ],
  [
    "CF-LOG-04 CF-LOG-05 an origin's 404",
    [{}],
    { status: 404 },
    { "x-edge-result-type": "Error", "x-edge-detailed-result-type": "Error" },
  ],
  [
    "CF-LOG-05 an origin's 500",
    [{}],
    { status: 500 },
    { "x-edge-result-type": "Error", "x-edge-detailed-result-type": "OriginError" },
  ],
  [
    "CF-LOG-05 an error from the cache",
    [{}, {}],
    { status: 500 },
    { "x-edge-result-type": "Error", "x-edge-detailed-result-type": "Error" },
  ],
  [
    "CF-LOG-05 CF-MTH-02 a method that isn't allowed",
    [{ method: "POST" }],
    {},
    { "x-edge-result-type": "Error", "x-edge-detailed-result-type": "InvalidRequestMethod" },
    { behavior: { AllowedMethods: { Items: ["GET", "HEAD"] } } },
  ],
  [
    "CF-LOG-05 a country that is kept out",
    [{}],
    {},
    { "x-edge-result-type": "Error", "x-edge-detailed-result-type": "ClientGeoBlocked" },
    {
      root: {
        Restrictions: { GeoRestriction: { RestrictionType: "blacklist", Items: ["DE"] } },
      },
      edge: { country: "DE" },
    },
  ],
  [
    "CF-LOG-05 a GET with a body",
    [{ body: "b" }],
    {},
    { "x-edge-result-type": "Error", "x-edge-detailed-result-type": "InvalidRequest" },
  ],
];

const failures: readonly [OriginFailureKind, string][] = [
  ["dns", "OriginDnsError"],
  ["connect", "OriginConnectError"],
  ["tls", "OriginConnectError"],
  ["connect-timeout", "OriginCommError"],
  ["read-timeout", "OriginCommError"],
  ["closed", "OriginReadError"],
  ["invalid-response", "OriginInvalidResponseError"],
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

  for (const [title, requests, origin, expected, options] of rows) {
    it(title, async () => {
      expect(readLine(await report(requests, origin, options))).to.include(expected);
    });
  }

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

  for (const [kind, type] of failures) {
    it(`CF-LOG-05 an origin that failed: ${kind} is ${type}`, async () => {
      await withHeldOrigin({ origin: { ConnectionAttempts: 1 } }, async ({ stage, origin }) => {
        const told = nextReport(stage);
        const sent = stage.send("/a");
        (await origin.waitFor(1)).fail(kind);
        await sent;
        expect(readLine(await told)["x-edge-detailed-result-type"]).to.equal(type);
      });
    });
  }

  it("CF-LOG-10 cookies are logged, all of them, where the distribution says so", async () => {
    const told = await report([{ headers: { cookie: "a=b; c=d" } }]);
    expect(readLine(told, { includesCookies: true })["cs(Cookie)"]).to.equal("a=b;%20c=d");
  });

  it("CF-LOG-10 times are seconds with three decimals", async () => {
    const told = await report([{}]);
    const { startedAtMs } = told;
    const slow = { ...told, answeredAtMs: startedAtMs + 45, endedAtMs: startedAtMs + 61_007 };
    expect(readLine(slow)).to.include({
      "time-to-first-byte": "0.045",
      "time-taken": "61.007",
      time: "00:01:01",
    });
  });

  it("CF-LOG-06 a viewer who leaves early: an Error after what began as a Miss", async () => {
    await withHeldOrigin({}, async ({ stage, origin, view }) => {
      const told = nextReport(stage);
      const viewer = await view("/a");
      const received = new Promise((resolve) => viewer.once("response", resolve));
      (await origin.waitFor(1)).respond(200, { "content-length": "10" }).write("half");
      await received;
      await leave(viewer);
      expect(readLine(await told)).to.include({
        "sc-status": "200",
        "x-edge-result-type": "Error",
        "x-edge-response-result-type": "Miss",
        "x-edge-detailed-result-type": "ClientCommError",
      });
    });
  });

  it("CF-LOG-07 a viewer who leaves before the answer has status 000", async () => {
    await withHeldOrigin({}, async ({ stage, origin, view }) => {
      const told = nextReport(stage);
      const viewer = await view("/a");
      await origin.waitFor(1);
      await leave(viewer);
      expect(readLine(await told)).to.include({ "sc-status": "000", "sc-bytes": "0" });
    });
  });

  it("CF-LOG-07 who waited for another viewer's request is a Hit", async () => {
    await withHeldOrigin({}, async ({ stage, origin, store }) => {
      const results: (string | undefined)[] = [];
      const both = new Promise<void>((resolve) => {
        stage.edge.watch((one) => {
          const length = results.push(readLine(one)["x-edge-result-type"]);
          return length === 2 && resolve();
        });
      });
      const first = stage.send("/a");
      const held = await origin.waitFor(1);
      const second = await store.untilNextLookup(() => ({ response: stage.send("/a") }));
      held.respond(200, cc("max-age=60")).end("one");
      await Promise.all([first, second.response, both]);
      expect(results).to.have.members(["Miss", "Hit"]);
    });
  });

  for (const [what, request] of [
    ["a URL of more than 8,192 bytes", { path: `/${"a".repeat(8192)}` }],
    ["headers of more than 20 KB", { headers: { "x-long": "a".repeat(20_480) } }],
  ] as const) {
    it(`CF-LOG-11 a request with ${what} isn't logged`, async () => {
      expect(formatLogLine(await report([request]), context)).to.equal(undefined);
    });
  }

  it("CF-LOG-08 hits, misses and errors are counted, refreshes apart", async () => {
    const stage = await TestStage.start();
    try {
      stage.origin.respond(stored);
      await stage.send("/a");
      await stage.send("/a");
      stage.clock.advance(61);
      await stage.send("/a");
      stage.origin.respond({ status: 404 });
      await stage.send("/b");
      const { byResult } = stage.edge.stats();
      expect(byResult).to.include({ Hit: 1, RefreshHit: 1, Miss: 1, Error: 1 });
    } finally {
      await stage.stop();
    }
  });
});
