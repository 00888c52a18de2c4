import { expect } from "chai";
import { PassThrough } from "node:stream";
import { OriginFailure, type OriginFailureKind, type OriginRequest } from "../../../edge-simulator";
import { requestOrigin } from "../../../edge-simulator/origin/request-origin";
import { compileDefaultBehavior } from "../support/compile-behavior";

interface Row {
  title: string;
  method: string;
  hasBody?: boolean;
  kind?: OriginFailureKind;
  attempts?: number;
  asked: number;
}

const rows: Row[] = [
  { title: "CF-LIM-08 a GET is asked three times by default", method: "GET", asked: 3 },
  { title: "CF-LIM-15 a HEAD too", method: "HEAD", kind: "read-timeout", asked: 3 },
  { title: "CF-LIM-08 as often as configured", method: "GET", attempts: 2, asked: 2 },
  { title: "CF-LIM-15 CF-MTH-06 a POST once", method: "POST", hasBody: true, asked: 1 },
  { title: "CF-LIM-15 an OPTIONS once", method: "OPTIONS", asked: 1 },
  { title: "CF-LIM-15 a DELETE once", method: "DELETE", kind: "read-timeout", asked: 1 },
  {
    title: "CF-STO-04 an answer that isn't HTTP",
    method: "GET",
    kind: "invalid-response",
    asked: 1,
  },
  { title: "nobody waits any more", method: "GET", kind: "aborted", asked: 1 },
];

describe("requestOrigin", () => {
  for (const row of rows) {
    it(row.title, async () => {
      const { origin } = compileDefaultBehavior({ origin: { ConnectionAttempts: row.attempts } });
      let asked = 0;
      const connection = {
        request: () => {
          asked++;
          return Promise.reject(new OriginFailure(row.kind ?? "connect"));
        },
        close: () => Promise.resolve(),
      };
      const body = row.hasBody ? new PassThrough() : undefined;
      const request = { ...describeQuestion(row.method), origin, body };
      const failure = await requestOrigin(connection, request).catch((error: unknown) => error);
      expect(failure).to.have.property("kind", row.kind ?? "connect");
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
