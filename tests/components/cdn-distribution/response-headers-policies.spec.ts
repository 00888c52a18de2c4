import { expect } from "chai";
import type { CorsArgs, ResponseHeadersPolicyArgs, SecurityHeadersArgs } from "../../../components";
import { CorsMethod, FrameOptions, ReferrerPolicy, XssProtection } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { distributionArguments } from "./distribution-arguments";
import { recordEdge } from "./record-edge";

const PATH = "caching.responseHeadersPolicies.site";
const ORIGIN = "https://app.example.com";

const withPolicy = (policy: ResponseHeadersPolicyArgs) => ({
  caching: {
    defaultBehavior: { customResponseHeadersPolicy: "site" },
    responseHeadersPolicies: { site: policy },
  },
});
const record = async (policy: ResponseHeadersPolicyArgs) => {
  const inputs = await recordEdge(withPolicy(policy));
  return inputs["aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy::cdn-site"];
};
const row = (
  title: string,
  policy: ResponseHeadersPolicyArgs,
  ...expected: string[]
): ArgumentRow<object> => [title, withPolicy(policy), expected];
const corsRow = (title: string, cors: Partial<CorsArgs>, ...expected: string[]) =>
  row(title, { cors: { allowOrigins: [ORIGIN], ...cors } }, ...expected);
const wrongOrigin = (title: string, origin: string) =>
  corsRow(
    title,
    { allowOrigins: [origin] },
    `${PATH}.cors.allowOrigins[0] must be *, or an origin without a path, got "${origin}". ` +
      'Use "https://app.example.com" or "https://*.example.com".',
  );
const everything = (place: string, got: string) =>
  `${PATH}.cors.${place} must not stand for everything together with allowCredentials: true, ` +
  `got "${got}". Name what is allowed.`;
const headers = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-${index}`, { value: "v" }]));
const notAdded = (name: string) =>
  row(
    `the added header ${name}`,
    { customHeaders: { [name]: { value: "v" } } },
    `${PATH}.customHeaders must have names of headers that CloudFront does not write itself, ` +
      `got "${name}". Use another name.`,
  );

const MANAGED_SECURITY = {
  strictTransportSecurity: {
    accessControlMaxAgeSec: 31_536_000,
    includeSubdomains: false,
    preload: false,
    override: false,
  },
  contentTypeOptions: { override: true },
  frameOptions: { frameOption: "SAMEORIGIN", override: false },
  referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
  xssProtection: { protection: true, modeBlock: true, override: false },
};

describe("A response headers policy", () => {
  it("adds the security headers of the managed one, by default", async () => {
    expect(await record({})).to.deep.equal({ securityHeadersConfig: MANAGED_SECURITY });
  });

  it("allows reading with any header for ten minutes where an origin is named", async () => {
    expect(await record({ cors: { allowOrigins: [ORIGIN] } })).to.deep.equal({
      corsConfig: {
        accessControlAllowOrigins: { items: [ORIGIN] },
        accessControlAllowMethods: { items: ["GET", "HEAD", "OPTIONS"] },
        accessControlAllowHeaders: { items: ["*"] },
        accessControlAllowCredentials: false,
        accessControlMaxAgeSec: 600,
        originOverride: false,
      },
      securityHeadersConfig: MANAGED_SECURITY,
    });
  });

  it("says all that it is told, sets in one order", async () => {
    const policy: ResponseHeadersPolicyArgs = {
      cors: {
        allowOrigins: ["https://*.example.com", "http://localhost:3000"],
        allowMethods: [CorsMethod.Put, CorsMethod.Get],
        allowHeaders: ["X-B", "X-A"],
        exposeHeaders: ["X-D", "X-C"],
        allowCredentials: true,
        maxAgeSeconds: 5,
        override: true,
      },
      securityHeaders: {
        strictTransportSecurity: { maxAgeSeconds: 60, includeSubdomains: true, preload: true },
        frameOptions: FrameOptions.Deny,
        referrerPolicy: ReferrerPolicy.NoReferrer,
        contentSecurityPolicy: "default-src 'self'",
        xssProtection: XssProtection.Off,
        override: true,
      },
      customHeaders: { "X-Team": { value: "shop" }, "X-Env": { value: "prod", override: true } },
      removeHeaders: ["X-Powered-By", "Server"],
      serverTimingSamplingPercent: 12.5,
      comment: "Site",
    };
    expect(await record(policy)).to.deep.equal({
      comment: "Site",
      corsConfig: {
        accessControlAllowOrigins: { items: ["http://localhost:3000", "https://*.example.com"] },
        accessControlAllowMethods: { items: ["GET", "PUT"] },
        accessControlAllowHeaders: { items: ["X-A", "X-B"] },
        accessControlExposeHeaders: { items: ["X-C", "X-D"] },
        accessControlAllowCredentials: true,
        accessControlMaxAgeSec: 5,
        originOverride: true,
      },
      securityHeadersConfig: {
        strictTransportSecurity: {
          accessControlMaxAgeSec: 60,
          includeSubdomains: true,
          preload: true,
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: "DENY", override: true },
        referrerPolicy: { referrerPolicy: "no-referrer", override: true },
        contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'", override: true },
        xssProtection: { protection: false, override: true },
      },
      customHeadersConfig: {
        items: [
          { header: "X-Env", value: "prod", override: true },
          { header: "X-Team", value: "shop", override: false },
        ],
      },
      removeHeadersConfig: { items: [{ header: "Server" }, { header: "X-Powered-By" }] },
      serverTimingHeadersConfig: { enabled: true, samplingRate: 12.5 },
    });
  });

  it("leaves out the security headers that are switched off", async () => {
    const securityHeaders: SecurityHeadersArgs = {
      contentTypeOptions: false,
      frameOptions: FrameOptions.None,
      referrerPolicy: ReferrerPolicy.None,
      xssProtection: XssProtection.None,
    };
    expect(await record({ securityHeaders })).to.deep.equal({
      securityHeadersConfig: { strictTransportSecurity: MANAGED_SECURITY.strictTransportSecurity },
    });
  });

  distributionArguments.testErrors([
    corsRow("origins of all forms", {
      allowOrigins: ["*", "example.com", "*.example.com", "http://example.com:8080", "a.example:*"],
    }),
    wrongOrigin("an origin with a path", "https://example.com/"),
    wrongOrigin("an origin with a wildcard inside", "https://app.*.com"),
    wrongOrigin("an origin of another scheme", "ftp://example.com"),
    corsRow(
      "no origin",
      { allowOrigins: [] },
      `${PATH}.cors.allowOrigins must not be empty, got 0. CloudFront takes no empty list.`,
    ),
    corsRow(
      "no methods and no headers",
      { allowMethods: [], allowHeaders: [] },
      `${PATH}.cors.allowMethods must not be empty, got 0. CloudFront takes no empty list.`,
      `${PATH}.cors.allowHeaders must not be empty, got 0. CloudFront takes no empty list.`,
    ),
    corsRow(
      "an illegal request header",
      { allowHeaders: ["X A"] },
      `${PATH}.cors.allowHeaders[0] must be the name of a header, got "X A". ` +
        'Use a name such as "Accept-Language".',
    ),
    corsRow("credentials with names", { allowCredentials: true, allowHeaders: ["X-A"] }),
    corsRow(
      "credentials with everything",
      {
        allowCredentials: true,
        allowOrigins: ["*"],
        allowMethods: [CorsMethod.All],
        exposeHeaders: ["*"],
      },
      everything("allowOrigins[0]", "*"),
      everything("allowMethods[0]", "ALL"),
      everything("allowHeaders[0]", "*"),
      everything("exposeHeaders[0]", "*"),
    ),
    corsRow("all methods", { allowMethods: [CorsMethod.All] }),
    corsRow(
      "all methods and one more",
      { allowMethods: [CorsMethod.All, CorsMethod.Get] },
      `${PATH}.cors.allowMethods must have no other method beside All, got ["ALL","GET"]. ` +
        "Remove the others.",
    ),
    corsRow("preflights kept for no time", { maxAgeSeconds: 0 }),
    corsRow("preflights kept for a day", { maxAgeSeconds: 86_400 }),
    corsRow(
      "preflights kept for longer",
      { maxAgeSeconds: 86_401 },
      sayRange(`${PATH}.cors.maxAgeSeconds`, "seconds", 0, 86_400, 86_401),
    ),
    row("HTTPS for two years", {
      securityHeaders: { strictTransportSecurity: { maxAgeSeconds: 63_072_000 } },
    }),
    row(
      "HTTPS for longer",
      { securityHeaders: { strictTransportSecurity: { maxAgeSeconds: 63_072_001 } } },
      sayRange(
        `${PATH}.securityHeaders.strictTransportSecurity.maxAgeSeconds`,
        "seconds",
        0,
        63_072_000,
        63_072_001,
      ),
    ),
    row("a content security policy of 1783 characters", {
      securityHeaders: { contentSecurityPolicy: "p".repeat(1783) },
    }),
    row(
      "a content security policy of 1784 characters",
      { securityHeaders: { contentSecurityPolicy: "p".repeat(1784) } },
      `${PATH}.securityHeaders.contentSecurityPolicy must have 1 to 1783 characters of ASCII, and ` +
        `no line break, got "${"p".repeat(1784)}". Shorten the policy, or let the app send it.`,
    ),
    row("10 headers", { customHeaders: headers(10), removeHeaders: Object.keys(headers(10)) }),
    row(
      "11 headers",
      { customHeaders: headers(11), removeHeaders: Object.keys(headers(11)) },
      `${PATH}.removeHeaders must have 0 to 10 entries, got 11. ` +
        "That is CloudFront's quota. Let the app do the rest.",
      `${PATH}.customHeaders must have 0 to 10 entries, got 11. ` +
        "That is CloudFront's quota. Let the app do the rest.",
    ),
    notAdded("Via"),
    notAdded("X-Cache"),
    notAdded("X-Amz-Cf-Id"),
    notAdded("X A"),
    row(
      "a header's value with a line break",
      { customHeaders: { "X-A": { value: "a\nb" } } },
      `${PATH}.customHeaders.X-A.value must have 1 to 1783 characters of ASCII, and no line break, ` +
        'got "a\\nb". Shorten or encode the value.',
    ),
    row(
      "the removal of a header that CloudFront needs",
      { removeHeaders: ["content-length"] },
      `${PATH}.removeHeaders[0] must not be a header that CloudFront needs, got "content-length". ` +
        "Leave it to CloudFront.",
    ),
    row("Server-Timing for nobody", { serverTimingSamplingPercent: 0 }),
    row("Server-Timing for all", { serverTimingSamplingPercent: 100 }),
    row(
      "Server-Timing for more",
      { serverTimingSamplingPercent: 100.5 },
      `${PATH}.serverTimingSamplingPercent must be a number of percent from 0 to 100, got 100.5. ` +
        "Use a number in that range.",
    ),
  ]);
});
