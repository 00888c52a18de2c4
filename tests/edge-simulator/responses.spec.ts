import { expect } from "chai";
import { managedCachePolicyIds, managedOriginRequestPolicyIds } from "../../edge-simulator";
import { HeldOrigin } from "./support/held-origin";
import { testScenarios, type Scenario } from "./support/scenario";
import { TestStage } from "./support/test-stage";

const cc = (value: string) => ({ "cache-control": value });
const forwardAll = { OriginRequestPolicyId: managedOriginRequestPolicyIds.AllViewer };
const cookie = "id=1; Path=/";

const cookies: Scenario[] = [
  {
    title: "CF-COOK-01 no Set-Cookie where no cookies are forwarded",
    steps: [
      {
        origin: { headers: { "set-cookie": cookie } },
        expect: { headers: { "set-cookie": null } },
      },
    ],
  },
  {
    title: 'CF-COOK-03 no-cache="Set-Cookie": only the first viewer gets it',
    behavior: forwardAll,
    steps: [
      {
        origin: { headers: { ...cc('no-cache="Set-Cookie", max-age=60'), "set-cookie": cookie } },
        expect: { result: "Miss" },
      },
      { expect: { result: "Hit", headers: { "set-cookie": null } } },
    ],
  },
];

const vary: Scenario[] = (
  [
    ["Accept-Encoding and Cookie stay", {}, "Accept-Encoding, Cookie", "Accept-Encoding, Cookie"],
    ["others go", {}, "Accept-Language, User-Agent, Accept-Encoding", "Accept-Encoding"],
    ["* goes", {}, "*", null],
    ["what is forwarded stays", { behavior: forwardAll }, "Accept-Language", "Accept-Language"],
    [
      "User-Agent stays where device headers are forwarded",
      { cache: { headers: ["CloudFront-Is-Mobile-Viewer"] } },
      "User-Agent",
      "User-Agent",
    ],
  ] as const
).map(([title, options, sent, received]) => ({
  title: `CF-RSP-05 Vary: ${title}`,
  ...options,
  steps: [{ origin: { headers: { vary: sent } }, expect: { headers: { vary: received } } }],
})) as Scenario[];

const headers: Scenario[] = [
  {
    title: "CF-RSP-04 headers of the connection and of another edge aren't passed on",
    steps: [
      {
        origin: {
          headers: {
            "x-cache": "Hit from elsewhere",
            via: "1.1 elsewhere",
            "keep-alive": "timeout=99",
            connection: "x-hop",
            "x-hop": "1",
            "x-whatever": "1",
          },
        },
        expect: {
          result: "Miss",
          headers: { "x-hop": null, "x-whatever": "1", connection: "keep-alive" },
        },
      },
    ],
  },
  {
    title: "CF-RSP-07 the origin's Server is kept",
    steps: [
      { origin: { headers: { server: "gunicorn" } }, expect: { headers: { server: "gunicorn" } } },
    ],
  },
  {
    title: "AMB-08 the origin's Age isn't added to the edge's",
    steps: [
      {
        origin: { headers: { ...cc("max-age=60"), age: "50" } },
        expect: { result: "Miss", headers: { age: null } },
      },
      { advanceSeconds: 20, expect: { result: "Hit", headers: { age: "20" } } },
    ],
  },
  {
    title: "CF-RSP-06 an error shows its age only when it comes from the cache",
    steps: [
      {
        origin: { status: 404, headers: { ...cc("max-age=60"), age: "50" } },
        expect: { result: "Error", headers: { age: null } },
      },
      { advanceSeconds: 20, expect: { result: "Error", headers: { age: "20" }, seen: 1 } },
    ],
  },
  ...[204, 304].map((status): Scenario => ({
    title: `a ${status} is whole, whatever length it declares`,
    steps: [
      {
        headers: { "if-none-match": '"one"' },
        origin: { status, headers: { "content-length": "99" } },
        expect: { status, result: "Miss", body: "", headers: { "content-length": null } },
      },
    ],
  })),
];

describe("responses", () => {
  describe("cookies", () => {
    testScenarios(cookies);

    it("CF-COOK-02 RFC-08 Set-Cookie is kept and replayed where cookies are forwarded", async () => {
      const stage = await TestStage.start({ behavior: forwardAll });
      try {
        stage.origin.respond({ headers: { ...cc("max-age=60"), "set-cookie": ["a=1", "b=2"] } });
        for (const result of ["Miss", "Hit"]) {
          const received = await stage.send("/a");
          expect([received.result, received.headers["set-cookie"]]).to.deep.equal([
            result,
            ["a=1", "b=2"],
          ]);
        }
      } finally {
        await stage.stop();
      }
    });
  });

  describe("vary", () => testScenarios(vary));
  describe("headers", () => testScenarios(headers));

  it("CF-RSP-06 an error past the cache is as old as its arrival", async () => {
    const origin = new HeldOrigin();
    const stage = await TestStage.start({
      behavior: { CachePolicyId: managedCachePolicyIds.CachingDisabled },
      edge: { originConnection: origin },
    });
    try {
      const sent = stage.send("/a");
      const held = await origin.waitFor(1);
      stage.clock.advance(5);
      held.respond(404, {}).end();
      const { status, headers: received } = await sent;
      expect([status, received.age]).to.deep.equal([404, undefined]);
    } finally {
      await stage.stop();
    }
  });

  it("CF-RSP-01 CF-RSP-02 CF-RSP-03 AMB-14 CF-HDR-16 every response says where it comes from (observed)", async () => {
    const stage = await TestStage.start({
      behavior: { CachePolicyId: managedCachePolicyIds.CachingDisabled },
      paths: [{ PathPattern: "/none", AllowedMethods: { Items: ["GET", "HEAD"] } }],
    });
    try {
      stage.origin.respond({ headers: { via: "1.1 elsewhere" } });
      const responses = [await stage.send("/a"), await stage.send("/none", { method: "DELETE" })];
      for (const { headers: received } of responses) {
        expect(received.via).to.match(/^1\.1 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$/);
        expect(received["x-amz-cf-id"]).to.match(/^[\w-]{54}==$/);
        expect(received["x-amz-cf-pop"]).to.match(/^[A-Z]{3}\d+-[CP]\d$/);
      }
      const [answered, refused] = responses;
      expect(stage.origin.lastSeen.headers["x-amz-cf-id"]).to.equal(
        answered?.headers["x-amz-cf-id"],
      );
      expect(refused?.body).to.include(`Request ID: ${String(refused?.headers["x-amz-cf-id"])}`);
      expect(refused?.body).to.include("not configured to allow the HTTP request method");
    } finally {
      await stage.stop();
    }
  });
});
