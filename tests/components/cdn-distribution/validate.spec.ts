import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type {
  AllowedMethods,
  CachingArgs,
  CdnDistributionArgs,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from "../../../components";
import { ManagedCachePolicy } from "../../../components";
import { resolveCdnDistributionSettings } from "../../../components/cdn-distribution/settings";
import {
  findCdnDistributionProblems,
  findCdnEdgeWarnings,
} from "../../../components/cdn-distribution/validate";
import { formatProblems } from "../../../components/shared/problems";

const VALID: CdnDistributionArgs = { originDomainName: "app.example.com" };
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1a-2b";

const resolve = (change: Partial<CdnDistributionArgs>) =>
  resolveCdnDistributionSettings({ ...VALID, ...change });

const find = (change: Partial<CdnDistributionArgs>) =>
  findCdnDistributionProblems(resolve(change)).map((problem) =>
    formatProblems("C", [problem]).slice("C: ".length),
  );

type Row = [title: string, change: Partial<CdnDistributionArgs>, expected: string[]];

const headerRule = (name: string) =>
  `originHeaders must have names of headers that CloudFront may add, got "${name}". ` +
  "Use a name of your own, such as X-Origin-Secret.";
const forbidden =
  "Cache-Control connection Content-Length cookie host If-Match If-Modified-Since If-None-Match " +
  "If-Range If-Unmodified-Since Max-Forwards Pragma Proxy-Authenticate Proxy-Authorization " +
  "Proxy-Connection Range Request-Range TE Trailer Transfer-Encoding Upgrade Via X-Amz-Meta-A " +
  "X-Edge-A x-real-ip";
const origins: Row[] = [
  ["an unknown origin", { originDomainName: pulumi.output("203.0.113.7") }, []],
  [
    "an address as origin",
    { originDomainName: "203.0.113.7" },
    [
      "originDomainName must not be an IP address, which CloudFront refuses, " +
        'got "203.0.113.7". Use a DNS name, such as the environment\'s CNAME.',
    ],
  ],
  [
    "a URL as origin",
    { originDomainName: "http://app.example.com" },
    [
      'originDomainName must be a DNS name, got "http://app.example.com". ' +
        "Leave out scheme, port and path: app.example.com.",
    ],
  ],
  ["a header", { originHeaders: { "X-Origin-Secret": "s" } }, []],
  ["a header's name of 256 characters", { originHeaders: { ["x".repeat(256)]: "s" } }, []],
  [
    "a header's name of 257 characters",
    { originHeaders: { ["x".repeat(257)]: "s" } },
    [headerRule("x".repeat(257))],
  ],
  [
    "headers' names with a space, a colon and nothing",
    { originHeaders: { "X A": "s", "X:": "s", "": "s" } },
    [headerRule("X A"), headerRule("X:"), headerRule("")],
  ],
  [
    "CloudFront's own headers",
    { originHeaders: Object.fromEntries(forbidden.split(" ").map((name) => [name, "s"])) },
    forbidden.split(" ").map(headerRule),
  ],
  ["headers that only begin alike", { originHeaders: { "Via-A": "s", "X-Amzn": "s" } }, []],
];

const oneOf = (path: string, members: string[], got: string) =>
  `${path} must be one of ${members.map((member) => `"${member}"`).join(", ")}, got "${got}". ` +
  "Use a member of the enum.";
const enumProblems = (path: string) => [
  oneOf(`${path}.cachePolicy`, CACHE_POLICIES, "Fast"),
  oneOf(`${path}.originRequestPolicy`, ORIGIN_REQUEST_POLICIES, "Viewer"),
  oneOf(`${path}.responseHeadersPolicy`, RESPONSE_HEADERS_POLICIES, "Cors"),
  oneOf(`${path}.allowedMethods`, ["GetHead", "GetHeadOptions", "All"], "GET"),
  oneOf(`${path}.viewerProtocolPolicy`, ["allow-all", "redirect-to-https", "https-only"], "http"),
];
const CACHE_POLICIES = [
  "CachingOptimized",
  "CachingOptimizedForUncompressedObjects",
  "CachingDisabled",
  "UseOriginCacheControlHeaders",
  "UseOriginCacheControlHeaders-QueryStrings",
];
const ORIGIN_REQUEST_POLICIES = [
  "None",
  "AllViewer",
  "AllViewerExceptHostHeader",
  "AllViewerAndCloudFrontHeaders-2022-06",
  "CORS-CustomOrigin",
  "HostHeaderOnly",
  "UserAgentRefererHeaders",
];
const RESPONSE_HEADERS_POLICIES = [
  "None",
  "SecurityHeadersPolicy",
  "SimpleCORS",
  "CORS-With-Preflight",
  "CORS-and-SecurityHeadersPolicy",
  "CORS-with-preflight-and-SecurityHeadersPolicy",
];
const WRONG_BEHAVIOR = {
  cachePolicy: "Fast" as ManagedCachePolicy,
  originRequestPolicy: "Viewer" as ManagedOriginRequestPolicy,
  responseHeadersPolicy: "Cors" as ManagedResponseHeadersPolicy,
  allowedMethods: "GET" as AllowedMethods,
  viewerProtocolPolicy: "http" as ViewerProtocolPolicy,
};

const patterns = (...pathPatterns: string[]) => ({
  caching: { behaviors: pathPatterns.map((pathPattern) => ({ pathPattern })) },
});
const manyPatterns = (count: number) =>
  patterns(...Array.from({ length: count }, (_, index) => `/${index}`));
const patternRule = (index: number, got: string) =>
  `caching.behaviors[${index}].pathPattern must have 1 to 255 of the characters ` +
  `A-Z a-z 0-9 _ - . * ? $ / ~ " ' @ : + &, got ${JSON.stringify(got)}. ` +
  'Use a pattern such as "/static/*".';
const behaviors: Row[] = [
  [
    "a default behavior",
    { caching: { defaultBehavior: WRONG_BEHAVIOR } },
    enumProblems("caching.defaultBehavior"),
  ],
  [
    "a path behavior",
    { caching: { behaviors: [{ pathPattern: "/a" }, { ...WRONG_BEHAVIOR, pathPattern: "/b" }] } },
    enumProblems("caching.behaviors[1]"),
  ],
  ["74 patterns", manyPatterns(74), []],
  [
    "75 patterns",
    manyPatterns(75),
    ["caching.behaviors must have at most 74 entries, got 75. Merge patterns with wildcards."],
  ],
  ["patterns of all characters", patterns("/aZ9_-.*?$/~\"'@:+&", "*.jpg", "a".repeat(255)), []],
  [
    "patterns of wrong characters or length",
    patterns("", "/a b", "/ä", "/a%20b", "a".repeat(256)),
    [
      patternRule(0, ""),
      patternRule(1, "/a b"),
      patternRule(2, "/ä"),
      patternRule(3, "/a%20b"),
      patternRule(4, "a".repeat(256)),
    ],
  ],
  [
    "the default behavior's pattern",
    patterns("*"),
    [
      'caching.behaviors[0].pathPattern must not be the default behavior\'s, got "*". ' +
        "Use caching.defaultBehavior.",
    ],
  ],
  ["patterns that differ in case", patterns("/a", "/A"), []],
  [
    "a pattern three times",
    patterns("/a", "/b", "/a", "/a"),
    [2, 3].map(
      (index) =>
        `caching.behaviors[${index}].pathPattern must differ from that of caching.behaviors[0], ` +
        'got "/a". The first one takes all its requests. Remove one of the two.',
    ),
  ],
];

const domain = (names: string[], certificateArn: pulumi.Input<string> = CERTIFICATE) => ({
  domain: { names, certificateArn },
});
const manyNames = (count: number) =>
  domain(Array.from({ length: count }, (_, index) => `a${index}.example.com`));
const namesRule = (got: number) => [
  `domain.names must have 1 to 100 entries, got ${got}. ` +
    "Name the domains that viewers use, or leave out domain.",
];
const certificateRule = (got: string) => [
  "domain.certificateArn must be the ARN of a certificate in us-east-1, where CloudFront looks " +
    `for it, got "${got}". Request the certificate there.`,
];
const domains: Row[] = [
  ["a name and a wildcard", domain(["example.com", "*.example.com"]), []],
  ["an unknown certificate", domain(["example.com"], pulumi.output("x")), []],
  ["100 names", manyNames(100), []],
  ["101 names", manyNames(101), namesRule(101)],
  ["no name", domain([]), namesRule(0)],
  [
    "a URL as name",
    domain(["a.example.com", "https://b.example.com"]),
    [
      'domain.names[1] must be a DNS name, got "https://b.example.com". ' +
        "Leave out scheme, port and path: app.example.com.",
    ],
  ],
  [
    "a wildcard in the middle, and one over a wrong name",
    domain(["a.*.example.com", "*.localhost"]),
    [
      'domain.names[0] must be a DNS name, got "a.*.example.com". ' +
        "Leave out scheme, port and path: app.example.com.",
      'domain.names[1] must be a DNS name, got "*.localhost". ' +
        "Leave out scheme, port and path: app.example.com.",
    ],
  ],
  [
    "another region's certificate",
    domain(["example.com"], CERTIFICATE.replace("us-east-1", "eu-central-1")),
    certificateRule(CERTIFICATE.replace("us-east-1", "eu-central-1")),
  ],
  ["a certificate's id", domain(["example.com"], "1a-2b"), certificateRule("1a-2b")],
  [
    "a wrong price class",
    { priceClass: "PriceClass_300" as PriceClass },
    [oneOf("priceClass", ["PriceClass_100", "PriceClass_200", "PriceClass_All"], "PriceClass_300")],
  ],
];

describe("findCdnDistributionProblems", () => {
  const rows = [...origins, ...behaviors, ...domains];
  for (const [title, change, expected] of rows) {
    it(`finds ${expected.length || "nothing wrong"} in ${title}`, () => {
      expect(find(change)).to.deep.equal(expected);
    });
  }

  it("finds everything at once, in the order of the arguments", () => {
    const settings = resolve({
      originDomainName: "localhost",
      originHeaders: { Via: "s" },
      caching: { defaultBehavior: { cachePolicy: "" as ManagedCachePolicy } },
      domain: { names: [], certificateArn: "" },
      priceClass: "" as PriceClass,
    });
    expect(findCdnDistributionProblems(settings).map(({ path }) => path)).to.deep.equal([
      "originDomainName",
      "originHeaders",
      "caching.defaultBehavior.cachePolicy",
      "domain.names",
      "domain.certificateArn",
      "priceClass",
    ]);
  });

  it("never shows a header's value", () => {
    expect(find({ originHeaders: { Via: "hunter2" } }).join()).to.not.contain("hunter2");
  });
});

describe("findCdnEdgeWarnings", () => {
  const warn = (caching: CachingArgs) => findCdnEdgeWarnings(resolve({ caching }));
  const warning = (policy: string) =>
    `caching.defaultBehavior.cachePolicy ${policy} has a minimum TTL of 1 s: every viewer can ` +
    "get a page that was made for another one, even if it says private or no-store. Set " +
    "caching.acceptsSharedPages to true if all pages are the same for everybody, or give the " +
    "paths that are to caching.behaviors.";

  for (const cachePolicy of Object.values(ManagedCachePolicy)) {
    const expected = cachePolicy.startsWith("CachingOptimized") ? [warning(cachePolicy)] : [];
    it(`says ${expected.length === 0 ? "nothing" : "so"} of ${cachePolicy} on the default behavior`, () =>
      expect(warn({ defaultBehavior: { cachePolicy } })).to.deep.equal(expected));

    it(`says nothing of ${cachePolicy} where shared pages are accepted, or on a path`, () => {
      const caching = { defaultBehavior: { cachePolicy }, acceptsSharedPages: true };
      expect(warn(caching)).to.deep.equal([]);
      expect(warn({ behaviors: [{ cachePolicy, pathPattern: "/static/*" }] })).to.deep.equal([]);
    });
  }
});
