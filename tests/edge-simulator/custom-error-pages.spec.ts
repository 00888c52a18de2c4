import { expect } from "chai";
import type { RequestReport } from "../../edge-simulator";
import { failing, fromSpare, page, withPages } from "./support/error-pages";
import { testScenarios, type Scenario } from "./support/scenario";
import { sendRaw } from "./support/send-raw";
import { TestStage } from "./support/test-stage";

const fetching: Scenario[] = [
  {
    title: "CF-CER-03 CF-XC-04 the page under the status configured for it, as an Error",
    root: withPages([404]),
    steps: [
      {
        origin: failing({ status: 404, body: "none" }),
        expect: { status: 200, result: "Error", body: "page", seen: 2 },
      },
      { expect: { status: 200, result: "Error", body: "page", seen: 2 } },
      { path: "/b", expect: { status: 200, body: "page", seen: 3, asked: "GET /b" } },
    ],
  },
  {
    title: "CF-CER-03 from the origin of the behavior that the page's path matches",
    ...fromSpare,
    root: withPages([500], "503"),
    steps: [
      {
        path: "/a?q=1",
        origin: { status: 500 },
        spare: page,
        expect: {
          ...{ status: 503, result: "Error", body: "page", seen: 1, spareSeen: 1 },
          spareAsked: "GET /errors/page.html",
          spareForwarded: { host: "spare.example.com" },
        },
      },
    ],
  },
  {
    title: "CF-CER-03 other errors are as they were",
    root: withPages([404]),
    steps: [
      {
        origin: { status: 500, body: "failed" },
        expect: { status: 500, result: "Error", body: "failed", seen: 1 },
      },
    ],
  },
  {
    title: "CF-CER-03 CF-MTH-02 for an error that is the edge's own",
    root: withPages([403]),
    behavior: { AllowedMethods: { Items: ["GET", "HEAD"] } },
    steps: [
      {
        method: "DELETE",
        origin: page,
        expect: { status: 200, result: "Error", body: "page", asked: "GET /errors/page.html" },
      },
    ],
  },
  {
    title: "CF-CER-03 CF-GW-01 for an origin that can't be reached",
    ...fromSpare,
    root: withPages([502]),
    steps: [
      { origin: "down", spare: page, expect: { status: 200, result: "Error", body: "page" } },
      { expect: { status: 200, result: "Error", body: "page", spareSeen: 1 } },
    ],
  },
  {
    title: "CF-CER-03 for a POST, fetched without its body",
    root: withPages([500]),
    steps: [
      {
        method: "POST",
        body: "x",
        headers: { "content-type": "text/plain" },
        origin: failing({ status: 500 }),
        expect: {
          ...{ status: 200, result: "Error", body: "page", asked: "GET /errors/page.html" },
          forwarded: { "content-type": null, "content-length": null },
        },
      },
    ],
  },
  {
    title: "CF-CER-03 for a HEAD, asked for by HEAD",
    root: withPages([404]),
    steps: [
      {
        method: "HEAD",
        origin: failing({ status: 404 }),
        expect: {
          ...{ status: 200, result: "Error", body: "", seen: 2 },
          asked: "HEAD /errors/page.html",
        },
      },
      { method: "HEAD", expect: { status: 200, result: "Error", body: "", seen: 2 } },
    ],
  },
  {
    title: "CF-CER-03 whatever copy of its own object the viewer has",
    root: withPages([404]),
    steps: [
      {
        headers: { "if-none-match": '"one"', "if-modified-since": new Date(0).toUTCString() },
        origin: failing({ status: 404 }, { headers: { etag: '"one"' }, body: "page" }),
        expect: {
          ...{ status: 200, body: "page", asked: "GET /errors/page.html" },
          forwarded: { "if-none-match": null, "if-modified-since": null },
        },
      },
      { headers: { "if-none-match": '"one"' }, expect: { status: 200, body: "page" } },
    ],
  },
  {
    title: "CF-CER-03 CF-RHP-01 with the response headers policy of the viewer's request",
    root: withPages([404]),
    paths: [{ PathPattern: "/api/*", ResponseHeadersPolicyId: "marking" }],
    edge: {
      policies: {
        responseHeadersPolicies: {
          marking: {
            CustomHeadersConfig: { Items: [{ Header: "X-Api", Value: "1", Override: true }] },
          },
        },
      },
    },
    steps: [
      {
        path: "/api/a",
        origin: failing({ status: 404 }),
        expect: { body: "page", headers: { "x-api": "1" } },
      },
      { path: "/a", expect: { body: "page", headers: { "x-api": null } } },
    ],
  },
];

const noStore = { "cache-control": "no-store" };

const missing: Scenario[] = [
  {
    title: "CF-CER-05 a page that can't be had: the status that came instead",
    ...fromSpare,
    root: withPages([500]),
    steps: [
      {
        origin: { status: 500 },
        spare: { status: 403, body: "no entry" },
        expect: { status: 403, result: "Error", body: "no entry" },
      },
    ],
  },
  {
    title: "CF-CER-05 a page that can't be had: no other page stands for it",
    ...fromSpare,
    root: {
      CustomErrorResponses: {
        Items: [
          { ErrorCode: 500, ResponsePagePath: "/errors/500.html", ResponseCode: "200" },
          { ErrorCode: 403, ResponsePagePath: "/errors/403.html", ResponseCode: "200" },
        ],
      },
    },
    steps: [
      {
        origin: { status: 500 },
        spare: { status: 403, body: "no entry" },
        expect: { status: 403, body: "no entry", spareSeen: 1 },
      },
    ],
  },
  {
    title: "CF-CER-05 a page that redirects: the redirect, as an Error",
    ...fromSpare,
    root: withPages([500]),
    steps: [
      {
        origin: { status: 500 },
        spare: { status: 302, headers: { location: "/login" } },
        expect: { status: 302, result: "Error", headers: { location: "/login" } },
      },
    ],
  },
  {
    title: "CF-CER-05 CF-GW-01 a page whose origin can't be reached",
    ...fromSpare,
    root: withPages([500]),
    steps: [{ origin: { status: 500 }, spare: "down", expect: { status: 502, result: "Error" } }],
  },
  {
    title: "CF-CER-05 a page that is missing isn't looked for again",
    root: withPages([404, 500]),
    steps: [
      {
        origin: failing({ status: 500 }, { status: 404, headers: noStore, body: "no page" }),
        expect: { status: 404, result: "Error", body: "no page", seen: 2 },
      },
      {
        path: "/errors/page.html",
        expect: { status: 404, result: "Error", body: "no page", seen: 3 },
      },
    ],
  },
];

const connections: Scenario[] = [
  ...[400, 405, 414, 416, 500, 501].map((status) => [status, "close"] as const),
  ...[403, 404, 502, 503, 504].map((status) => [status, "keep-alive"] as const),
].map(([status, connection]) => ({
  title: `CF-CER-08 after the page for ${status}: ${connection}`,
  root: withPages([status]),
  steps: [
    {
      origin: failing({ status }),
      expect: { status: 200, result: "Error", body: "page", headers: { connection } },
    },
  ],
}));

describe("custom error pages", () => {
  testScenarios(fetching);
  testScenarios(missing);
  testScenarios(connections);

  it("CF-CER-03 the body of an error that has a page isn't waited for", async () => {
    const stage = await TestStage.start({ root: withPages([500]) });
    try {
      stage.origin.handle(({ url }, response) => {
        if (url === "/a") {
          response.writeHead(500).write("endless");
        } else {
          response.end("page");
        }
      });
      for (const request of ["first", "second"]) {
        expect((await stage.send("/a")).body, request).to.equal("page");
      }
      expect(stage.origin.seen.length).to.equal(2);
    } finally {
      await stage.stop();
    }
  });

  it("CF-CER-07 not for a request that can't be right", async () => {
    const stage = await TestStage.start({ root: withPages([400]) });
    try {
      const answer = await sendRaw(stage, "GET /a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
      expect(answer.split("\r\n")[0]).to.equal("HTTP/1.1 400 Bad Request");
      expect(stage.origin.seen).to.deep.equal([]);
    } finally {
      await stage.stop();
    }
  });

  it("CF-CER-06 is reported as an Error with the page's status, with all requests to origins", async () => {
    const stage = await TestStage.start({ root: withPages([404]) });
    try {
      const reported = new Promise<RequestReport>((resolve) => stage.edge.watch(resolve));
      stage.origin.respond(failing({ status: 404 }));
      await stage.send("/a");
      const report = await reported;
      expect([report.status, report.result]).to.deep.equal([200, "Error"]);
      expect(report.originExchanges.map(({ path, status }) => [path, status])).to.deep.equal([
        ["/a", 404],
        ["/errors/page.html", 200],
      ]);
      expect([report.cacheKey?.split("\n")[0], report.lookup]).to.deep.equal(["GET /a", "absent"]);
      expect(report.notes).to.deep.equal(["The custom error page /errors/page.html for 404: 200."]);
    } finally {
      await stage.stop();
    }
  });
});
