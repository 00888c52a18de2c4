import { expect } from "chai";
import { testScenarios, type Scenario } from "./support/scenario";
import { sendRaw } from "./support/send-raw";
import { TestStage } from "./support/test-stage";
import { withFunctions } from "./support/with-functions";

const fresh = { headers: { "cache-control": "max-age=60" } };

const answer = "return { statusCode: 200, body: 'own' };";

const failureScenarios: Scenario[] = [
  {
    title: "CF-FN-22 CF-GW-05 CF-XC-08 a function that loops: 503, and the edge goes on",
    ...withFunctions({ onRequest: "if (request.uri === '/a') { for (;;); } return request;" }),
    steps: [
      { origin: fresh, expect: { status: 503, result: "FunctionExecutionError", seen: 0 } },
      { path: "/b", expect: { status: 200, result: "Miss" } },
      { path: "/b", expect: { result: "Hit" } },
    ],
  },
  {
    title: "CF-FN-22 CF-GW-05 CF-XC-08 a function that throws: 503, kept by no cache",
    ...withFunctions({ onRequest: "if (request.headers.a) { null.x; } return request;" }),
    steps: [
      {
        origin: fresh,
        headers: { a: "1" },
        expect: {
          status: 503,
          result: "FunctionExecutionError",
          headers: { server: "CloudFront", "content-type": "text/html" },
        },
      },
      { expect: { status: 200 } },
      { method: "HEAD", headers: { a: "1" }, expect: { status: 503, body: "" } },
    ],
  },
  {
    title: "CF-FN-22 CF-GW-04 a function that returns rubbish: 502",
    ...withFunctions({ onRequest: "return 'rubbish';" }),
    steps: [{ expect: { status: 502, result: "FunctionValidationError", seen: 0 } }],
  },
  {
    title: "CF-GW-04 CF-FN-21 a function that changes Host: 502",
    ...withFunctions({ onRequest: "request.headers.host.value = 'b'; return request;" }),
    steps: [{ expect: { status: 502, result: "FunctionValidationError" } }],
  },
  {
    title: "CF-FN-22 CF-GW-04 CF-GW-05 functions that fail on responses",
    ...withFunctions({
      onResponse: "if (request.uri === '/a') { throw new Error('no'); } return request;",
    }),
    steps: [
      { origin: fresh, expect: { status: 503, result: "FunctionExecutionError" } },
      { path: "/b", expect: { status: 502, result: "FunctionValidationError", seen: 2 } },
    ],
  },
];

const setHeader = "response.headers['x-f'] = { value: 'set' }; return response;";

const responseScenarios: Scenario[] = [
  {
    title: "CF-FN-01 runs on each response, from the origin and from the cache",
    ...withFunctions({
      onResponse: `response.headers['x-f'] = { value: request.uri + response.statusCode };
        delete response.headers['x-o'];
        response.cookies.b = { value: '2', attributes: 'Secure' };
        return response;`,
    }),
    steps: [
      {
        origin: { headers: { ...fresh.headers, "x-o": "1", etag: '"e"' } },
        expect: {
          result: "Miss",
          headers: { "x-f": "/a200", "x-o": null, "set-cookie": "b=2; Secure" },
        },
      },
      { expect: { result: "Hit", body: "ok", headers: { "x-f": "/a200", "content-length": "2" } } },
      {
        headers: { "if-none-match": '"e"' },
        expect: { status: 304, result: "Hit", headers: { "x-f": "/a304" } },
      },
    ],
  },
  {
    title: "CF-FN-10 CF-FN-11 CF-FN-20 the event of a response",
    ...withFunctions(
      {
        onResponse: `const names = Object.keys(response.headers);
          return { ...response, body: JSON.stringify([
            event.context.eventType, response.statusCode, response.statusDescription, request.uri,
            response.headers['x-o'], response.cookies, names.includes('x-cache'), 'body' in response,
            cf.edgeLocation,
          ]) };`,
      },
      { cache: { cookies: "all" } },
    ),
    steps: [
      {
        origin: { headers: { "x-o": "1", "set-cookie": ["a=1; Path=/", "a=2", "b=3"] } },
        expect: {
          body: JSON.stringify([
            ...["viewer-response", 200, "OK", "/a", { value: "1" }],
            {
              a: {
                value: "1",
                attributes: "Path=/",
                multiValue: [{ value: "1", attributes: "Path=/" }, { value: "2" }],
              },
              b: { value: "3" },
            },
            ...[false, false, {}],
          ]),
        },
      },
    ],
  },
  {
    title: "CF-FN-13 a function's body replaces the origin's, which the cache keeps",
    ...withFunctions({
      onResponse: "return request.headers.a ? { ...response, body: 'own body' } : response;",
    }),
    steps: [
      {
        origin: { ...fresh, body: "x".repeat(500_000) },
        headers: { a: "1" },
        expect: { body: "own body", result: "Miss", headers: { "content-length": "8" } },
      },
      { expect: { body: "x".repeat(500_000), result: "Hit" } },
    ],
  },
  {
    title: "CF-XC-04 an error status of a function's is an Error",
    ...withFunctions({ onResponse: "response.statusCode = 404; return response;" }),
    steps: [{ origin: fresh, expect: { status: 404, result: "Error", body: "ok" } }],
  },
  {
    title: "CF-FN-02 CF-FN-08 doesn't run on errors, the origin's or the edge's",
    ...withFunctions({ onResponse: setHeader }),
    steps: [
      { origin: { status: 404 }, expect: { status: 404, headers: { "x-f": null } } },
      { expect: { status: 404, headers: { "x-f": null }, seen: 1 } },
      { origin: "down", path: "/b", expect: { status: 502, headers: { "x-f": null } } },
    ],
  },
  {
    title: "CF-FN-08 doesn't run on what the other function answered",
    ...withFunctions({ onRequest: answer, onResponse: setHeader }),
    steps: [{ expect: { status: 200, body: "own", headers: { "x-f": null } } }],
  },
  {
    title: "CF-RHP-10 sees what a response headers policy added, and may change it",
    ...withFunctions(
      {
        onResponse: `response.headers['x-f'] = { value: response.headers['x-frame-options'].value };
          response.headers['x-frame-options'].value = 'changed';
          return response;`,
      },
      { behavior: { ResponseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03" } },
    ),
    steps: [
      { origin: fresh, expect: { headers: { "x-f": "SAMEORIGIN", "x-frame-options": "changed" } } },
    ],
  },
];

describe("functions on viewers' responses", () => testScenarios(responseScenarios));
describe("functions that fail", () => testScenarios(failureScenarios));

describe("functions and HTTP", () => {
  it("CF-FN-14 HTTP/1.1 viewers get a function's headers in title case", async () => {
    const stage = await TestStage.start(withFunctions({ onResponse: setHeader }));
    try {
      const received = await sendRaw(
        stage,
        "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      );
      expect(received).to.match(/\r\nX-F: set\r\n/);
    } finally {
      await stage.stop();
    }
  });

  it("CF-FN-22 tells which function failed and why, in the page and in the report", async () => {
    const stage = await TestStage.start(
      withFunctions({ onRequest: "console.log('before'); throw new Error('<no>');" }),
    );
    try {
      const notes = new Promise<readonly string[]>((resolve) =>
        stage.edge.watch((report) => resolve(report.notes)),
      );
      const { body } = await stage.send("/a");
      expect(body).to.include('The CloudFront function "on-request" failed');
      expect(body).to.include("Error: &lt;no> (line 5)");
      const [failure, log] = await notes;
      expect(failure).to.match(
        /^Function "on-request" on the viewer-request: FunctionExecutionError: Error: <no> \(line 5\) \(compute utilization \d+\)$/,
      );
      expect(log).to.equal('Function "on-request" logged: before');
    } finally {
      await stage.stop();
    }
  });

  it("CF-FN-31 Date is the edge's clock", async () => {
    const onRequest = "return { statusCode: 200, body: String(Date.now()) };";
    const stage = await TestStage.start(withFunctions({ onRequest }));
    try {
      expect((await stage.send("/a")).body).to.equal(String(stage.clock.now()));
    } finally {
      await stage.stop();
    }
  });
});
