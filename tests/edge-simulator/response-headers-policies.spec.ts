import { expect } from "chai";
import {
  managedResponseHeadersPolicyIds,
  type EdgeSimulatorOptions,
  type ResponseHeadersPolicyConfig,
} from "../../edge-simulator";
import { testScenarios, type Scenario } from "./support/scenario";
import { TestStage } from "./support/test-stage";

const cc = (value: string) => ({ "cache-control": value });

/** A stage whose default behavior has this response headers policy. */
function withPolicy(policy: ResponseHeadersPolicyConfig): Pick<Scenario, "edge" | "behavior"> {
  const responseHeadersPolicies = { "test-headers-policy": policy };
  const behavior = { ResponseHeadersPolicyId: "test-headers-policy" };
  const edge: Partial<EdgeSimulatorOptions> = {
    policies: { responseHeadersPolicies },
  };
  return { edge, behavior };
}

function withManagedPolicy(
  name: keyof typeof managedResponseHeadersPolicyIds,
): Pick<Scenario, "behavior"> {
  return { behavior: { ResponseHeadersPolicyId: managedResponseHeadersPolicyIds[name] } };
}

const custom = (value: string, override: boolean): ResponseHeadersPolicyConfig => ({
  CustomHeadersConfig: { Items: [{ Header: "X-Custom", Value: value, Override: override }] },
});

const corsPolicy = (override: boolean): ResponseHeadersPolicyConfig => ({
  CorsConfig: {
    AccessControlAllowOrigins: { Items: ["https://good.example"] },
    AccessControlAllowHeaders: { Items: ["X-One", "X-Two"] },
    AccessControlAllowMethods: { Items: ["ALL"] },
    AccessControlAllowCredentials: true,
    AccessControlMaxAgeSec: 600,
    OriginOverride: override,
  },
});
const fromGood = { origin: "https://good.example" };

const policies: Scenario[] = [
  {
    title: "CF-RHP-01 the policy holds for misses and hits, and changes no TTL",
    ...withPolicy({
      CustomHeadersConfig: {
        Items: [{ Header: "Cache-Control", Value: "max-age=5", Override: true }],
      },
    }),
    steps: [
      {
        origin: { headers: cc("max-age=60") },
        expect: { result: "Miss", headers: cc("max-age=5") },
      },
      { advanceSeconds: 59, expect: { result: "Hit", headers: cc("max-age=5") } },
    ],
  },
  {
    title: "CF-RHP-02 CF-RHP-04 first removed, then added; Server becomes CloudFront",
    ...withPolicy({
      RemoveHeadersConfig: { Items: [{ Header: "Server" }, { Header: "X-Custom" }] },
      ...custom("policy", false),
    }),
    steps: [
      {
        origin: { headers: { server: "gunicorn", "x-custom": "origin" } },
        expect: { headers: { server: "CloudFront", "x-custom": "policy" } },
      },
    ],
  },
  {
    title: "CF-RHP-05 override replaces the origin's header",
    ...withPolicy(custom("policy", true)),
    steps: [
      {
        origin: { headers: { "x-custom": "origin" } },
        expect: { headers: { "x-custom": "policy" } },
      },
    ],
  },
  {
    title: "CF-RHP-05 without override the origin's header stays",
    ...withPolicy(custom("policy", false)),
    steps: [
      {
        origin: { headers: { "x-custom": "origin" } },
        expect: { headers: { "x-custom": "origin" } },
      },
    ],
  },
  {
    title: "CF-RHP-05 CF-MRHP-SecurityHeadersPolicy",
    ...withManagedPolicy("SecurityHeadersPolicy"),
    steps: [
      {
        origin: { headers: { "x-content-type-options": "origin", "x-frame-options": "DENY" } },
        expect: {
          headers: {
            "referrer-policy": "strict-origin-when-cross-origin",
            "strict-transport-security": "max-age=31536000",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "x-xss-protection": "1; mode=block",
          },
        },
      },
    ],
  },
  {
    title: "CF-RHP-01 also on a page that the edge makes for a failing origin",
    ...withManagedPolicy("SecurityHeadersPolicy"),
    steps: [
      { origin: "down", expect: { status: 502, headers: { "x-frame-options": "SAMEORIGIN" } } },
    ],
  },
  {
    title: "CF-RHP-06 CF-MRHP-SimpleCORS for cross-origin requests alone",
    ...withManagedPolicy("SimpleCORS"),
    steps: [
      { expect: { headers: { "access-control-allow-origin": null } } },
      {
        headers: fromGood,
        expect: { result: "Hit", headers: { "access-control-allow-origin": "*" } },
      },
    ],
  },
  {
    title: "CF-RHP-06 CF-MRHP-CORS-With-Preflight answers a preflight",
    ...withManagedPolicy("CORS-With-Preflight"),
    steps: [
      {
        method: "OPTIONS",
        headers: { ...fromGood, "access-control-request-method": "PUT" },
        expect: {
          headers: {
            "access-control-allow-origin": "*",
            "access-control-allow-methods": "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
            "access-control-expose-headers": "*",
          },
        },
      },
      {
        headers: fromGood,
        expect: {
          headers: { "access-control-allow-origin": "*", "access-control-allow-methods": null },
        },
      },
    ],
  },
  {
    title: "CF-MRHP-CORS-and-SecurityHeadersPolicy",
    ...withManagedPolicy("CORS-and-SecurityHeadersPolicy"),
    steps: [
      {
        method: "OPTIONS",
        headers: { ...fromGood, "access-control-request-method": "PUT" },
        expect: {
          headers: {
            "access-control-allow-origin": "*",
            "access-control-allow-methods": null,
            "x-content-type-options": "nosniff",
            "x-frame-options": "SAMEORIGIN",
          },
        },
      },
    ],
  },
  {
    title: "CF-MRHP-CORS-with-preflight-and-SecurityHeadersPolicy",
    ...withManagedPolicy("CORS-with-preflight-and-SecurityHeadersPolicy"),
    steps: [
      {
        method: "OPTIONS",
        headers: { ...fromGood, "access-control-request-method": "PUT" },
        expect: {
          headers: {
            "access-control-allow-origin": "*",
            "access-control-allow-methods": "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
            "x-content-type-options": "nosniff",
            "x-frame-options": "SAMEORIGIN",
          },
        },
      },
    ],
  },
  {
    title: "CF-RHP-06 AMB-06 without override any CORS header of the origin keeps the policy's out",
    ...withPolicy(corsPolicy(false)),
    steps: [
      {
        origin: { headers: { "access-control-allow-methods": "GET" } },
        headers: fromGood,
        expect: { headers: { "access-control-allow-origin": null } },
      },
    ],
  },
  {
    title: "CF-RHP-06 CF-RHP-07 with override the policy's headers replace the origin's",
    ...withPolicy(corsPolicy(true)),
    steps: [
      {
        origin: { headers: { "access-control-allow-origin": "*" } },
        headers: fromGood,
        expect: {
          headers: {
            "access-control-allow-origin": "https://good.example",
            "access-control-allow-credentials": "true",
            "access-control-max-age": null,
          },
        },
      },
      {
        method: "OPTIONS",
        headers: { ...fromGood, "access-control-request-method": "PUT" },
        expect: {
          headers: {
            "access-control-allow-methods": "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
            "access-control-allow-headers": "X-One, X-Two",
            "access-control-max-age": "600",
          },
        },
      },
      {
        headers: { origin: "https://bad.example" },
        expect: { headers: { "access-control-allow-credentials": null } },
      },
    ],
  },
];

const allowedOrigins: [allowed: string, viewerOrigin: string, isAllowed: boolean][] = [
  ["https://*.example.org", "https://a.example.org", true],
  ["https://*.example.org", "https://a.b.example.org", true],
  ["https://*.example.org", "https://example.org", false],
  ["https://*.example.org", "https://badexample.org", false],
  ["https://*.example.org", "https://a.example.org.bad.test", false],
  ["http://*.example.org", "https://a.example.org", false],
  ["http://*.example.org", "http://a.example.org:8080", false],
  ["*.example.org", "http://a.example.org", true],
  ["*.example.org", "https://a.example.org", true],
  ["example.org", "http://example.org", true],
  ["example.org", "https://example.org", true],
  ["example.org", "https://example.org:8443", false],
  ["example.org", "null", false],
  ["http://example.org:8080", "http://example.org:8080", true],
  ["http://example.org:8080", "http://example.org", false],
  ["example.org:*", "https://example.org:8443", true],
  ["example.org:*", "https://example.org", true],
  ["https://*.example.org:*", "https://a.example.org:1", true],
];

const wildcards: Scenario[] = allowedOrigins.map(([allowed, viewerOrigin, isAllowed]) => ({
  title: `CF-RHP-07 ${allowed} ${isAllowed ? "allows" : "doesn't allow"} ${viewerOrigin}`,
  ...withPolicy({
    CorsConfig: {
      AccessControlAllowOrigins: { Items: [allowed] },
      AccessControlAllowHeaders: { Items: [] },
      AccessControlAllowMethods: { Items: [] },
      AccessControlAllowCredentials: false,
      OriginOverride: true,
    },
  }),
  steps: [
    {
      headers: { origin: viewerOrigin },
      expect: { headers: { "access-control-allow-origin": isAllowed ? viewerOrigin : null } },
    },
  ],
}));

describe("response headers policies", () => {
  testScenarios(policies);

  it("CF-RHP-04 Date becomes CloudFront's own where it is removed", async () => {
    const stage = await TestStage.start(
      withPolicy({ RemoveHeadersConfig: { Items: [{ Header: "Date" }] } }),
    );
    try {
      const origins = "Thu, 01 Jan 1998 00:00:00 GMT";
      stage.origin.respond({ headers: { date: origins } });
      const { date } = (await stage.send("/a")).headers;
      expect(date).to.be.a("string").and.not.equal(origins);
    } finally {
      await stage.stop();
    }
  });
});

describe("allowed origins", () => testScenarios(wildcards));
