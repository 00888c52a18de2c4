import { expect } from "chai";
import fc from "fast-check";
import { cc, decideFor, inSeconds, testTtlRows, type TtlRow } from "../support/ttl-rows";

const atLeastMinute: TtlRow["ttls"] = [60, 600, 3600];

const rows: TtlRow[] = [
  {
    title: "CF-TTL-01 max-age, MinTTL 0",
    headers: cc("max-age=90"),
    expect: ["yes", 90, "max-age"],
  },
  {
    title: "CF-TTL-01 max-age above MaxTTL",
    headers: cc("max-age=7200"),
    expect: ["yes", 3600, "MaxTTL"],
  },
  {
    title: "CF-TTL-01 max-age below MinTTL",
    ttls: atLeastMinute,
    headers: cc("max-age=5"),
    expect: ["yes", 60, "MinTTL"],
  },
  { title: "CF-TTL-02 no header: DefaultTTL", expect: ["yes", 600, "DefaultTTL"] },
  {
    title: "CF-TTL-02 public alone says nothing",
    headers: cc("public"),
    expect: ["yes", 600, "DefaultTTL"],
  },
  {
    title: "CF-TTL-02 no header, MinTTL above 0",
    ttls: atLeastMinute,
    expect: ["yes", 600, "DefaultTTL"],
  },
  {
    title: "CF-TTL-03 s-maxage beside max-age",
    headers: cc("max-age=10, s-maxage=90"),
    expect: ["yes", 90, "s-maxage"],
  },
  {
    title: "CF-TTL-03 s-maxage above MaxTTL",
    headers: cc("max-age=10, s-maxage=9999"),
    expect: ["yes", 3600, "MaxTTL"],
  },
  {
    title: "CF-TTL-03 s-maxage below MinTTL",
    ttls: atLeastMinute,
    headers: cc("s-maxage=0, max-age=120"),
    expect: ["yes", 60, "MinTTL"],
  },
  {
    title: "CF-TTL-04 Expires",
    headers: { expires: inSeconds(90) },
    expect: ["yes", 90, "Expires"],
  },
  {
    title: "CF-TTL-04 Expires above MaxTTL",
    headers: { expires: inSeconds(7200) },
    expect: ["yes", 3600, "MaxTTL"],
  },
  {
    title: "CF-TTL-04 Expires below MinTTL",
    ttls: atLeastMinute,
    headers: { expires: inSeconds(5) },
    expect: ["yes", 60, "MinTTL"],
  },
  {
    title: "CF-TTL-05 no-cache, MinTTL 0",
    headers: cc("no-cache"),
    expect: ["yes", 0, "no-cache"],
  },
  {
    title: "CF-TTL-05 no-store, MinTTL 0 (AMB-17; CF-STALE-08)",
    headers: cc("no-store"),
    expect: ["for-outage", 0, "no-store"],
  },
  {
    title: "CF-TTL-05 private with max-age, MinTTL 0",
    headers: cc("private, max-age=600"),
    expect: ["for-outage", 0, "private"],
  },
  ...["no-cache", "no-store", "private", "no-store, max-age=600"].map((value): TtlRow => ({
    title: `CF-TTL-05 ${value}, MinTTL above 0`,
    ttls: atLeastMinute,
    headers: cc(value),
    expect: ["yes", 60, "MinTTL"],
  })),
  {
    title: "CF-TTL-06 max-age beats Expires",
    headers: { ...cc("max-age=90"), expires: inSeconds(10) },
    expect: ["yes", 90, "max-age"],
  },
  {
    title: "CF-TTL-07 max-age is at most 100 years",
    ttls: [0, 0, 9_999_999_999],
    headers: cc("max-age=99999999999"),
    expect: ["yes", 3_153_600_000, "max-age"],
  },
  {
    title: "CF-TTL-09 CachingOptimized and no-store: one second",
    ttls: [1, 86_400, 31_536_000],
    headers: cc("no-store"),
    expect: ["yes", 1, "MinTTL"],
  },
  {
    title: "CF-TTL-10 UseOriginCacheControlHeaders without header: 0",
    ttls: [0, 0, 31_536_000],
    expect: ["yes", 0, "DefaultTTL"],
  },
  {
    title: "CF-TTL-11 all TTLs 0: nothing is kept",
    ttls: [0, 0, 0],
    headers: cc("max-age=60"),
    expect: ["no", 0, "caching disabled"],
  },
  { title: "CF-TTL-13 max-age=0", headers: cc("max-age=0"), expect: ["yes", 0, "max-age"] },
  {
    title: "CF-TTL-13 Expires in the past",
    headers: { expires: inSeconds(-10) },
    expect: ["yes", 0, "Expires"],
  },
  {
    title: "AMB-08 bad Expires counts as expired",
    headers: { expires: "0" },
    expect: ["yes", 0, "Expires"],
  },
  ...["2099", "2099-01-01T00:00:00Z", "Thu, 01 Jan 2099 00:00:00"].map((expires): TtlRow => ({
    title: `AMB-08 Expires that isn't an HTTP date counts as expired: ${expires}`,
    headers: { expires },
    expect: ["yes", 0, "Expires"],
  })),
  {
    title: "AMB-08 bad max-age counts as expired",
    headers: cc("max-age=soon"),
    expect: ["yes", 0, "max-age"],
  },
  {
    title: "CF-TTL-16 AMB-08 must-revalidate, proxy-revalidate and immutable mean nothing",
    headers: cc("must-revalidate, proxy-revalidate, immutable, max-age=90"),
    expect: ["yes", 90, "max-age"],
  },
  {
    title: 'CF-COOK-03 no-cache="Set-Cookie" isn\'t no-cache',
    headers: cc('no-cache="Set-Cookie", max-age=90'),
    expect: ["yes", 90, "max-age"],
  },
  ...['no-cache="Set-Cookie", no-cache', 'no-cache, no-cache="Set-Cookie"'].map(
    (value): TtlRow => ({
      title: `CF-COOK-03 a plain no-cache forbids beside it: ${value}`,
      headers: cc(`${value}, max-age=30`),
      expect: ["yes", 0, "no-cache"],
    }),
  ),
  {
    title: "RFC-13 private with a field's name is private",
    headers: cc('private="Set-Cookie", max-age=90'),
    expect: ["for-outage", 0, "private"],
  },
  {
    title: "CF-REV-03 Vary: *, MinTTL 0",
    headers: { ...cc("max-age=90"), vary: "*" },
    expect: ["yes", 0, "Vary: *"],
  },
  {
    title: "CF-REV-03 Vary: *, MinTTL above 0",
    ttls: atLeastMinute,
    headers: { ...cc("max-age=90"), vary: "*" },
    expect: ["yes", 90, "max-age"],
  },
  {
    title: "CF-3XX-02 301 without headers: DefaultTTL",
    status: 301,
    expect: ["yes", 600, "DefaultTTL"],
  },
  {
    title: "CF-3XX-02 302 without headers: DefaultTTL",
    status: 302,
    expect: ["yes", 600, "DefaultTTL"],
  },
  { title: "CF-3XX-02 307 without Cache-Control", status: 307, expect: ["no", 0, "status"] },
  {
    title: "CF-3XX-02 308 with Expires alone",
    status: 308,
    headers: { expires: inSeconds(90) },
    expect: ["no", 0, "status"],
  },
  {
    title: "CF-3XX-02 307 with Cache-Control",
    status: 307,
    headers: cc("max-age=90"),
    expect: ["yes", 90, "max-age"],
  },
  {
    title: "CF-RNG-02 a part that doesn't say which it is",
    status: 206,
    headers: cc("max-age=90"),
    expect: ["no", 0, "status"],
  },
  {
    title: "CF-RNG-02 a part by the rules for the object",
    status: 206,
    headers: { ...cc("max-age=90"), "content-range": "bytes 0-9/100" },
    expect: ["yes", 90, "max-age"],
  },
];

describe("decideTtl", () => {
  testTtlRows(rows);

  it("CF-TTL-01 CF-TTL-03 CF-TTL-04 an explicit TTL is never outside of MinTTL and MaxTTL", () => {
    const bounds = fc
      .array(fc.nat(100_000), { minLength: 3, maxLength: 3 })
      .map((ttls) => ttls.sort((one, other) => one - other) as [number, number, number])
      .filter(([, , max]) => max > 0);
    const headers = fc.oneof(
      fc.nat(200_000).map((seconds) => cc(`max-age=${seconds}`)),
      fc.nat(200_000).map((seconds) => cc(`max-age=1, s-maxage=${seconds}`)),
      fc.nat(200_000).map((seconds): Record<string, string> => ({ expires: inSeconds(seconds) })),
    );
    fc.assert(
      fc.property(bounds, headers, (ttls, given) => {
        const decision = decideFor({ ttls, headers: given });
        expect(decision.ttlSeconds).to.be.within(ttls[0], ttls[2]);
      }),
    );
  });
});
