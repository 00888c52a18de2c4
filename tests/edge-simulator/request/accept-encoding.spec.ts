import { managedOriginRequestPolicyIds, type ViewerRequest } from "../../../edge-simulator";
import type { CachePolicyChanges } from "../support/distribution";
import { testKeyRows, testOriginRows, type KeyRow, type OriginRow } from "../support/request-rows";
import type { StageOptions } from "../support/test-stage";

const keyed = (cache: CachePolicyChanges): StageOptions => ({ cache });
const accepting = (value: string): Partial<ViewerRequest> => ({
  headers: { "accept-encoding": value },
});
const forwardAll: StageOptions = {
  behavior: { OriginRequestPolicyId: managedOriginRequestPolicyIds.AllViewer },
};

const keyRows: KeyRow[] = [
  {
    title: "CF-AE-01 gzip and br, whatever else",
    options: keyed({ gzip: true, brotli: true }),
    one: accepting("gzip, deflate, br, zstd"),
    other: accepting("br;q=1.0, gzip;q=0.8"),
    same: true,
  },
  {
    title: "CF-AE-02 CF-AE-12 AMB-04 gzip alone stands apart from both",
    options: keyed({ gzip: true, brotli: true }),
    one: accepting("gzip"),
    other: accepting("gzip, br"),
    same: false,
  },
  {
    title: "CF-AE-03 CF-AE-06 neither is like no header",
    options: keyed({ gzip: true, brotli: true }),
    one: accepting("deflate"),
    other: { headers: {} },
    same: true,
  },
  {
    title: "CF-AE-04 one flag: the other encoding doesn't count",
    options: keyed({ gzip: true }),
    one: accepting("gzip, br"),
    other: accepting("gzip"),
    same: true,
  },
  {
    title: "CF-AE-05 one flag: not that encoding",
    options: keyed({ gzip: true }),
    one: accepting("br"),
    other: { headers: {} },
    same: true,
  },
  {
    title: "CF-AE-07 no flag: not in the key",
    options: keyed({}),
    one: accepting("gzip"),
    other: { headers: {} },
    same: true,
  },
  {
    title: "CF-AE-07 no flag: like any other header when listed",
    options: keyed({ headers: ["Accept-Encoding"] }),
    one: accepting("gzip"),
    other: accepting("gzip, br"),
    same: false,
  },
  {
    title: "CF-AE-09 an empty custom header takes it out",
    options: {
      cache: { gzip: true },
      origin: { CustomHeaders: { Items: [{ HeaderName: "Accept-Encoding", HeaderValue: "" }] } },
    },
    one: accepting("gzip"),
    other: { headers: {} },
    same: true,
  },
  {
    title: "CF-AE-10 HTTP/1.0 has none",
    options: keyed({ gzip: true }),
    one: { ...accepting("gzip"), httpVersion: "1.0" },
    other: { headers: {} },
    same: true,
  },
];

const originRows: OriginRow[] = [
  ...(
    [
      ["CF-AE-01 CF-HDR-03", { gzip: true, brotli: true }, "gzip, deflate, br", "br,gzip"],
      ["CF-AE-02", { gzip: true, brotli: true }, "gzip", "gzip"],
      ["CF-AE-02", { gzip: true, brotli: true }, "br", "br"],
      ["CF-AE-03", { gzip: true, brotli: true }, "deflate", "identity"],
      ["CF-AE-04", { gzip: true }, "br, gzip", "gzip"],
      ["CF-AE-05", { brotli: true }, "gzip", "identity"],
      ["CF-AE-06", { gzip: true, brotli: true }, undefined, null],
      ["CF-AE-07", {}, "gzip", null],
      ["CF-AE-11 q=0 isn't wanted", { gzip: true }, "gzip;q=0", "identity"],
      ["CF-AE-11 q=0.5 is", { gzip: true }, "gzip;q=0.5", "gzip"],
    ] as const
  ).map(([id, cache, viewers, origins]): OriginRow => ({
    title: `${id} Accept-Encoding ${viewers} with ${JSON.stringify(cache)}`,
    options: { cache },
    request: { headers: { "accept-encoding": viewers } },
    headers: { "accept-encoding": origins },
  })),
  {
    title: "CF-AE-07 no flag, AllViewer: as the viewer wrote it",
    options: { ...forwardAll, cache: {} },
    request: { headers: { "accept-encoding": "gzip, zstd" } },
    headers: { "accept-encoding": "gzip, zstd" },
  },
  {
    title: "CF-AE-08 with a flag on, the origin request policy changes nothing",
    options: { cache: { gzip: true }, forward: { headers: { whitelist: ["Accept-Encoding"] } } },
    request: { headers: { "accept-encoding": "gzip, zstd" } },
    headers: { "accept-encoding": "gzip" },
  },
  {
    title: "CF-AE-09 an empty custom header takes it away",
    options: {
      ...forwardAll,
      origin: { CustomHeaders: { Items: [{ HeaderName: "Accept-Encoding", HeaderValue: "" }] } },
    },
    request: { headers: { "accept-encoding": "gzip" } },
    headers: { "accept-encoding": null },
  },
  {
    title: "CF-AE-10 HTTP/1.0 gets none",
    options: forwardAll,
    request: { httpVersion: "1.0", headers: { "accept-encoding": "gzip" } },
    headers: { "accept-encoding": null },
  },
];

describe("Accept-Encoding", () => {
  describe("in the key", () => testKeyRows(keyRows));
  describe("to the origin", () => testOriginRows(originRows));
});
