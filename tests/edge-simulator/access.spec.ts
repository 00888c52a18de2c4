import { expect } from "chai";
import { EdgeSimulator, type OriginConnection } from "../../edge-simulator";
import { UndiciOriginConnection } from "../../edge-simulator/origin/undici-origin-connection";
import { describeDistribution } from "./support/distribution";
import { testScenarios, type Scenario, type Step } from "./support/scenario";
import { sendRaw } from "./support/send-raw";
import { makeEcdsaKey } from "./support/sign";
import { TestStage, type StageOptions } from "./support/test-stage";

const served = { status: 200 };
const refused = { status: 403, result: "Error", headers: { server: "CloudFront" } };
const blockedSentence =
  "The Amazon CloudFront distribution is configured to block access from your country.";

function restrictTo(
  kind: "whitelist" | "blacklist" | "none",
  countries: string[],
): StageOptions["root"] {
  return {
    Restrictions: { GeoRestriction: { RestrictionType: kind, Items: countries } },
  };
}

const countries: Scenario[] = [
  ...(
    [
      ["whitelist", "NZ", served],
      ["whitelist", "DE", refused],
      ["blacklist", "NZ", refused],
      ["blacklist", "DE", served],
      ["whitelist", undefined, served],
      ["blacklist", undefined, served],
    ] as const
  ).map(([kind, country, expected]): Scenario => ({
    title: `CF-GEO-01 ${kind} NZ, viewer in ${country ?? "an unknown country"}: ${expected.status}`,
    root: restrictTo(kind, ["FR", "NZ"]),
    paths: [{ PathPattern: "/b" }],
    edge: { country },
    steps: ["/a", "/b"].map((path) => ({
      path,
      expect: expected === served ? served : { ...refused, bodyIncludes: blockedSentence },
    })),
  })),
  {
    title: "CF-GEO-01 no restriction",
    root: restrictTo("none", []),
    edge: { country: "DE" },
    steps: [{ expect: served }],
  },
  {
    title: "CF-HDR-23 CF-HDR-18 the viewer's country, and never the viewer's word for it",
    forward: { headers: { whitelist: ["CloudFront-Viewer-Country"] } },
    edge: { country: "NZ" },
    steps: [
      {
        headers: { "cloudfront-viewer-country": "DE" },
        expect: { forwarded: { "cloudfront-viewer-country": "NZ" } },
      },
    ],
  },
  {
    title: "CF-HDR-23 no country that isn't known",
    forward: { headers: { whitelist: ["CloudFront-Viewer-Country"] } },
    steps: [
      {
        headers: { "cloudfront-viewer-country": "DE" },
        expect: { forwarded: { "cloudfront-viewer-country": null } },
      },
    ],
  },
];

const askFor = (host: string, expected: Step["expect"]): Step => ({
  headers: { host },
  expect: expected,
});

const hosts: Scenario[] = [
  {
    title: "CF-HOST-03 aliases are answered, and no other public name",
    root: { Aliases: { Items: ["WWW.example.com", "*.example.org"] } },
    steps: [
      askFor("www.example.com", served),
      askFor("www.EXAMPLE.com:8080", served),
      askFor("a.example.org", served),
      askFor("b.a.example.org", served),
      askFor("example.com", refused),
      askFor("a.www.example.com", refused),
      askFor("example.org", refused),
      askFor("badexample.org", refused),
      askFor("www.example.com.example.net", refused),
      askFor("cloudfront.net", refused),
    ],
  },
  {
    title: "CF-HOST-03 CloudFront's own names, and this machine's, are answered beside aliases",
    root: { Aliases: { Items: ["www.example.com"] } },
    steps: [
      { expect: served },
      ...[
        "d111111abcdef8.cloudfront.net",
        "localhost",
        "localhost:8080",
        "app.localhost:8080",
        "edge:8080",
        "192.0.2.1:8080",
        "[::1]",
        "[::1]:8080",
        "[::ffff:192.0.2.1]:8080",
      ].map((host) => askFor(host, served)),
    ],
  },
  {
    title: "every name is answered where there are no aliases",
    root: { Aliases: { Quantity: 0 } },
    steps: [askFor("www.example.com", served)],
  },
];

const cloudFront = (name: string) => `1.1 ${name}.cloudfront.net (CloudFront)`;
const through = (via: string, expected: Step["expect"]): Step => ({
  headers: { via },
  expect: expected,
});

const stacks: Scenario[] = [
  {
    title: "CF-LIM-14 a third distribution refuses what comes through two",
    steps: [
      through(cloudFront("a"), { status: 200, result: "Miss" }),
      through(`1.1 proxy, ${cloudFront("a")}, 1.0 fred`, { status: 200, result: "Hit" }),
      through(`${cloudFront("a")}, 1.1 proxy, ${cloudFront("b")}`, { ...refused, seen: 1 }),
    ],
  },
];

// Each breaks the rules from its own on: the first of them has to answer.
const order: Scenario[] = (
  [
    ["URL", { path: `/${"a".repeat(8192)}`, headers: { host: "b.example" } }, 414, "Bad request."],
    ["host", { headers: { host: "b.example" } }, 403, "Bad request."],
    ["country", {}, 403, blockedSentence],
    ["protocol", {}, 307, "307 Temporary Redirect"],
    ["method", {}, 403, "is not configured to allow the HTTP request method"],
    ["body", { method: "GET" }, 403, "Bad request."],
    ["signature", { method: "GET", body: undefined }, 403, "MissingKey"],
  ] as const
).map(([rule, changes, status, sentence], index): Scenario => {
  const isBeforeEnd = (last: number) => index <= last;
  return {
    title: `order of checks: ${rule}`,
    root: {
      Aliases: { Items: ["www.example.com"] },
      ...(isBeforeEnd(2) && restrictTo("blacklist", ["NZ"])),
    },
    behavior: {
      AllowedMethods: { Items: ["GET", "HEAD"] },
      TrustedKeyGroups: { Enabled: true, Items: ["group"] },
    },
    edge: {
      country: "NZ",
      viewerScheme: isBeforeEnd(3) ? "http" : "https",
      keyGroups: { group: { K1: makeEcdsaKey("K1").publicKey } },
    },
    steps: [
      {
        method: "POST",
        body: "x",
        headers: { host: "www.example.com" },
        ...changes,
        expect: { status, seen: 0, bodyIncludes: sentence },
      },
    ],
  };
});

describe("access", () => {
  describe("countries", () => testScenarios(countries));
  describe("hosts", () => testScenarios(hosts));
  describe("stacked distributions", () => testScenarios(stacks));
  describe("order", () => testScenarios(order));

  it("CF-HOST-03 HTTP/1.0 names no host that could be wrong", async () => {
    const stage = await TestStage.start({ root: { Aliases: { Items: ["www.example.com"] } } });
    try {
      expect(await sendRaw(stage, "GET /a HTTP/1.0\r\n\r\n")).to.match(/^HTTP\/1\.1 200 /);
    } finally {
      await stage.stop();
    }
  });

  it("CF-LIM-14 an edge that is its own origin doesn't wait for itself", async () => {
    // The origin's address is known once the edge listens.
    const connection = new UndiciOriginConnection();
    let edgeUrl = "";
    const originConnection: OriginConnection = {
      request: (request) => connection.request({ ...request, baseUrl: edgeUrl }),
      close: () => connection.close(),
    };
    const edge = new EdgeSimulator({ distribution: describeDistribution(), originConnection });
    try {
      ({ url: edgeUrl } = await edge.start());
      const response = await fetch(`${edgeUrl}/a`);
      expect(response.status).to.equal(403);
      expect(edge.stats().originRequests).to.equal(1);
    } finally {
      await edge.dispose();
    }
  });

  it("says why it refuses for whoever watches", async () => {
    const stage = await TestStage.start({
      root: { Aliases: { Items: ["www.example.com"] }, ...restrictTo("blacklist", ["NZ"]) },
      edge: { country: "NZ" },
    });
    try {
      const notes: string[] = [];
      stage.edge.watch((report) => notes.push(...report.notes));
      await stage.send("/a", { headers: { host: "www.example.org" } });
      await stage.send("/a");
      expect(notes).to.deep.equal([
        "The host www.example.org is none of the Aliases.",
        "Restrictions keep viewers in NZ out.",
      ]);
    } finally {
      await stage.stop();
    }
  });
});
