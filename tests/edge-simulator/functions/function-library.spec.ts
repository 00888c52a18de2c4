import { expect } from "chai";
import { ManualClock } from "../support/manual-clock";
import { runFunction } from "../support/run-function";

/** What an expression or statements of a function's are, in a header of its answer. */
async function evaluate(
  expression: string,
  keyValueStore?: Record<string, string>,
): Promise<unknown> {
  const code = `
import cf from 'cloudfront';
import qs from 'querystring';
import { Buffer as ImportedBuffer } from 'buffer';
const crypto = require('crypto');
async function handler(event) {
  const result = ${expression};
  return { statusCode: 200, headers: {}, body: JSON.stringify({ result }) };
}`;
  const { result } = await runFunction(code, { keyValueStore, rawQuery: "q=1" });
  if (result.kind !== "response") {
    return result.kind === "failure" ? result.reason : result.kind;
  }
  return (JSON.parse(String(result.response.body)) as { result: unknown }).result;
}

const sha256OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

const values: [title: string, expression: string, value: unknown][] = [
  ["CF-FN-12 rawQueryString is the query", "event.request.rawQueryString()", "q=1"],
  ["CF-FN-31 Buffer from base64", "Buffer.from('aGk=', 'base64').toString()", "hi"],
  ["CF-FN-31 Buffer to base64url", "Buffer.from('ûï¾').toString('base64url')", "w7vDr8K-"],
  [
    "CF-FN-31 Buffer.concat, cut",
    "Buffer.concat([Buffer.from('ab'), Buffer.from('cd')], 3).toString()",
    "abc",
  ],
  ["CF-FN-31 Buffer reads numbers", "Buffer.from([1, 2, 3]).readUInt16BE(1)", 515],
  [
    "CF-FN-31 Buffer writes numbers",
    "(() => { const b = Buffer.alloc(4); b.writeInt16LE(-2, 1); return b.toString('hex') })()",
    "00feff00",
  ],
  ["CF-FN-31 Buffer fills", "Buffer.alloc(5, 'ab').toString()", "ababa"],
  [
    "CF-FN-31 Buffer finds",
    "[Buffer.from('hello').indexOf('l'), Buffer.from('hello').includes('x')]",
    [2, false],
  ],
  [
    "CF-FN-31 Buffer compares",
    "[Buffer.from('a').compare(Buffer.from('b')), Buffer.from('a').equals(Buffer.from('a'))]",
    [-1, true],
  ],
  [
    "CF-FN-31 Buffer writes text",
    "(() => { const b = Buffer.alloc(4); const n = b.write('xyz', 2); return [n, b.toString('latin1')] })()",
    [2, "\0\0xy"],
  ],
  [
    "CF-FN-31 Buffer is a module, too",
    "ImportedBuffer === Buffer && Buffer.isBuffer(Buffer.alloc(1).slice(0, 1))",
    true,
  ],
  ["CF-FN-31 Buffer as JSON", "Buffer.from('a')", { type: "Buffer", data: [97] }],
  [
    "CF-FN-31 an unknown encoding",
    "Buffer.from('a', 'utf7')",
    'TypeError: Unknown encoding: "utf7". (line 7)',
  ],
  [
    "CF-FN-31 sha256",
    "crypto.createHash('sha256').update('a').update('bc').digest('hex')",
    sha256OfAbc,
  ],
  [
    "CF-FN-31 sha1 as a Buffer",
    "crypto.createHash('sha1').update(Buffer.from('abc')).digest().length",
    20,
  ],
  [
    "CF-FN-31 hmac md5",
    "crypto.createHmac('md5', 'k').update('abc').digest('base64')",
    "dZcsnGVp8vQHdS3bAqx53g==",
  ],
  [
    "CF-FN-31 no other hash",
    "crypto.createHash('sha512')",
    'TypeError: not supported algorithm: "sha512"; use md5, sha1 or sha256 (line 7)',
  ],
  ["CF-FN-31 querystring.parse", "qs.parse('a=1&a=2&b=%20')", { a: ["1", "2"], b: " " }],
  ["CF-FN-31 querystring.stringify", "qs.stringify({ a: ['1', '2'], b: 'ü' })", "a=1&a=2&b=%C3%BC"],
  [
    "CF-FN-31 querystring with other signs",
    "qs.stringify(qs.decode('a:1;b:2', ';', ':'), '|', '>')",
    "a>1|b>2",
  ],
  ["CF-FN-31 querystring.unescape", "qs.unescape(qs.escape('a b'))", "a b"],
  ["CF-FN-31 atob and btoa", "[atob('aGk='), btoa('hi')]", ["hi", "aGk="]],
  [
    "CF-FN-31 TextEncoder and TextDecoder",
    "new TextDecoder().decode(new TextEncoder().encode('é'))",
    "é",
  ],
  [
    "CF-FN-31 awaits",
    "(await Promise.all([1, Promise.resolve(2)])).concat((await Promise.allSettled([3])).length)",
    [1, 2, 1],
  ],
  [
    "CF-FN-31 later syntax that is listed",
    "[2 ** 3, 1_000, /(?<n>b)/.exec('ab').groups.n, 'a-a'.replaceAll('a', 'b')]",
    [8, 1000, "b", "b-b"],
  ],
  ["CF-FN-32 the edge location", "cf.edgeLocation.name", "LCL"],
  ["CF-FN-32 a value", "await cf.kvs().get('a')", "1"],
  ["CF-FN-32 a value as JSON", "await cf.kvs('id').get('j', { format: 'json' })", { n: [1] }],
  [
    "CF-FN-32 a value as bytes",
    "(await cf.kvs().get('a', { format: 'bytes' })).toString('hex')",
    "31",
  ],
  [
    "CF-FN-32 a missing value",
    "await cf.kvs().get('b')",
    'Error: The key value store has no key "b". (line 7)',
  ],
  [
    "CF-FN-32 whether there is a value",
    "[await cf.kvs().exists('a'), await cf.kvs().exists('b')]",
    [true, false],
  ],
  [
    "CF-FN-32 the store",
    "await cf.kvs().meta()",
    {
      creationDateTime: "2026-01-01T00:00:00.000Z",
      lastUpdatedDateTime: "2026-01-01T00:00:00.000Z",
      keyCount: 2,
    },
  ],
  [
    "CF-FN-32 no origin group",
    "cf.createRequestOriginGroup({})",
    "Error: createRequestOriginGroup isn't simulated. Use an origin group. (line 7)",
  ],
];

describe("What functions have", () => {
  for (const [title, expression, value] of values) {
    it(title, async () => {
      expect(await evaluate(expression, { a: "1", j: '{"n":[1]}' })).to.deep.equal(value);
    });
  }

  it("CF-FN-33 no store where none is associated", async () => {
    expect(await evaluate("cf.kvs()")).to.match(/^Error: No key value store is associated/);
  });

  it("CF-FN-31 a clock that stands still", async () => {
    const clock = new ManualClock();
    const code = `function handler() {
      const dates = [Date.now(), new Date().getTime(), new Date(5).getTime(), Date.UTC(1970), typeof Date()];
      clockMoves();
      return { statusCode: 200, body: JSON.stringify(dates) };
    }
    function clockMoves() { for (let i = 0; i < 1e5; i++); }`;
    const { result } = await runFunction(code, { clock });
    const body = result.kind === "response" ? String(result.response.body) : "";
    expect(JSON.parse(body)).to.deep.equal([clock.now(), clock.now(), 5, 0, "string"]);
  });
});

const absent: [title: string, statement: string, reason: RegExp][] = [
  ["eval", "eval('1')", /^ReferenceError: 'eval'/],
  ["Function", "new Function('return 1')", /^TypeError: Code can't be made from text/],
  ["a function's constructor", "(() => 1).constructor('return 1')", /^TypeError: Code can't/],
  ["an async function's constructor", "(async () => 1).constructor('')", /^TypeError: Code can't/],
  ["timers", "setTimeout(() => 1, 1)", /^ReferenceError: 'setTimeout'/],
  ["the network", "fetch('http://127.0.0.1')", /^ReferenceError: 'fetch'/],
  ["files", "require('fs')", /^Error: Cannot find module "fs"/],
  ["inherited names as modules", "require('toString')", /^Error: Cannot find module "toString"/],
  ["the process", "process.env", /^ReferenceError: 'process'/],
  ["Map", "new Map()", /^ReferenceError: 'Map'/],
  ["Proxy", "new Proxy({}, {})", /^ReferenceError: 'Proxy'/],
  ["sloppy mode", "undeclared = 1", /^ReferenceError: 'undeclared'/],
];

describe("What functions don't have", () => {
  for (const [title, statement, reason] of absent) {
    it(`CF-FN-31 ${title}`, async () => {
      const { result } = await runFunction(`function handler() { ${statement}; return {}; }`);
      expect(result).to.include({ kind: "failure", type: "FunctionExecutionError" });
      expect(result.kind === "failure" ? result.reason : "").to.match(reason);
    });
  }
});
