import { expect } from "chai";
import { findProblems, formatProblem } from "../../../edge-simulator";
import { describeCachePolicy, describeDistribution } from "../support/distribution";

// Wrong on purpose, so that the types can't be asked.
type Loose = Record<string, unknown>;

function describeCustomHeader(name: string, value: string): Loose {
  const header = { Header: name, Value: value, Override: true };
  return { responseHeadersPolicies: { mine: { CustomHeadersConfig: { Items: [header] } } } };
}

const policyRows: [title: string, policies: Loose, lines: string[]][] = [
  [
    "an unknown field",
    { cachePolicies: { "my policy": { ...describeCachePolicy(), Foo: 1 } } },
    [
      `policies.cachePolicies["my policy"].Foo is not a field that the edge simulator knows, got 1. Correct its spelling or remove it.`,
    ],
  ],
  [
    "TTLs in the wrong order",
    { cachePolicies: { mine: describeCachePolicy({ ttls: [10, 5, 20] }) } },
    [
      "policies.cachePolicies.mine.DefaultTTL must be at least MinTTL and at most MaxTTL, got 5. Raise the larger or lower the smaller.",
    ],
  ],
  ...["Cookie", "CloudFront-Viewer-Address", "X-Edge-Anything"].map(
    (name): [string, Loose, string[]] => [
      `CF-KEY-10 CF-KEY-11 ${name} in the key`,
      { cachePolicies: { mine: describeCachePolicy({ headers: [name] }) } },
      [
        `policies.cachePolicies.mine.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.Headers.Items[0] must be a header that can be part of a cache key, got "${name}". Remove it from the cache policy.`,
      ],
    ],
  ),
  [
    "CF-RHP-03 removing a header that CloudFront needs",
    { responseHeadersPolicies: { mine: { RemoveHeadersConfig: { Items: [{ Header: "Via" }] } } } },
    [
      'policies.responseHeadersPolicies.mine.RemoveHeadersConfig.Items[0].Header must not be a header that CloudFront needs, got "Via". Remove it from the list.',
    ],
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
  [
    "Server-Timing",
    { responseHeadersPolicies: { mine: { ServerTimingHeadersConfig: { Enabled: true } } } },
    [
      `policies.responseHeadersPolicies.mine.ServerTimingHeadersConfig is not simulated, got {"Enabled":true}. Leave it out. README.md lists what is simulated.`,
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
