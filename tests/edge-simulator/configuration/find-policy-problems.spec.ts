import { expect } from "chai";
import { findProblems, formatProblem } from "../../../edge-simulator";
import { describeCachePolicy, describeDistribution } from "../support/distribution";

// Wrong on purpose, so that the types can't be asked.
type Loose = Record<string, unknown>;

function describeHeadersPolicy(policy: Loose): Loose {
  return { responseHeadersPolicies: { mine: policy } };
}

function describeCustomHeader(name: string, value: string): Loose {
  const header = { Header: name, Value: value, Override: true };
  return describeHeadersPolicy({ CustomHeadersConfig: { Items: [header] } });
}

function describeCors(origin: string): Loose {
  return {
    AccessControlAllowOrigins: { Items: [origin] },
    AccessControlAllowHeaders: { Items: [] },
    AccessControlAllowMethods: { Items: [] },
    AccessControlAllowCredentials: false,
    OriginOverride: false,
  };
}

const keptOutOfKeys = (
  "Connection Cookie Proxy-Authorization TE Upgrade Cache-Control Content-Length Max-Forwards " +
  "Pragma Proxy-Authenticate Proxy-Connection Request-Range Trailer Transfer-Encoding " +
  "X-Amz-Cf-Id X-Edge-Anything X-Forwarded-Proto X-Real-IP"
).split(" ");
const keptInOriginRequests = [
  "Address",
  "ASN",
  "TLS",
  "JA3-Fingerprint",
  "JA4-Fingerprint",
  "Header-Order",
  "Header-Count",
].map((name) => `CloudFront-Viewer-${name}`);

const policyRows: [title: string, policies: Loose, lines: string[]][] = [
  [
    "an unknown field",
    { cachePolicies: { "my policy": { ...describeCachePolicy(), Foo: 1 } } },
    [
      `policies.cachePolicies["my policy"].Foo is not a field that the edge simulator knows, got 1. Correct its spelling or remove it. To go on without it, ignore "Foo".`,
    ],
  ],
  [
    "TTLs in the wrong order",
    { cachePolicies: { mine: describeCachePolicy({ ttls: [10, 5, 20] }) } },
    [
      "policies.cachePolicies.mine.DefaultTTL must be at least MinTTL and at most MaxTTL, got 5. Raise the larger or lower the smaller.",
    ],
  ],
  ...[...keptOutOfKeys, ...keptInOriginRequests].map((name): [string, Loose, string[]] => [
    `${keptOutOfKeys.includes(name) ? "CF-KEY-10" : "CF-KEY-11"} ${name} in the key`,
    { cachePolicies: { mine: describeCachePolicy({ headers: [name] }) } },
    [
      `policies.cachePolicies.mine.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.Headers.Items[0] must be a header that can be part of a cache key, got "${name}". Remove it from the cache policy.`,
    ],
  ]),
  ...[
    "Connection",
    "Content-Encoding",
    "Content-Length",
    "Expect",
    "Host",
    "Keep-Alive",
    "Proxy-Authenticate",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
    "via",
    "Warning",
    "X-Accel-Redirect",
    "X-Amz-Cf-Anything",
    "X-Amzn-RequestId",
    "X-Cache",
    "X-Edge-Anything",
    "X-Forwarded-Proto",
    "X-Real-Ip",
  ].map((name): [string, Loose, string[]] => [
    `CF-RHP-03 removing ${name}`,
    describeHeadersPolicy({ RemoveHeadersConfig: { Items: [{ Header: name }] } }),
    [
      `policies.responseHeadersPolicies.mine.RemoveHeadersConfig.Items[0].Header must not be a header that CloudFront needs, got "${name}". Remove it from the list.`,
    ],
  ]),
  [
    "CF-RHP-03 removing another X-Amzn header",
    describeHeadersPolicy({ RemoveHeadersConfig: { Items: [{ Header: "X-Amzn-Trace-Id" }] } }),
    [],
  ],
  ...["Content-Length", "transfer-encoding", "Connection", "X-Cache", "Age", "X-Amz-Cf-Id"].map(
    (name): [string, Loose, string[]] => [
      `CF-RHP-03 ${name} as a custom header`,
      describeCustomHeader(name, "1"),
      [
        `policies.responseHeadersPolicies.mine.CustomHeadersConfig.Items[0].Header must not be a header that CloudFront writes itself, got "${name}". Choose another name.`,
      ],
    ],
  ),
  ...["日本", "a\u0001b", "a\r\nb", "a\u007f"].map((value): [string, Loose, string[]] => [
    `CF-RHP-05 ${JSON.stringify(value)} as a custom header's value`,
    describeCustomHeader("X-A", value),
    [
      `policies.responseHeadersPolicies.mine.CustomHeadersConfig.Items[0].Value must be one line of Latin-1 characters, got ${JSON.stringify(value)}. Correct it.`,
    ],
  ]),
  ...(
    [
      [50.00001, "must have at most four decimal places", "Round it."],
      [101, "must be at most 100", "Correct it."],
      [-1, "must be at least 0", "Correct it."],
    ] as const
  ).map(([rate, rule, remedy]): [string, Loose, string[]] => [
    `CF-RHP-09 ${rate} as a sampling rate`,
    describeHeadersPolicy({ ServerTimingHeadersConfig: { Enabled: true, SamplingRate: rate } }),
    [
      `policies.responseHeadersPolicies.mine.ServerTimingHeadersConfig.SamplingRate ${rule}, got ${rate}. ${remedy}`,
    ],
  ]),
  ...[
    "https://exa*mple.org",
    "test.*.example.org",
    "example.*",
    "*example.org",
    "ftp://a",
    "a/",
  ].map((origin): [string, Loose, string[]] => [
    `CF-RHP-07 ${origin} as an allowed origin`,
    describeHeadersPolicy({ CorsConfig: describeCors(origin) }),
    [
      `policies.responseHeadersPolicies.mine.CorsConfig.AccessControlAllowOrigins.Items[0] must be *, or a host with or without scheme and port, * its leftmost label at most, got "${origin}". Write it like https://*.example.com.`,
    ],
  ]),
  [
    "CF-RHP-08 X-XSS-Protection that blocks and reports",
    describeHeadersPolicy({
      SecurityHeadersConfig: {
        XSSProtection: { Override: true, Protection: true, ModeBlock: true, ReportUri: "/r" },
      },
    }),
    [
      'policies.responseHeadersPolicies.mine.SecurityHeadersConfig.XSSProtection.ReportUri must be left out where ModeBlock is true, got "/r". Choose one of them.',
    ],
  ],
];

describe("findProblems in policies", () => {
  for (const [title, policies, lines] of policyRows) {
    it(`${title}`, () => {
      const distribution = describeDistribution();
      expect(findProblems({ distribution, policies }).map(formatProblem)).to.deep.equal(lines);
    });
  }
});
