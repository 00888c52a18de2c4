import { testScenarios, type Scenario, type Step } from "./support/scenario";
import { digits, fresh, range, serveRanges } from "./support/range-origin";

/** Has the whole object in the cache. */
const storeWhole: Step = { origin: serveRanges(), expect: { status: 200, result: "Miss" } };

/** What a `Range` brings of ten digits in the cache. */
const cut: [title: string, value: string, status: number, body: string, part: string | null][] = [
  ["CF-RNG-01 one range", "bytes=2-4", 206, "234", "bytes 2-4/10"],
  ["CF-RNG-01 one byte", "bytes=0-0", 206, "0", "bytes 0-0/10"],
  ["CF-RNG-01 from a byte on", "bytes=7-", 206, "789", "bytes 7-9/10"],
  ["CF-RNG-01 beyond the end", "bytes=7-99", 206, "789", "bytes 7-9/10"],
  ["CF-RNG-01 units in any case", "Bytes=7-8", 206, "78", "bytes 7-8/10"],
  ["CF-RNG-07 the last bytes", "bytes=-3", 206, "789", "bytes 7-9/10"],
  ["CF-RNG-07 the last bytes, more than there are", "bytes=-99", 206, digits, "bytes 0-9/10"],
  ["CF-RNG-04 descending", "bytes=5-6,1-2", 200, digits, null],
  ["CF-RNG-04 overlapping", "bytes=1-5,5-6", 200, digits, null],
  ["CF-RNG-04 overlapping the last bytes", "bytes=0-7,-3", 200, digits, null],
  ["CF-RNG-04 after an open end", "bytes=1-,5-6", 200, digits, null],
  ["CF-RNG-04 negative", "bytes=-1-5", 200, digits, null],
  ["CF-RNG-04 backwards", "bytes=5-1", 200, digits, null],
  ["CF-RNG-04 no number", "bytes=a-b", 200, digits, null],
  ["CF-RNG-04 none", "bytes=", 200, digits, null],
  ["CF-RNG-04 one of two invalid", "bytes=0-1,x", 200, digits, null],
  ["CF-RNG-04 other units", "items=0-1", 200, digits, null],
  ["CF-RNG-01 of two only one there", "bytes=8-8,20-30", 206, "8", "bytes 8-8/10"],
];

const fromWhole: Scenario[] = cut.map(([title, value, status, body, part]) => ({
  title: `${title}: ${value}`,
  steps: [
    storeWhole,
    {
      ...range(value),
      expect: {
        ...{ status, result: "Hit", body, seen: 1 },
        headers: { "content-range": part, "content-length": String(body.length) },
      },
    },
  ],
}));

const conditions: Scenario[] = [
  ["CF-RNG-07 If-Range with the object's ETag", { "if-range": '"one"' }, 206],
  ["CF-RNG-07 If-Range with another ETag", { "if-range": '"two"' }, 200],
  ["CF-RNG-07 If-Range with a weak ETag", { "if-range": 'W/"one"' }, 200],
  ["CF-RNG-07 If-Range with the object's date", { "if-range": date(1) }, 206],
  ["CF-RNG-07 If-Range with another date", { "if-range": date(2) }, 200],
  ["CF-RNG-07 If-Range with what is neither", { "if-range": "one" }, 200],
  ["AMB-09 If-None-Match goes before Range", { "if-none-match": '"one"' }, 304],
  ["AMB-09 also before one beyond the end", { "if-none-match": '"one"', range: "bytes=99-" }, 304],
  ["AMB-09 If-None-Match of another copy doesn't", { "if-none-match": '"two"' }, 206],
].map(([title, others, status]) => ({
  title: String(title),
  steps: [
    {
      ...storeWhole,
      origin: serveRanges(digits, { ...fresh, "last-modified": date(1), date: date(3) }),
    },
    {
      ...range("bytes=2-4", others as Record<string, string>),
      expect: { status: Number(status), result: "Hit", seen: 1 },
    },
  ],
}));

function date(day: number): string {
  return new Date(Date.UTC(2025, 5, day)).toUTCString();
}

const whole: Scenario[] = [
  ...fromWhole,
  ...conditions,
  {
    title: "CF-RNG-07 If-Range with the object's own ETag, which is weak",
    steps: [
      { ...storeWhole, origin: serveRanges(digits, { ...fresh, etag: 'W/"one"' }) },
      { ...range("bytes=2-4", { "if-range": 'W/"one"' }), expect: { status: 200, result: "Hit" } },
    ],
  },
  {
    title: "CF-RNG-07 If-Range with a date that a later version can have too",
    steps: [
      {
        ...storeWhole,
        origin: serveRanges(digits, { ...fresh, "last-modified": date(1), date: date(1) }),
      },
      { ...range("bytes=2-4", { "if-range": date(1) }), expect: { status: 200, result: "Hit" } },
    ],
  },
  {
    title: "CF-ERR-06 bytes that the object hasn't got: 416, and its length",
    steps: [
      storeWhole,
      {
        ...range("bytes=10-20"),
        expect: {
          ...{ status: 416, result: "Error", seen: 1 },
          headers: { "content-range": "bytes */10", "content-type": "text/html", etag: null },
        },
      },
      { expect: { status: 200, result: "Hit", body: digits } },
    ],
  },
  {
    title: "only GET asks for ranges",
    steps: [
      storeWhole,
      {
        ...range("bytes=2-4"),
        method: "HEAD",
        expect: { status: 200, result: "Hit", headers: { "content-length": "10" } },
      },
    ],
  },
  {
    title: "a HEAD that isn't in the cache is asked for without Range",
    steps: [
      {
        ...range("bytes=2-4"),
        method: "HEAD",
        expect: { status: 200, forwarded: { range: null }, asked: "HEAD /a" },
      },
    ],
  },
  {
    title: "CF-RNG-01 a stored redirect and a stored error are sent as they are",
    steps: [
      { origin: { status: 302, headers: { location: "/b" } }, expect: { status: 302 } },
      { ...range("bytes=0-0"), expect: { status: 302, result: "Hit" } },
      { path: "/b", origin: { status: 404, body: digits }, expect: { status: 404 } },
      { ...range("bytes=0-0"), path: "/b", expect: { status: 404, body: digits, seen: 2 } },
    ],
  },
  {
    title: "CF-RNG-01 CF-REV-02 an expired object that is confirmed is cut, too",
    steps: [
      storeWhole,
      {
        advanceSeconds: 60,
        ...range("bytes=2-4"),
        expect: {
          ...{ status: 206, result: "RefreshHit", body: "234" },
          forwarded: { "if-none-match": '"one"', range: "bytes=2-4" },
        },
      },
      { ...range("bytes=0-1"), expect: { result: "Hit", body: "01", seen: 2 } },
    ],
  },
  {
    title: "CF-RNG-01 CF-STALE-05 so is one that answers for a failing origin",
    steps: [
      storeWhole,
      {
        ...{ advanceSeconds: 60, origin: { status: 500 } },
        ...range("bytes=2-4"),
        expect: { status: 206, result: "Hit", body: "234", seen: 2 },
      },
    ],
  },
  {
    title: "CF-STALE-01 a range that is served stale refreshes the whole object",
    steps: [
      {
        ...storeWhole,
        origin: serveRanges(digits, { "cache-control": "max-age=60, stale-while-revalidate=60" }),
      },
      { advanceSeconds: 60, ...range("bytes=2-4"), expect: { result: "Hit", body: "234" } },
      { path: "/b", expect: { seen: 3 } },
      { expect: { result: "Hit", body: digits, seen: 3 } },
    ],
  },
];

describe("ranges of an object in the cache", () => testScenarios(whole));
