import { cc, inSeconds, testTtlRows, type TtlRow } from "../support/ttl-rows";

const rows: TtlRow[] = [
  ...[404, 414, 500, 501, 502, 503, 504].map((status): TtlRow => ({
    title: `CF-ERR-01 ${status} is kept for ten seconds`,
    status,
    expect: ["yes", 10, "ErrorCachingMinTTL"],
  })),
  ...[400, 403, 405, 412, 415].flatMap((status): TtlRow[] => [
    {
      title: `CF-ERR-02 ${status} without max-age isn't kept`,
      status,
      headers: cc("public"),
      expect: ["no", 0, "status"],
    },
    {
      title: `CF-ERR-02 ${status} with max-age is kept`,
      status,
      headers: cc("max-age=60"),
      expect: ["yes", 60, "max-age"],
    },
    {
      title: `CF-ERR-02 ${status} with s-maxage is kept`,
      status,
      headers: cc("s-maxage=60"),
      expect: ["yes", 60, "s-maxage"],
    },
  ]),
  {
    title: "CF-ERR-03 CachingDisabled keeps no error",
    status: 500,
    ttls: [0, 0, 0],
    expect: ["no", 0, "caching disabled"],
  },
  {
    title: "CF-ERR-04 max-age below the minimum",
    status: 404,
    headers: cc("max-age=5"),
    expect: ["yes", 10, "ErrorCachingMinTTL"],
  },
  {
    title: "CF-ERR-04 max-age above the minimum",
    status: 404,
    headers: cc("max-age=60"),
    expect: ["yes", 60, "max-age"],
  },
  {
    title: "CF-ERR-04 Expires above the minimum",
    status: 404,
    headers: { expires: inSeconds(60) },
    expect: ["yes", 60, "Expires"],
  },
  {
    title: "CF-ERR-04 capped by MaxTTL",
    status: 404,
    headers: cc("max-age=7200"),
    expect: ["yes", 3600, "MaxTTL"],
  },
  {
    title: "CF-ERR-04 ErrorCachingMinTTL as configured",
    status: 404,
    errorTtls: [[404, 30]],
    expect: ["yes", 30, "ErrorCachingMinTTL"],
  },
  {
    title: "CF-ERR-04 ErrorCachingMinTTL 0",
    status: 500,
    errorTtls: [[500, 0]],
    expect: ["yes", 0, "ErrorCachingMinTTL"],
  },
  ...[404, 414, 501].map((status): TtlRow => ({
    title: `CF-ERR-05 no-store on ${status} is obeyed`,
    status,
    headers: cc("no-store"),
    expect: ["no", 0, "no-store"],
  })),
  ...[500, 502, 503, 504].map((status): TtlRow => ({
    title: `CF-ERR-05 no-store on ${status} is ignored`,
    status,
    headers: cc("no-store, max-age=60"),
    expect: ["yes", 10, "ErrorCachingMinTTL"],
  })),
  {
    title: "CF-ERR-06 416 is never kept",
    status: 416,
    headers: cc("max-age=60"),
    errorTtls: [[416, 30]],
    expect: ["no", 0, "status"],
  },
  ...[401, 406, 409, 410, 422, 429].map((status): TtlRow => ({
    title: `CF-ERR-08 ${status === 410 ? "AMB-05 " : ""}${status} isn't kept`,
    status,
    headers: cc("max-age=60"),
    expect: ["no", 0, "status"],
  })),
];

describe("decideTtl of errors", () => testTtlRows(rows));
