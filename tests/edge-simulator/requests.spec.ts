import { expect } from "chai";
import { managedOriginRequestPolicyIds } from "../../edge-simulator";
import { allMethods } from "./support/distribution";
import { testScenarios, type Scenario } from "./support/scenario";
import { sendRaw } from "./support/send-raw";
import { TestStage } from "./support/test-stage";

const read = { Items: ["GET", "HEAD"] };
const plainHttp = { viewerScheme: "http" as const };
const refused = { status: 403, result: "Error", headers: { server: "CloudFront" }, seen: 0 };

const routing: Scenario[] = [
  {
    title: "CF-RT-02 CF-RT-03 a behavior by its path, the raw path to the origin",
    behavior: { AllowedMethods: read },
    paths: [{ PathPattern: "/api/*", AllowedMethods: { Items: allMethods } }],
    steps: [
      { method: "POST", body: "x", path: "/api/x", expect: { status: 200, asked: "POST /api/x" } },
      { method: "POST", body: "x", path: "/x", expect: { status: 403 } },
      { method: "POST", body: "x", path: "/x/../api/y", expect: { asked: "POST /x/../api/y" } },
    ],
  },
  {
    title: "CF-RT-04 AMB-19 the default root object stands for / alone, for all methods",
    root: { DefaultRootObject: "index.html" },
    behavior: { AllowedMethods: read },
    paths: [{ PathPattern: "/index.html", AllowedMethods: { Items: allMethods } }],
    steps: [
      { path: "/", expect: { status: 200, asked: "GET /index.html" } },
      { path: "/index.html", expect: { result: "Hit", seen: 1 } },
      { path: "/", method: "POST", body: "x", expect: { asked: "POST /index.html" } },
      { path: "/sub/", expect: { asked: "GET /sub/" } },
      { path: "/?a=b", expect: { result: "Hit" } },
      { path: "///", expect: { asked: "GET ///" } },
    ],
  },
  {
    title: "CF-RT-04 a default root object with a path doesn't stand for its directory",
    root: { DefaultRootObject: "install/index.html" },
    steps: [
      { path: "/", expect: { asked: "GET /install/index.html" } },
      { path: "/install/", expect: { asked: "GET /install/" } },
    ],
  },
];

const methods: Scenario[] = [
  ...["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"].map((method): Scenario => ({
    title: `CF-MTH-01 CF-MTH-06 ${method} is allowed among all methods`,
    steps: [
      {
        method: method as "GET",
        body: ["GET", "HEAD", "OPTIONS"].includes(method) ? undefined : "x",
        expect: { status: 200, asked: `${method} /a` },
      },
    ],
  })),
  ...["OPTIONS", "PUT", "POST", "PATCH", "DELETE"].map((method): Scenario => ({
    title: `CF-MTH-02 ${method} isn't allowed among GET and HEAD`,
    behavior: { AllowedMethods: read },
    steps: [{ method: method as "GET", expect: refused }],
  })),
  {
    title: "CF-MTH-03 RFC-10 a GET with a body",
    steps: [
      { body: "x", expect: refused },
      { headers: { "content-length": "0" }, expect: { status: 200 } },
    ],
  },
  { title: "CF-MTH-09 TRACE", steps: [{ method: "TRACE", expect: refused }] },
];

const protocols: Scenario[] = [
  {
    title: "CF-VPP-01 allow-all answers plain http",
    edge: plainHttp,
    behavior: { ViewerProtocolPolicy: "allow-all" },
    steps: [{ expect: { status: 200 } }],
  },
  {
    title: "CF-VPP-02 CF-VPP-04 CF-XC-05 redirect-to-https",
    edge: plainHttp,
    steps: [
      {
        path: "/a?b=c",
        headers: { host: "www.example.com" },
        expect: {
          status: 301,
          result: "Redirect",
          seen: 0,
          headers: {
            location: "https://www.example.com/a?b=c",
            server: "CloudFront",
            "content-type": "text/html",
            "content-length": "167",
          },
        },
      },
      { method: "HEAD", expect: { status: 301, body: "" } },
      { method: "POST", body: "x", expect: { status: 307, result: "Redirect", seen: 0 } },
      { method: "OPTIONS", expect: { status: 307 } },
      ...(["PUT", "PATCH", "DELETE"] as const).map((method) => ({
        method,
        expect: { status: 307, result: "Redirect" },
      })),
    ],
  },
  {
    title: "CF-VPP-03 https-only refuses plain http",
    edge: plainHttp,
    behavior: { ViewerProtocolPolicy: "https-only" },
    steps: [{ expect: refused }],
  },
  {
    title: "the listening port counts as https unless told otherwise",
    steps: [{ expect: { status: 200 } }],
  },
];

describe("requests", () => {
  describe("routing", () => testScenarios(routing));
  describe("methods", () => testScenarios(methods));
  describe("viewer protocol", () => testScenarios(protocols));

  const rawRows: [title: string, options: object, request: string, firstLine: string][] = [
    [
      "CF-VPP-02 a POST over HTTP/1.0 isn't redirected",
      { edge: plainHttp },
      "POST /a HTTP/1.0\r\nHost: a\r\nContent-Length: 1\r\n\r\nx",
      "HTTP/1.1 403 Forbidden",
    ],
    [
      "CF-VPP-02 a GET over HTTP/1.0 is redirected like any other",
      { edge: plainHttp },
      "GET /a HTTP/1.0\r\nHost: a\r\n\r\n",
      "HTTP/1.1 301 Moved Permanently",
    ],
    [
      "CF-LIM-01 a path and a query of 8,193 bytes together",
      {},
      `GET /${"a".repeat(4095)}?${"b".repeat(4096)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      "HTTP/1.1 414 URI Too Long",
    ],
    [
      "CF-LIM-01 a URL of 8,193 bytes",
      {},
      `GET /${"a".repeat(8192)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      "HTTP/1.1 414 URI Too Long",
    ],
  ];
  for (const [title, options, request, firstLine] of rawRows) {
    it(title, async () => {
      const stage = await TestStage.start(options);
      try {
        expect((await sendRaw(stage, request)).split("\r\n")[0]).to.equal(firstLine);
      } finally {
        await stage.stop();
      }
    });
  }

  it("what Connection names is neither in the key nor passed on", async () => {
    const stage = await TestStage.start({
      cache: { headers: ["X-Variant"] },
      behavior: { OriginRequestPolicyId: managedOriginRequestPolicyIds.AllViewer },
    });
    const lines = "GET /a HTTP/1.1\r\nHost: a\r\nX-Variant: 1\r\nConnection: close, X-Variant\r\n";
    try {
      await sendRaw(stage, `${lines}\r\n`);
      expect(stage.origin.lastSeen.headers["x-variant"]).to.equal(undefined);
      expect((await stage.send("/a", { headers: { "x-variant": "1" } })).result).to.equal("Miss");
      expect((await stage.send("/a")).result).to.equal("Hit");
    } finally {
      await stage.stop();
    }
  });

  it("CF-MTH-06 streams a body to the origin", async () => {
    const stage = await TestStage.start();
    const body = "x".repeat(300_000);
    try {
      await stage.send("/a", { method: "PUT", body });
      expect(stage.origin.lastSeen.body).to.equal(body);
    } finally {
      await stage.stop();
    }
  });
});
