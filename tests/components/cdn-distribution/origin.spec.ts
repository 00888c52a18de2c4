import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OriginIpAddressType, OriginProtocolPolicy } from "../../../components";
import type { CdnDistributionArgs } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { distributionArguments, recordDistribution, sayOneOf } from "./distribution-arguments";

const ORIGIN = {
  originId: "origin",
  domainName: "app.example.com",
  connectionAttempts: 3,
  connectionTimeout: 10,
  customOriginConfig: {
    originProtocolPolicy: "http-only",
    httpPort: 80,
    httpsPort: 443,
    originSslProtocols: ["TLSv1.2"],
    originReadTimeout: 30,
    originKeepaliveTimeout: 5,
  },
};

const originInput = async (change: Partial<CdnDistributionArgs>) =>
  (await recordDistribution(change))["origins"];

describe("The origin's connection", () => {
  it("has every default stated", async () => {
    expect(await originInput({})).to.deep.equal([ORIGIN]);
  });

  it("has every argument passed on", async () => {
    const origin = {
      protocolPolicy: OriginProtocolPolicy.HttpsOnly,
      httpPort: 8080,
      httpsPort: 8443,
      path: "/v2",
      connectionAttempts: 1,
      connectionTimeoutSeconds: 2,
      readTimeoutSeconds: 60,
      keepaliveTimeoutSeconds: 61,
      responseCompletionTimeoutSeconds: 600,
      originShieldRegion: "eu-central-1",
      ipAddressType: OriginIpAddressType.Dualstack,
    };
    expect(await originInput({ origin })).to.deep.equal([
      {
        originId: "origin",
        domainName: "app.example.com",
        originPath: "/v2",
        connectionAttempts: 1,
        connectionTimeout: 2,
        responseCompletionTimeout: 600,
        originShield: { enabled: true, originShieldRegion: "eu-central-1" },
        customOriginConfig: {
          originProtocolPolicy: "https-only",
          httpPort: 8080,
          httpsPort: 8443,
          originSslProtocols: ["TLSv1.2"],
          originReadTimeout: 60,
          originKeepaliveTimeout: 61,
          ipAddressType: "dualstack",
        },
      },
    ]);
  });

  it("has the headers in the order of their names, whatever the order given", async () => {
    const originHeaders = { "X-Secret": pulumi.secret("hunter2"), "X-App": "web" };
    expect(await originInput({ originHeaders })).to.deep.equal([
      {
        ...ORIGIN,
        customHeaders: [
          { name: "X-App", value: "web" },
          { name: "X-Secret", value: { $secret: "hunter2" } },
        ],
      },
    ]);
  });
});

type Row = ArgumentRow<CdnDistributionArgs>;

/** Both ends of a range, and what lies just outside. */
const rangeRows = (key: string, unit: string, min: number, max: number): Row[] => [
  [`${key} at both ends`, { origin: { [key]: min } }, []],
  [`${key} at its upper end`, { origin: { [key]: max } }, []],
  ...[min - 1, max + 1, min + 0.5].map((value): Row => [
    `${key} of ${value}`,
    { origin: { [key]: value } },
    [sayRange(`origin.${key}`, unit, min, max, value)],
  ]),
];

const sayPort = (key: string, got: number) =>
  `origin.${key} must be 80, 443 or a port from 1024 to 65535, which are those that CloudFront ` +
  `uses, got ${got}. Use such a port.`;
const sayPath = (got: string) =>
  "origin.path must begin with a slash, not end with one, and have at most 255 characters, got " +
  `${JSON.stringify(got)}. Use a path such as "/v2", or leave it out.`;

const connections: Row[] = [
  ...rangeRows("connectionAttempts", "attempts", 1, 3),
  ...rangeRows("connectionTimeoutSeconds", "seconds", 1, 10),
  ...rangeRows("readTimeoutSeconds", "seconds", 1, 120),
  ...rangeRows("keepaliveTimeoutSeconds", "seconds", 1, 120),
  [
    "a completion time-out as long as that of a read, and the longest",
    {
      origin: { responseCompletionTimeoutSeconds: 30 },
      additionalOrigins: {
        a: { domainName: "a.example.com", responseCompletionTimeoutSeconds: 2147483647 },
      },
    },
    [],
  ],
  [
    "completion time-outs that are shorter",
    {
      origin: { responseCompletionTimeoutSeconds: 29 },
      additionalOrigins: {
        a: {
          domainName: "a.example.com",
          readTimeoutSeconds: 60,
          responseCompletionTimeoutSeconds: 59,
        },
      },
    },
    [
      "origin.responseCompletionTimeoutSeconds must be at least readTimeoutSeconds (30), got 29. " +
        "Raise it, or lower readTimeoutSeconds.",
      "additionalOrigins.a.responseCompletionTimeoutSeconds must be at least readTimeoutSeconds (60), " +
        "got 59. Raise it, or lower readTimeoutSeconds.",
    ],
  ],
  [
    "a completion time-out of none and too many seconds",
    { origin: { responseCompletionTimeoutSeconds: 0 } },
    [sayRange("origin.responseCompletionTimeoutSeconds", "seconds", 1, 2147483647, 0)],
  ],
  ...[80, 443, 1024, 65535].map((port): Row => [
    `port ${port}`,
    { origin: { httpPort: port, httpsPort: port } },
    [],
  ]),
  ...[0, 81, 1023, 65536, 1024.5].map((port): Row => [
    `port ${port}`,
    { origin: { httpPort: port, httpsPort: port } },
    [sayPort("httpPort", port), sayPort("httpsPort", port)],
  ]),
  [
    "a port that is not known",
    { origin: { httpPort: pulumi.output(80) as never } },
    ["origin.httpPort must be known before the deployment. Give a plain value, not an output."],
  ],
  ...["/a", "/v2/b", `/${"a".repeat(254)}`].map((path): Row => [
    `path ${path.slice(0, 9)}`,
    { origin: { path } },
    [],
  ]),
  ...["", "/", "v2", "/v2/", "/a b", `/${"a".repeat(255)}`].map((path): Row => [
    `path ${path.slice(0, 9)}`,
    { origin: { path } },
    [sayPath(path)],
  ]),
  [
    "the viewer's protocol",
    { origin: { protocolPolicy: "match-viewer" as OriginProtocolPolicy } },
    [
      sayOneOf(
        "origin.protocolPolicy",
        '"http-only", "https-only"',
        "match-viewer",
        "Use a member of the enum; CloudFront's match-viewer fails where the origin has no HTTPS.",
      ),
    ],
  ],
  [
    "an unknown IP protocol",
    { origin: { ipAddressType: "ipv5" as OriginIpAddressType } },
    [
      sayOneOf(
        "origin.ipAddressType",
        '"ipv4", "ipv6", "dualstack"',
        "ipv5",
        "Use a member of the enum.",
      ),
    ],
  ],
  ["a region with a long name", { origin: { originShieldRegion: "ap-southeast-1" } }, []],
  [
    "a zone as region",
    { origin: { originShieldRegion: "eu-central-1a" } },
    [
      'origin.originShieldRegion must be a region, got "eu-central-1a". Use a code such as "eu-central-1".',
    ],
  ],
  [
    "the provider's name for a key, and a slip",
    { origin: { originReadTimeout: 30, connectionAttempt: 1 } as object },
    [
      "origin.originReadTimeout is not an argument. Use readTimeoutSeconds.",
      "origin.connectionAttempt is not an argument. Did you mean connectionAttempts?",
    ],
  ],
];

const sayHeader = (name: string) =>
  `originHeaders must have names of headers that CloudFront may add, got "${name}". ` +
  "Use a name of your own, such as X-Origin-Secret.";
const FORBIDDEN = (
  "Cache-Control connection Content-Length cookie host If-Match If-Modified-Since If-None-Match " +
  "If-Range If-Unmodified-Since Max-Forwards Pragma Proxy-Authenticate Proxy-Authorization " +
  "Proxy-Connection Range Request-Range TE Trailer Transfer-Encoding Upgrade Via X-Amz-Meta-A " +
  "X-Edge-A x-real-ip"
).split(" ");

const names: Row[] = [
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
    [sayHeader("x".repeat(257))],
  ],
  [
    "headers' names with a space, a colon and nothing",
    { originHeaders: { "X A": "s", "X:": "s", "": "s" } },
    [sayHeader("X A"), sayHeader("X:"), sayHeader("")],
  ],
  [
    "CloudFront's own headers",
    { originHeaders: Object.fromEntries(FORBIDDEN.map((name) => [name, "s"])) },
    FORBIDDEN.map(sayHeader),
  ],
  ["headers that only begin alike", { originHeaders: { "Via-A": "s", "X-Amzn": "s" } }, []],
  ["a value of 1783 characters", { originHeaders: { A: "s".repeat(1783) } }, []],
  [
    "values with a line break or too long, which stay hidden",
    { originHeaders: { A: "hunter2\n", B: "s".repeat(1784) } },
    [
      "originHeaders.A must have at most 1783 characters, and no line break. " +
        "Encode the value, for example as Base64.",
      "originHeaders.B must have at most 1783 characters, and no line break. " +
        "Encode the value, for example as Base64.",
    ],
  ],
];

describe("The origin's arguments", () => {
  distributionArguments.testErrors([...connections, ...names]);
});
