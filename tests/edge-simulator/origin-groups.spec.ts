import { expect } from "chai";
import {
  OriginFailure,
  type OriginConnection,
  type OriginFailureKind,
  type RequestReport,
} from "../../edge-simulator";
import { failsOver } from "../../edge-simulator/origin/failover";
import { compileDefaultBehavior } from "./support/compile-behavior";
import { grouped } from "./support/grouped-origins";
import { testScenarios, type Scenario } from "./support/scenario";
import { TestStage, type ViewerOptions } from "./support/test-stage";

const spare = { body: "spare" };

const failover: Scenario[] = [
  {
    title: "CF-OG-02 the second is asked after the first, at every request",
    ...grouped([404, 500]),
    steps: [
      {
        origin: { status: 500 },
        spare,
        expect: { status: 200, result: "Miss", body: "spare", seen: 1, spareSeen: 1 },
      },
      { origin: { status: 404 }, expect: { body: "spare", seen: 2, spareSeen: 2 } },
      { origin: { body: "web" }, expect: { body: "web", seen: 3, spareSeen: 2 } },
    ],
  },
  {
    title: "CF-OG-01 a status that isn't listed is the answer",
    ...grouped([404]),
    steps: [{ origin: { status: 500 }, expect: { status: 500, spareSeen: 0 } }],
  },
  ...(["HEAD", "OPTIONS"] as const).map((method): Scenario => ({
    title: `CF-OG-02 ${method} fails over`,
    ...grouped([500]),
    steps: [{ method, origin: { status: 500 }, spare, expect: { status: 200, spareSeen: 1 } }],
  })),
  ...(["POST", "PUT", "PATCH", "DELETE"] as const).map((method): Scenario => ({
    title: `CF-OG-02 ${method} doesn't fail over`,
    ...grouped([500]),
    steps: [{ method, origin: { status: 500 }, spare, expect: { status: 500, spareSeen: 0 } }],
  })),
  {
    title: "CF-OG-02 an OPTIONS that isn't cached doesn't fail over",
    ...grouped([500], { behavior: { AllowedMethods: { Items: ["GET", "HEAD", "OPTIONS"] } } }),
    steps: [{ method: "OPTIONS", origin: { status: 500 }, expect: { status: 500, spareSeen: 0 } }],
  },
  {
    title: "CF-OG-02 what the second answered is kept",
    ...grouped([500], { cache: { ttls: [0, 60, 60] } }),
    steps: [
      { origin: { status: 500 }, spare, expect: { body: "spare", seen: 1 } },
      { advanceSeconds: 59, expect: { body: "spare", result: "Hit", seen: 1, spareSeen: 1 } },
      { advanceSeconds: 1, expect: { body: "spare", result: "Miss", seen: 2, spareSeen: 2 } },
    ],
  },
  {
    title: "CF-OG-03 AMB-02 no connection: the second, where 503 is listed",
    ...grouped([503]),
    steps: [{ origin: "down", spare, expect: { status: 200, body: "spare" } }],
  },
  {
    title: "CF-OG-03 AMB-02 no connection: 502, where 503 isn't listed",
    ...grouped([500, 502, 504]),
    steps: [{ origin: "down", spare, expect: { status: 502, result: "Error", spareSeen: 0 } }],
  },
  {
    title: "CF-OG-02 CF-HOST-01 CF-HDR-21 CF-HDR-22 the second is asked in its own way",
    ...grouped([500], {
      spare: {
        OriginPath: "/v2",
        CustomHeaders: { Items: [{ HeaderName: "X-Origin", HeaderValue: "spare" }] },
      },
    }),
    steps: [
      {
        path: "/a?b",
        origin: { status: 500 },
        spare,
        expect: {
          spareAsked: "GET /v2/a",
          spareForwarded: { host: "spare.example.com", "x-origin": "spare" },
          forwarded: { host: "app.example.elasticbeanstalk.com", "x-origin": null },
        },
      },
    ],
  },
  {
    title: "CF-OG-04 the second's own error is the answer, also one that is listed",
    ...grouped([500, 503]),
    steps: [
      {
        origin: { status: 500 },
        spare: { status: 503, body: "spare failed" },
        expect: { status: 503, result: "Error", body: "spare failed", seen: 1, spareSeen: 1 },
      },
    ],
  },
  {
    title: "CF-OG-04 a second that can't be reached either",
    ...grouped([503], { spare: { ConnectionAttempts: 1 } }),
    steps: [{ origin: "down", spare: "down", expect: { status: 502, result: "Error" } }],
  },
];

const errorPage = {
  CustomErrorResponses: {
    Items: [404, 503].map((ErrorCode) => ({
      ErrorCode,
      ResponsePagePath: "/page.html",
      ResponseCode: "200",
    })),
  },
};

const pages: Scenario[] = [
  {
    title: "CF-OG-04 a custom error page for a status of the first that isn't listed",
    ...grouped([503], { root: { ...errorPage, ...grouped([503]).root } }),
    steps: [
      {
        origin: ({ url }) => (url === "/page.html" ? { body: "page" } : { status: 404 }),
        expect: { status: 200, result: "Error", body: "page", spareSeen: 0 },
      },
    ],
  },
  {
    title: "CF-OG-04 a custom error page for an error of the second",
    ...grouped([500], { root: { ...errorPage, ...grouped([500]).root } }),
    steps: [
      {
        origin: ({ url }) => (url === "/page.html" ? { body: "page" } : { status: 500 }),
        spare: { status: 503 },
        expect: { status: 200, result: "Error", body: "page", seen: 2, spareSeen: 1 },
      },
    ],
  },
];

const kinds: [id: string, kind: OriginFailureKind, status: number | undefined][] = [
  ["CF-OG-03", "dns", 503],
  ["CF-OG-03", "connect", 503],
  ["CF-OG-03", "connect-timeout", 503],
  ["CF-OG-03", "tls", 503],
  ["CF-OG-03", "read-timeout", 504],
  ["CF-OG-03", "completion-timeout", 504],
  ["what can't be read:", "closed", 502],
  ["what can't be read:", "invalid-response", 502],
  ["what can't be read:", "header-too-big", 502],
  ["a viewer who left:", "aborted", undefined],
];

describe("origin groups", () => {
  testScenarios(failover);
  testScenarios(pages);

  for (const [id, kind, expected] of kinds) {
    it(`${id} ${kind} counts as ${expected ?? "no failure"}`, () => {
      const statuses = [502, 503, 504] as const;
      const counting = statuses.filter((status) => {
        const { failover } = compileDefaultBehavior(grouped([status]));
        return failover !== undefined && failsOver(kind, failover);
      });
      expect(counting).to.deep.equal(expected === undefined ? [] : [expected]);
    });
  }

  it("CF-OG-04 AMB-02 a second to which no connection is made in time: 504", async () => {
    const originConnection: OriginConnection = {
      request: ({ origin }) =>
        Promise.reject(new OriginFailure(origin.id === "web" ? "connect" : "connect-timeout")),
      close: () => Promise.resolve(),
    };
    const stage = await TestStage.start({ ...grouped([503]), edge: { originConnection } });
    try {
      expect((await stage.send("/a")).status).to.equal(504);
      expect(stage.edge.stats().errorsByKind).to.deep.equal({ "connect-timeout": 1 });
    } finally {
      await stage.stop();
    }
  });

  it("CF-OG-02 a refresh in the background fails over too", async () => {
    const stage = await TestStage.start(grouped([500]));
    const swr = { "cache-control": "max-age=1, stale-while-revalidate=60" };
    try {
      stage.origin.respond({ headers: swr, body: "web" });
      await stage.send("/a");
      stage.clock.advance(2);
      stage.origin.respond({ status: 500 });
      stage.spare.respond({ headers: swr, body: "spare" });
      let received = await stage.send("/a");
      while (received.body === "web") {
        received = await stage.send("/a");
      }
      expect([received.result, received.body]).to.deep.equal(["Hit", "spare"]);
    } finally {
      await stage.stop();
    }
  });

  it("CF-OG-02 both requests are reported, and neither is an error", async () => {
    const stage = await TestStage.start(grouped([500]));
    try {
      const reported = new Promise<RequestReport>((resolve) => stage.edge.watch(resolve));
      stage.origin.respond({ status: 500 });
      await stage.send("/a");
      const { originExchanges } = await reported;
      expect(originExchanges.map(({ originId, status }) => [originId, status])).to.deep.equal([
        ["web", 500],
        ["spare", 200],
      ]);
      const { originRequests, errorsByKind } = stage.edge.stats();
      expect([originRequests, errorsByKind]).to.deep.equal([2, {}]);
    } finally {
      await stage.stop();
    }
  });

  it("CF-OG-02 a request with a body goes to one origin", async () => {
    const stage = await TestStage.start(grouped([500]));
    const options: ViewerOptions = { method: "OPTIONS", body: "x" };
    try {
      stage.origin.respond({ status: 500 });
      expect((await stage.send("/a", options)).status).to.equal(500);
      expect(stage.spare.seen).to.deep.equal([]);
    } finally {
      await stage.stop();
    }
  });
});
