import { expect } from "chai";
import {
  EdgeSimulator,
  findProblems,
  formatProblem,
  type EdgeSimulatorOptions,
} from "../../../edge-simulator";
import { describeDistribution } from "../support/distribution";

// Wrong on purpose, so that the types can't be asked.
type Loose = Record<string, unknown>;

const unknown = "is not a field that the edge simulator knows, got";
const correct = (name: string) =>
  `Correct its spelling or remove it. To go on without it, ignore "${name}".`;
const offRemedy = "README.md lists what is simulated.";
const notSimulated = (path: string, value: string, remedy = "Leave it out.") =>
  `DistributionConfig.${path} is not simulated, got ${value}. ${remedy} ${offRemedy} To go on without it, ignore "${path.split(".").at(-1)}".`;

function ofDistribution(distribution: unknown): string[] {
  return findProblems({ distribution }).map(formatProblem);
}

const rootRows: [title: string, root: Loose, lines: string[]][] = [
  ["an unknown field", { Foo: 1 }, [`DistributionConfig.Foo ${unknown} 1. ${correct("Foo")}`]],
  [
    "a disabled distribution",
    { Enabled: false },
    [
      "DistributionConfig.Enabled must be true: a disabled distribution answers nobody, got false. Correct it.",
    ],
  ],
  ["a web ACL", { WebACLId: "arn" }, [notSimulated("WebACLId", '"arn"')]],
  ["staging", { Staging: true }, [notSimulated("Staging", "true")]],
  [
    "CF-RT-04 a root object that begins with a slash",
    { DefaultRootObject: "/index.html" },
    ['DistributionConfig.DefaultRootObject must not begin with /, got "/index.html". Correct it.'],
  ],
  [
    "CF-RT-04 a root object that CloudFront doesn't take",
    { DefaultRootObject: "index html" },
    [
      'DistributionConfig.DefaultRootObject must be at most 255 of the characters A-Z a-z 0-9 _ - . * $ / ~ " \' &, got "index html". Correct it.',
    ],
  ],
  [
    "a wrong quantity",
    { CacheBehaviors: { Quantity: 2, Items: [] } },
    [
      "DistributionConfig.CacheBehaviors.Quantity must equal the number of Items, got 2. Correct it or leave it out.",
    ],
  ],
  [
    "a missing field",
    { DefaultCacheBehavior: undefined },
    ["DistributionConfig.DefaultCacheBehavior is required. Add it."],
  ],
];

const behaviorRows: [title: string, behavior: Loose, lines: string[]][] = [
  [
    "an unknown field",
    { Foo: "x" },
    [`DistributionConfig.DefaultCacheBehavior.Foo ${unknown} "x". ${correct("Foo")}`],
  ],
  [
    "an unknown origin",
    { TargetOriginId: "api" },
    [
      'DistributionConfig.DefaultCacheBehavior.TargetOriginId must be an origin\'s Id, got "api". Use one of "web".',
    ],
  ],
  [
    "unknown policies",
    { CachePolicyId: "c", OriginRequestPolicyId: "o", ResponseHeadersPolicyId: "r" },
    [
      ["CachePolicyId", "a cache policy", "c"],
      ["OriginRequestPolicyId", "an origin request policy", "o"],
      ["ResponseHeadersPolicyId", "a response headers policy", "r"],
    ].map(
      ([field, meaning, id]) =>
        `DistributionConfig.DefaultCacheBehavior.${field} must be the id of ${meaning}, got "${id}". ` +
        "Use a managed policy's id, or give the policy under policies.",
    ),
  ],
  [
    "a wrong viewer protocol policy",
    { ViewerProtocolPolicy: "https" },
    [
      'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy must be one of "allow-all", "https-only", "redirect-to-https", got "https". Correct it.',
    ],
  ],
  [
    "CF-MTH-01 methods that are no set",
    { AllowedMethods: { Items: ["GET", "POST"] } },
    [
      'DistributionConfig.DefaultCacheBehavior.AllowedMethods.Items must be GET and HEAD, these and OPTIONS, or all seven methods, got ["GET","POST"]. Use one of these sets.',
    ],
  ],
  ...(
    [
      ["LambdaFunctionAssociations", { Quantity: 1 }],
      ["FieldLevelEncryptionId", "id"],
      ["SmoothStreaming", true],
      ["GrpcConfig", { Enabled: true }],
    ] as const
  ).map(([field, value]): [string, Loose, string[]] => [
    field,
    { [field]: value },
    [notSimulated(`DefaultCacheBehavior.${field}`, JSON.stringify(value))],
  ]),
];

const originRows: [title: string, origin: Loose, lines: string[]][] = [
  [
    "an S3 origin",
    { S3OriginConfig: { OriginAccessIdentity: "" }, OriginAccessControlId: "E1" },
    [
      notSimulated(
        "Origins.Items[0].S3OriginConfig",
        '{"OriginAccessIdentity":""}',
        "Use CustomOriginConfig.",
      ),
      notSimulated("Origins.Items[0].OriginAccessControlId", '"E1"'),
    ],
  ],
  [
    "CF-HDR-22 an origin path that ends with a slash",
    { OriginPath: "/a/" },
    [
      'DistributionConfig.Origins.Items[0].OriginPath must be empty, or begin with / and not end with /, got "/a/". Correct it.',
    ],
  ],
  [
    "CF-LIM-08 CF-LIM-09 attempts and timeouts out of range",
    { ConnectionAttempts: 4, ConnectionTimeout: 0 },
    [
      "DistributionConfig.Origins.Items[0].ConnectionAttempts must be at most 3, got 4. Correct it.",
      "DistributionConfig.Origins.Items[0].ConnectionTimeout must be at least 1, got 0. Correct it.",
    ],
  ],
  [
    "CF-LIM-12 a completion timeout below the read timeout",
    { ResponseCompletionTimeout: 29 },
    [
      "DistributionConfig.Origins.Items[0].ResponseCompletionTimeout must not be below OriginReadTimeout (30 unless set), got 29. Raise it, or lower OriginReadTimeout.",
    ],
  ],
  [
    "CF-LIM-10 CF-LIM-13 a read timeout and a port out of range",
    {
      CustomOriginConfig: {
        HTTPPort: 81,
        HTTPSPort: 443,
        OriginProtocolPolicy: "http-only",
        OriginReadTimeout: 121,
      },
    },
    [
      "DistributionConfig.Origins.Items[0].CustomOriginConfig.HTTPPort must be 80, 443 or 1024–65535, got 81. Choose another port.",
      "DistributionConfig.Origins.Items[0].CustomOriginConfig.OriginReadTimeout must be at most 120, got 121. Correct it.",
    ],
  ],
  [
    "a custom header's value that HTTP can't carry",
    { CustomHeaders: { Items: [{ HeaderName: "X-A", HeaderValue: "日本" }] } },
    [
      'DistributionConfig.Origins.Items[0].CustomHeaders.Items[0].HeaderValue must be one line of Latin-1 characters, got "日本". Correct it.',
    ],
  ],
  ...["Cookie", "host", "X-Amz-Anything"].map((name): [string, Loose, string[]] => [
    `CF-HDR-21 the custom header ${name}`,
    { CustomHeaders: { Items: [{ HeaderName: name, HeaderValue: "x" }] } },
    [
      `DistributionConfig.Origins.Items[0].CustomHeaders.Items[0].HeaderName must not be a header that CloudFront keeps for itself, got "${name}". Choose another name.`,
    ],
  ]),
];

describe("findProblems", () => {
  for (const [title, root, lines] of rootRows) {
    it(`distribution: ${title}`, () => {
      expect(ofDistribution({ ...describeDistribution(), ...root })).to.deep.equal(lines);
    });
  }
  for (const [title, behavior, lines] of behaviorRows) {
    it(`behavior: ${title}`, () => {
      expect(ofDistribution(describeDistribution({ behavior }))).to.deep.equal(lines);
    });
  }
  for (const [title, origin, lines] of originRows) {
    it(`origin: ${title}`, () => {
      expect(ofDistribution(describeDistribution({ origin }))).to.deep.equal(lines);
    });
  }
  it("origins: unknown ids and what isn't a URL", () => {
    const origins = { web: "127.0.0.1:8000", api: "http://127.0.0.1" };
    const problems = findProblems({ distribution: describeDistribution(), origins });
    expect(problems.map(formatProblem)).to.deep.equal([
      'origins.web must be an http or https URL without a path, got "127.0.0.1:8000". Write it like http://127.0.0.1:8000.',
      'origins must be an origin\'s Id, got "api". Use one of "web".',
    ]);
  });

  it("CF-RT-01 path patterns: characters that CloudFront refuses", () => {
    const paths = [{ PathPattern: "/a b" }, { PathPattern: "" }];
    expect(ofDistribution(describeDistribution({ paths }))).to.have.lengthOf(2);
  });

  it("finds references that lead nowhere beside every other mistake", () => {
    const distribution = {
      ...describeDistribution({
        behavior: { CachePolicyId: "none" },
        paths: [{ PathPattern: "/a", TargetOriginId: "api" }],
      }),
      Foo: 1,
      Staging: true,
    };
    const paths = findProblems({ distribution }).map(({ path }) => path);
    expect(paths).to.have.members([
      "DistributionConfig.Foo",
      "DistributionConfig.Staging",
      "DistributionConfig.DefaultCacheBehavior.CachePolicyId",
      "DistributionConfig.CacheBehaviors.Items[0].TargetOriginId",
      "DistributionConfig.CacheBehaviors.Items[0].CachePolicyId",
    ]);
  });

  it("the simulator throws them all at once", () => {
    const distribution = { ...describeDistribution(), Foo: 1, Bar: 2 };
    expect(() => new EdgeSimulator({ distribution } as EdgeSimulatorOptions)).to.throw(
      "EdgeSimulator: 2 problems:\n" +
        `  - DistributionConfig.Foo ${unknown} 1. ${correct("Foo")}\n` +
        `  - DistributionConfig.Bar ${unknown} 2. ${correct("Bar")}`,
    );
  });
});
