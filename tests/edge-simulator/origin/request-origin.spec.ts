import { expect } from "chai";
import { PassThrough } from "node:stream";
import { OriginFailure, type OriginFailureKind, type OriginRequest } from "../../../edge-simulator";
import { requestOrigin } from "../../../edge-simulator/origin/request-origin";
import { compileDefaultBehavior } from "../support/compile-behavior";

interface Row {
  title: string;
  /** GET by default. */
  method?: string;
  hasBody?: boolean;
  kind?: OriginFailureKind;
  wasReused?: boolean;
  attempts?: number;
  asked: number;
}

const rows: Row[] = [
  { title: "CF-LIM-08 a GET is asked three times by default", method: "GET", asked: 3 },
  { title: "CF-LIM-08 as often as configured", method: "GET", attempts: 2, asked: 2 },
  { title: "CF-LIM-08 a POST too: nothing was sent", method: "POST", hasBody: true, asked: 3 },
  { title: "CF-LIM-15 a GET", method: "GET", kind: "read-timeout", asked: 3 },
  { title: "CF-LIM-15 a HEAD", method: "HEAD", kind: "read-timeout", asked: 3 },
  ...["DELETE", "OPTIONS", "PATCH", "PUT", "POST"].map((method): Row => {
    const title = `CF-LIM-15 CF-MTH-06 a ${method} isn't asked again`;
    return { title, method, hasBody: true, kind: "read-timeout", asked: 1 };
  }),
  {
    title: "CF-LIM-15 a DELETE without a body isn't asked again",
    ...{ method: "DELETE", kind: "read-timeout", asked: 1 },
  },
  ...[
    { title: "CF-LIM-08 once where it is told so", method: "GET", asked: 1 },
    { title: "a GET goes by another connection", method: "GET", wasReused: true, asked: 2 },
    { title: "a HEAD goes by another connection", method: "HEAD", wasReused: true, asked: 2 },
    { title: "a PUT doesn't", method: "PUT", wasReused: true, asked: 1 },
  ].map((row): Row => ({ ...row, kind: "closed", attempts: 1 })),
  { title: "three times, that one among them", kind: "closed", wasReused: true, asked: 3 },
  {
    title: "CF-LIM-15 a late answer, whatever its connection",
    ...{ kind: "read-timeout", wasReused: true, attempts: 1, asked: 1 },
  },
  { title: "a response that wasn't whole in time", kind: "completion-timeout", asked: 1 },
  { title: "CF-STO-04 an answer that isn't HTTP", kind: "invalid-response", asked: 1 },
  { title: "CF-LIM-03 headers that are too long", kind: "header-too-big", asked: 1 },
  { title: "nobody waits any more", kind: "aborted", asked: 1 },
];

describe("requestOrigin", () => {
  for (const row of rows) {
    it(`${row.title}: ${row.asked}`, async () => {
      const { origin } = compileDefaultBehavior({ origin: { ConnectionAttempts: row.attempts } });
      const { kind = "connect", wasReused } = row;
      let asked = 0;
      const connection = {
        request: () => {
          asked++;
          return Promise.reject(new OriginFailure(kind, { wasReused }));
        },
        close: () => Promise.resolve(),
      };
      const body = row.hasBody ? new PassThrough() : undefined;
      const request = { ...describeQuestion(row.method ?? "GET"), origin, body };
      const failure = await requestOrigin(connection, request).catch((error: unknown) => error);
      expect(failure).to.have.property("kind", kind);
      expect(asked).to.equal(row.asked);
    });
  }

  it("doesn't take a fault of its own for the origin's", async () => {
    const { origin } = compileDefaultBehavior({});
    const fault = new TypeError("no header");
    let asked = 0;
    const connection = {
      request: () => Promise.reject(++asked && fault),
      close: () => Promise.resolve(),
    };
    const request = { ...describeQuestion("GET"), origin };
    const failure = await requestOrigin(connection, request).catch((error: unknown) => error);
    expect([failure, asked]).to.deep.equal([fault, 1]);
  });
});

function describeQuestion(method: string): Omit<OriginRequest, "origin"> {
  return {
    baseUrl: "http://127.0.0.1",
    method,
    path: "/a",
    headers: {},
    body: undefined,
    signal: new AbortController().signal,
  };
}
