import { expect } from "chai";
import { makeRunner, requestEvent, runFunction } from "../support/run-function";

const failures: [title: string, code: string, reason: RegExp][] = [
  ["CF-FN-22 throws", "\nfunction handler() {\n  null.x;\n}", /^TypeError: .*null.* \(line 3\)$/],
  [
    "CF-FN-22 throws at its top level",
    "throw new Error('no');\nfunction handler() {}",
    /^Error: no \(line 1\)$/,
  ],
  ["CF-FN-22 throws what is no error", "function handler() { throw 'no'; }", /^it threw "no"$/],
  [
    "CF-FN-22 rejects",
    "async function handler() { throw new RangeError('no'); }",
    /^RangeError: no \(line 1\)$/,
  ],
  ["CF-FN-22 loops", "function handler() { for (;;); }", /^it ran longer than 100 ms$/],
  [
    "CF-FN-22 loops over promises",
    "async function handler() { for (;;) { await 1; } }",
    /^it ran longer than/,
  ],
  [
    "CF-FN-22 loops in a pattern",
    "function handler() { /(x+x+)+y/.test('x'.repeat(40)); }",
    /^it ran longer than/,
  ],
  [
    "CF-FN-22 never answers",
    "async function handler() { await new Promise(() => {}); }",
    /^it waits for something/,
  ],
  [
    "CF-FN-22 recurses without end",
    "const f = () => 1 + f(); function handler() { f(); }",
    /stack overflow/,
  ],
  [
    "CF-FN-30 piles up objects",
    "function handler() { const a = []; for (;;) { a.push({ b: 1 }); } }",
    /^it held more than 2097152 bytes/,
  ],
  [
    "CF-FN-30 piles up text",
    "function handler() { const a = []; for (;;) { a.push('x'.repeat(1000) + a.length); } }",
    /^it held more than/,
  ],
  [
    "CF-FN-30 takes much memory at once",
    "function handler() { return new Uint8Array(3e6); }",
    /out of memory/,
  ],
];

describe("Functions that fail", () => {
  for (const [title, code, reason] of failures) {
    it(title, async () => {
      const { result } = await runFunction(code);
      expect(result).to.include({ kind: "failure", type: "FunctionExecutionError" });
      expect(result.kind === "failure" ? result.reason : "").to.match(reason);
    });
  }

  it("CF-FN-22 run again after they were ended", async () => {
    const runner = await makeRunner(`function handler(event) {
      if (event.request.uri === '/a') { for (;;); }
      return event.request;
    }`);
    const other = { ...requestEvent, request: { ...requestEvent.request, uri: "/b" } };
    const kinds = [requestEvent, other, requestEvent, other].map(
      (event) => runner.invoke(event, undefined).result.kind,
    );
    runner.dispose();
    expect(kinds).to.deep.equal(["failure", "request", "failure", "request"]);
  });
});

describe("FunctionRunner", () => {
  for (const [what, code] of [
    [
      "variables",
      "let n = 0; function handler() { n++; return { statusCode: 200, body: String(n) }; }",
    ],
    [
      "properties of the global object",
      "function handler() { globalThis.n = (globalThis.n || 0) + 1; return { statusCode: 200, body: String(globalThis.n) }; }",
    ],
  ] as const) {
    it(`keeps no ${what} from one viewer to the next`, async () => {
      const runner = await makeRunner(code);
      const bodies = [1, 2].map(() => {
        const { result } = runner.invoke(requestEvent, undefined);
        return result.kind === "response" ? String(result.response.body) : result.kind;
      });
      runner.dispose();
      expect(bodies).to.deep.equal(["1", "1"]);
    });
  }

  it("CF-FN-30 collects up to 10 KB of what a function logs", async () => {
    const { logs } = await runFunction(`function handler(event) {
      console.log('one'); console.log({ a: 1 }); console.log(new Error('e')); console.log(undefined);
      console.log('x'.repeat(20000)); console.log('late');
      return event.request;
    }`);
    expect(logs.slice(0, 4)).to.deep.equal(["one", '{"a":1}', "Error: e", "undefined"]);
    expect(logs).to.have.length(5);
    expect(logs.join("").length).to.equal(10_240);
  });

  it("CF-FN-32 takes custom data up to 800 bytes", async () => {
    const log = (length: number) =>
      runFunction(`import cf from 'cloudfront';
        function handler(event) { cf.logCustomData('x'.repeat(${length})); return event.request; }`);
    expect((await log(800)).logs[0]).to.have.length(800);
    expect((await log(801)).result).to.include({ kind: "failure" });
  });

  it("CF-FN-30 says which share of its time a function took", async () => {
    const code = "function handler(event) { for (let i = 0; i < 1e6; i++); return event.request; }";
    const shares = await Promise.all(
      [1000, 400, 20].map(
        async (budgetMs) => (await runFunction(code, { budgetMs })).computeUtilization,
      ),
    );
    expect(shares[0]).to.be.within(1, 30);
    expect(shares[1]).to.be.greaterThan(Number(shares[0]));
    expect(shares[2]).to.equal(100);
  });
});
