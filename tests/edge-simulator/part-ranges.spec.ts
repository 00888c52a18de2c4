import { MemoryStore } from "../../edge-simulator";
import { testScenarios, type Scenario } from "./support/scenario";
import { digits, fresh, range, serveRanges } from "./support/range-origin";

const parts: Scenario[] = [
  {
    title: "CF-RNG-02 CF-HDR-07 a range that isn't there is asked for, passed on and kept",
    steps: [
      {
        origin: serveRanges(),
        ...range("bytes=2-5"),
        expect: {
          ...{ status: 206, result: "Miss", body: "2345" },
          forwarded: { range: "bytes=2-5" },
          headers: { "content-range": "bytes 2-5/10" },
        },
      },
      {
        ...range("bytes=2-5"),
        expect: { status: 206, result: "Hit", body: "2345", seen: 1 },
      },
      {
        ...{ advanceSeconds: 7, ...range("bytes=3-4") },
        expect: {
          ...{ status: 206, result: "Hit", body: "34", seen: 1 },
          headers: { "content-range": "bytes 3-4/10", "content-length": "2", age: "7" },
        },
      },
      {
        ...range("bytes=2-2,4-4"),
        expect: { status: 206, result: "Hit", seen: 1, headers: { "content-range": null } },
      },
      { ...range("bytes=5-6"), expect: { status: 206, result: "Miss", body: "56", seen: 2 } },
      { ...range("bytes=20-"), expect: { status: 416, seen: 2 } },
    ],
  },
  {
    title: "CF-RNG-02 a part is never the whole",
    steps: [
      { origin: serveRanges(), ...range("bytes=0-8"), expect: { status: 206 } },
      { expect: { status: 200, result: "Miss", body: digits, seen: 2 } },
      { ...range("bytes=9-9"), expect: { status: 206, result: "Hit", body: "9", seen: 2 } },
    ],
  },
  {
    title: "CF-RNG-02 parts that adjoin or overlap become one, and in the end the whole",
    steps: [
      { origin: serveRanges(), ...range("bytes=4-5"), expect: { status: 206, seen: 1 } },
      { ...range("bytes=6-8"), expect: { status: 206, result: "Miss", seen: 2 } },
      { ...range("bytes=4-8"), expect: { result: "Hit", body: "45678", seen: 2 } },
      { ...range("bytes=2-3"), expect: { result: "Miss", body: "23", seen: 3 } },
      { ...range("bytes=0-3"), expect: { result: "Miss", body: "0123", seen: 4 } },
      { ...range("bytes=1-7"), expect: { result: "Hit", body: "1234567", seen: 4 } },
      { ...range("bytes=8-9"), expect: { result: "Miss", body: "89", seen: 5 } },
      { expect: { status: 200, result: "Hit", body: digits, seen: 5 } },
    ],
  },
  {
    title: "CF-RNG-02 of parts with bytes between them the later is kept",
    steps: [
      { origin: serveRanges(), ...range("bytes=0-2"), expect: { status: 206, seen: 1 } },
      { ...range("bytes=4-5"), expect: { result: "Miss", seen: 2 } },
      { ...range("bytes=4-5"), expect: { result: "Hit", body: "45", seen: 2 } },
      { ...range("bytes=0-2"), expect: { result: "Miss", seen: 3 } },
      { ...range("bytes=0-2"), expect: { result: "Hit", body: "012", seen: 3 } },
    ],
  },
  {
    title: "CF-RNG-02 a range that is all of the object is the whole",
    steps: [
      { origin: serveRanges(), ...range("bytes=0-"), expect: { status: 206, result: "Miss" } },
      {
        expect: {
          ...{ status: 200, result: "Hit", body: digits, seen: 1 },
          headers: { "content-range": null, "content-length": "10" },
        },
      },
    ],
  },
  {
    title: "CF-RNG-02 parts of different versions aren't joined",
    steps: [
      { origin: serveRanges(), ...range("bytes=0-4"), expect: { status: 206 } },
      {
        origin: serveRanges("abcdefghij", { ...fresh, etag: '"two"' }),
        ...range("bytes=5-9"),
        expect: { body: "fghij" },
      },
      { ...range("bytes=0-9"), expect: { result: "Miss", body: "abcdefghij", seen: 3 } },
    ],
  },
  {
    title: "CF-RNG-02 nor parts of objects of different lengths",
    steps: [
      { origin: serveRanges(), ...range("bytes=0-4"), expect: { status: 206 } },
      { origin: serveRanges(digits + digits), ...range("bytes=5-9"), expect: { status: 206 } },
      { ...range("bytes=4-6"), expect: { result: "Miss", seen: 3 } },
    ],
  },
  {
    title: "CF-RNG-02 nor a part that has expired",
    steps: [
      { origin: serveRanges(), ...range("bytes=0-4"), expect: { status: 206 } },
      { advanceSeconds: 60, ...range("bytes=5-7"), expect: { status: 206, seen: 2 } },
      { ...range("bytes=5-7"), expect: { result: "Hit", seen: 2 } },
    ],
  },
  {
    title: "CF-RNG-02 nor parts that would be too long together",
    edge: { store: new MemoryStore({ maxBytes: 8192 }) }, // a fourth for one body
    steps: [
      {
        origin: serveRanges(digits.repeat(400)),
        ...range("bytes=0-1499"),
        expect: { status: 206 },
      },
      { ...range("bytes=1500-2999"), expect: { status: 206, seen: 2 } },
      { ...range("bytes=1500-2999"), expect: { result: "Hit", seen: 2 } },
      { ...range("bytes=0-1499"), expect: { result: "Miss", seen: 3 } },
    ],
  },
  {
    title: "CF-RNG-02 a part is out of date as soon as the whole comes",
    steps: [
      {
        origin: serveRanges(digits, { ...fresh, "cache-control": "max-age=600" }),
        ...range("bytes=2-5"),
        expect: { status: 206 },
      },
      {
        origin: serveRanges("abcdefghij", { ...fresh, etag: '"two"' }),
        expect: { status: 200, result: "Miss", body: "abcdefghij" },
      },
      {
        ...{ advanceSeconds: 60, ...range("bytes=2-5") },
        expect: { status: 206, result: "RefreshHit", body: "cdef", seen: 3 },
      },
    ],
  },
  {
    title: "CF-RNG-02 parts with a weak ETag may be of different versions",
    steps: [
      {
        origin: serveRanges(digits, { ...fresh, etag: 'W/"one"' }),
        ...range("bytes=0-4"),
        expect: { status: 206 },
      },
      { ...range("bytes=5-9"), expect: { status: 206, seen: 2 } },
      { ...range("bytes=4-6"), expect: { result: "Miss", body: "456", seen: 3 } },
    ],
  },
  {
    title: "CF-RNG-02 a part expires like the object, and is confirmed like it",
    steps: [
      { origin: serveRanges(), ...range("bytes=2-5"), expect: { status: 206 } },
      {
        ...{ advanceSeconds: 60, ...range("bytes=3-4") },
        expect: {
          ...{ status: 206, result: "RefreshHit", body: "34" },
          headers: { "content-range": "bytes 3-4/10" },
          forwarded: { "if-none-match": '"one"', range: "bytes=3-4" },
        },
      },
      { ...range("bytes=2-2"), expect: { result: "Hit", body: "2", seen: 2 } },
    ],
  },
  {
    title: "CF-RNG-02 joined parts are fresh as long as the older is",
    steps: [
      { origin: serveRanges(), ...range("bytes=0-4"), expect: { status: 206 } },
      { advanceSeconds: 50, ...range("bytes=5-7"), expect: { status: 206, seen: 2 } },
      { advanceSeconds: 9, ...range("bytes=2-6"), expect: { result: "Hit", seen: 2 } },
      { advanceSeconds: 1, ...range("bytes=2-6"), expect: { result: "RefreshHit", seen: 3 } },
    ],
  },
  {
    title: "CF-RNG-07 If-Range of another version goes to the origin",
    steps: [
      { origin: serveRanges(), ...range("bytes=2-5"), expect: { status: 206 } },
      {
        ...range("bytes=2-5", { "if-range": '"two"' }),
        expect: { result: "Miss", seen: 2, forwarded: { "if-range": '"two"' } },
      },
    ],
  },
  {
    title: "AMB-09 If-None-Match goes before a part, too",
    steps: [
      { origin: serveRanges(), ...range("bytes=2-5"), expect: { status: 206 } },
      {
        ...range("bytes=2-5", { "if-none-match": '"one"' }),
        expect: { status: 304, result: "Hit", seen: 1, headers: { "content-range": null } },
      },
    ],
  },
  {
    title: "CF-RNG-02 an origin that knows no ranges: the whole, which is kept",
    steps: [
      {
        origin: { headers: { ...fresh, "content-length": "10" }, body: digits },
        ...range("bytes=2-4"),
        expect: { status: 200, result: "Miss", body: digits, headers: { "content-range": null } },
      },
      { ...range("bytes=2-4"), expect: { status: 206, result: "Hit", body: "234", seen: 1 } },
    ],
  },
  {
    title: "CF-RNG-03 an origin that sends in chunks: the whole",
    steps: [
      {
        origin: { headers: fresh, body: digits },
        ...range("bytes=2-4"),
        expect: { status: 200, body: digits, headers: { "transfer-encoding": "chunked" } },
      },
    ],
  },
  {
    title: "CF-RNG-04 what CloudFront doesn't take is asked for as the whole",
    steps: [
      {
        origin: serveRanges(),
        ...range("bytes=5-6,1-2"),
        expect: { status: 200, result: "Miss", body: digits, forwarded: { range: null } },
      },
    ],
  },
  {
    title: "CF-LOG-05 a part that isn't as long as it says is the origin's error",
    steps: [
      {
        origin: {
          status: 206,
          headers: { ...fresh, "content-range": "bytes 0-4/10", "content-length": "4" },
          body: "0123",
        },
        ...range("bytes=0-4"),
        expect: { status: 502, result: "Error", bodyIncludes: "isn't as long as the range" },
      },
    ],
  },
  {
    title: "CF-RNG-02 a part that turns out shorter than it says is passed on, and not kept",
    steps: [
      {
        origin: { status: 206, headers: { ...fresh, "content-range": "bytes 0-4/10" }, body: "0" },
        ...range("bytes=0-4"),
        expect: { status: 206, result: "Miss", body: "0" },
      },
      { ...range("bytes=0-0"), expect: { result: "Miss", seen: 2 } },
    ],
  },
  {
    title: "CF-RNG-02 nor a part that nobody asked for",
    steps: [
      {
        origin: { status: 206, headers: { ...fresh, "content-range": "bytes 0-0/10" }, body: "0" },
        expect: { status: 206, result: "Miss", body: "0" },
      },
      { ...range("bytes=0-0"), expect: { result: "Miss", seen: 2 } },
    ],
  },
  {
    title: "CF-ERR-06 an origin's 416 isn't kept",
    steps: [
      {
        origin: { status: 416, headers: { "content-range": "bytes */10" } },
        ...range("bytes=20-"),
        expect: { status: 416, result: "Error", seen: 1 },
      },
      { ...range("bytes=20-"), expect: { status: 416, seen: 2 } },
    ],
  },
  {
    title: "CF-INV-02 a part goes with its URL",
    steps: [
      { origin: serveRanges(), ...range("bytes=2-5"), expect: { status: 206 } },
      { invalidate: ["/a"], ...range("bytes=2-5"), expect: { result: "Miss", seen: 2 } },
    ],
  },
];

describe("ranges that aren't in the cache", () => testScenarios(parts));
