import { expect } from "chai";
import { checkResult } from "../../../edge-simulator/functions/check-result";
import { requestEvent, responseEvent } from "../support/run-function";

const { request } = requestEvent;
const { response } = responseEvent;

const disallowed = [
  ...["Connection", "Expect", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization"],
  ...["Proxy-Connection", "Trailer", "Upgrade", "X-Accel-Buffering", "X-Amz-Cf-Id"],
  ...["X-Amzn-Auth", "X-Amzn-Cf-Billing", "X-Amzn-Cf-Id", "X-Amzn-Cf-Xff", "X-Amzn-Errortype"],
  ...["X-Amzn-Fle-Profile", "X-Amzn-Header-Count", "X-Amzn-Header-Order", "X-Amzn-RequestId"],
  ...["X-Amzn-Lambda-Integration-Tag", "X-Cache", "X-Edge-Location", "X-Forwarded-Proto"],
  ...["X-Real-IP", "CloudFront-Viewer-Cert-PEM", "Client-Cert", "Client-Cert-Chain"],
];
const value = { value: "1" };

type Row = [title: string, result: unknown, outcome: string];

const requestRows: Row[] = [
  ["CF-FN-06 the request itself", request, "request"],
  ["CF-FN-06 another path", { ...request, uri: "/b" }, "request"],
  ["CF-FN-06 a path without slash", { ...request, uri: "b" }, "request.uri must begin with /"],
  ["CF-FN-06 a path with a query", { ...request, uri: "/b?c" }, "request.uri must begin with /"],
  ["CF-FN-06 another method", { ...request, method: "POST" }, "request.method is read-only"],
  ["CF-FN-12 a query as text", { ...request, querystring: "a=1&b" }, "request"],
  ["CF-FN-21 a query with a space", { ...request, querystring: "a b" }, "request.querystring"],
  ["CF-FN-21 a query with #", { ...request, querystring: { a: { value: "#" } } }, "request.query"],
  ["CF-FN-22 nothing", undefined, "it must return a request or a response"],
  ["CF-FN-22 a list", [request], "it must return a request or a response"],
  ["CF-FN-22 text", "request", "it must return a request or a response"],
  ["CF-FN-11 a header without value", { ...request, headers: { a: "1" } }, "request.headers.a"],
  ["CF-FN-11 a number", { ...request, headers: { a: { value: 1 } } }, "request.headers.a.value"],
  [
    "CF-FN-11 a header of two lines",
    { ...request, headers: { a: { value: "1\r\nb: 2" } } },
    "request.headers.a.value must be one line",
  ],
  ["CF-FN-11 a name with a space", { ...request, headers: { "a b": value } }, "request.headers"],
  ["CF-FN-30 8191 bytes of path and query", { ...request, uri: `/${"a".repeat(8186)}` }, "request"],
  [
    "CF-FN-30 8192 bytes of path and query",
    { ...request, uri: `/${"a".repeat(8188)}` },
    "uri and querystring must stay below 8192 bytes",
  ],
  ["CF-FN-05 a response", { statusCode: 404 }, "response"],
  ["CF-FN-13 a body as text", { statusCode: 200, body: "a" }, "response"],
  [
    "CF-FN-13 a body in base64",
    { statusCode: 200, body: { encoding: "base64", data: "aGk=" } },
    "response",
  ],
  [
    "CF-FN-13 a body in another encoding",
    { statusCode: 200, body: { encoding: "hex", data: "00" } },
    "response.body",
  ],
  ["CF-FN-10 a status as text", { statusCode: "200" }, "response.statusCode"],
  ["CF-FN-10 a status that is none", { statusCode: 99 }, "response.statusCode"],
  ...["host", "Host", "via", "cdn-loop", "content-length", "transfer-encoding"].map((name): Row => [
    `CF-FN-21 another ${name}`,
    { ...request, headers: { ...request.headers, [name]: value } },
    `the header "${name.toLowerCase()}" is read-only`,
  ]),
  ...disallowed.map((name): Row => [
    `CF-FN-20 ${name} in a request`,
    { ...request, headers: { [name]: value } },
    `the header "${name.toLowerCase()}" must not be added`,
  ]),
];

const responseRows: Row[] = [
  ["CF-FN-10 the response itself", response, "response"],
  ["CF-FN-22 the request", request, "response.statusCode"],
  ["CF-FN-22 nothing", undefined, "it must return a response"],
  ["CF-FN-20 X-Cache in a response", { statusCode: 200, headers: { "x-cache": value } }, "the he"],
  ...["warning", "via"].map((name): Row => [
    `CF-FN-21 another ${name}`,
    { statusCode: 200, headers: { [name]: value } },
    `the header "${name}" is read-only`,
  ]),
  ...["content-length", "content-encoding"].map((name): Row => [
    `CF-FN-21 another ${name}, which functions may write`,
    { statusCode: 200, headers: { [name]: value } },
    "response",
  ]),
];

describe("checkResult", () => {
  for (const [event, rows] of [
    [requestEvent, requestRows],
    [responseEvent, responseRows],
  ] as const) {
    for (const [title, result, outcome] of rows) {
      it(`${title} (${event.context.eventType})`, () => {
        const checked = checkResult(event, result);
        const actual = checked.kind === "invalid" ? checked.reason : checked.kind;
        expect(actual.slice(0, outcome.length)).to.equal(outcome);
      });
    }
  }
});
