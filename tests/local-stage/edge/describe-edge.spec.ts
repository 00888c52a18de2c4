import { expect } from "chai";
import { managedCachePolicyIds, managedOriginRequestPolicyIds } from "../../../edge-simulator";
import type { EdgeChoices } from "../../../local-stage/edge/describe-edge";
import { describeEdge } from "../../../local-stage/edge/describe-edge";
import { UserError } from "../../../local-stage/user-error";
import { describeCachePolicy } from "../../edge-simulator/support/distribution";
import { useTemporaryDirectory, writeFiles } from "../../support/temporary-directory";

const ORIGIN = "http://127.0.0.1:3000";
const POLICY = describeCachePolicy({ ttls: [1, 2, 3] });

function describeBehavior(choices: EdgeChoices) {
  const { distribution, policies } = describeEdge({ origin: ORIGIN, ...choices }).configuration;
  const { CachePolicyId, OriginRequestPolicyId } = distribution.DefaultCacheBehavior;
  return [CachePolicyId, OriginRequestPolicyId, policies?.cachePolicies];
}

function listMistakes(choices: EdgeChoices): string[] {
  try {
    describeEdge(choices);
  } catch (error) {
    expect(error).to.be.instanceOf(UserError);
    return (error as Error).message.replace(/^\d+ mistakes:\n/, "").split("\n");
  }
  return [];
}

const policyOf = (CachePolicyId: string, type = "cachePolicy:CachePolicy") => ({
  resources: [
    {
      type: "aws:cloudfront/distribution:Distribution",
      name: "web",
      inputs: { origins: [], defaultCacheBehavior: { cachePolicyId: CachePolicyId } },
    },
    { type: `aws:cloudfront/${type}`, name: "own", inputs: {} },
  ],
});

describe("describeEdge", () => {
  const directory = useTemporaryDirectory();
  const { CachingOptimized, CachingDisabled } = managedCachePolicyIds;
  const appDecides = managedCachePolicyIds["UseOriginCacheControlHeaders-QueryStrings"];
  const { AllViewer } = managedOriginRequestPolicyIds;

  const rows: [title: string, choices: EdgeChoices, expected: unknown[]][] = [
    ["as CdnDistribution has it by default", {}, [appDecides, AllViewer, {}]],
    ["a managed policy by name", { cachePolicy: "CachingOptimized" }, [CachingOptimized, "", {}]],
    ["by its whole name", { cachePolicy: "Managed-CachingDisabled" }, [CachingDisabled, "", {}]],
    ["by its id", { cachePolicy: CachingOptimized }, [CachingOptimized, "", {}]],
    [
      "with an origin request policy",
      { cachePolicy: "CachingDisabled", originRequestPolicy: "AllViewer" },
      [CachingDisabled, AllViewer, {}],
    ],
    ["without one", { originRequestPolicy: "none" }, [appDecides, "", {}]],
  ];
  for (const [title, choices, expected] of rows) {
    it(`gives the behavior its policies: ${title}`, () => {
      expect(describeBehavior(choices)).to.deep.equal(expected);
    });
  }

  const wrappings: [title: string, content: unknown][] = [
    ["a CachePolicyConfig", POLICY],
    ["what get-cache-policy-config prints", { ETag: "E1", CachePolicyConfig: POLICY }],
    [
      "what get-cache-policy prints",
      { ETag: "E1", CachePolicy: { Id: "1", LastModifiedTime: "t", CachePolicyConfig: POLICY } },
    ],
  ];
  for (const [title, content] of wrappings) {
    it(`reads a policy from a file: ${title}`, () => {
      writeFiles(directory(), { "own.json": JSON.stringify(content) });
      const file = `${directory()}/own.json`;
      expect(describeBehavior({ cachePolicy: file })).to.deep.equal([
        ...[file, "", { [file]: JSON.parse(JSON.stringify(POLICY)) as unknown }],
      ]);
    });
  }

  it("takes all methods, and compresses", () => {
    const { distribution } = describeEdge({ origin: ORIGIN }).configuration;
    const { AllowedMethods, Compress } = distribution.DefaultCacheBehavior;
    expect(AllowedMethods?.Items).to.have.length(7);
    expect(Compress).to.equal(true);
  });

  it("names all mistakes at once, under the options that they are in", () => {
    writeFiles(directory(), { "own.json": JSON.stringify({ ...POLICY, MinTTL: -1 }) });
    const mistakes = listMistakes({
      origin: "127.0.0.1:3000",
      ...{ cachePolicy: `${directory()}/own.json`, originRequestPolicy: "AllViewers" },
      ...{ responseHeadersPolicy: "./none.json", port: "65536", maxBytes: "1.5", country: "de" },
    });
    const wanted = [
      '  - --port must be a whole number from 0 to 65535, got "65536". ',
      '  - --max-bytes must be a whole number from 1 to 9007199254740991, got "1.5". ',
      '  - --origin-request-policy must be a managed policy or a JSON file, got "AllViewers". ',
      '  - --response-headers-policy must be a JSON file, got "./none.json" (ENOENT',
      '  - policies.cachePolicies["',
      '  - --origin must be an http or https URL without a path, got "127.0.0.1:3000". ',
      "  - --country must be ",
    ];
    wanted.forEach((start, index) => expect(mistakes[index]).to.satisfy(startsWith(start), start));
    expect(mistakes).to.have.length(wanted.length);
  });

  const combinations: [title: string, choices: EdgeChoices, mistakes: string[]][] = [
    [
      "nothing to run",
      {},
      ["Nothing says what to run. Give an app's URL with --origin, or a --stage."],
    ],
    [
      "overrides without a stage",
      { origin: ORIGIN, originOverride: ["web=http://127.0.0.1:1"] },
      ["--origin-override is about a stage's origins. Use it with --stage."],
    ],
  ];
  for (const [title, choices, mistakes] of combinations) {
    it(`refuses ${title}`, () => {
      expect(listMistakes(choices)).to.deep.equal(mistakes);
    });
  }

  it("refuses, beside a stage, what the stage says, and overrides that are none", () => {
    const mistakes = listMistakes({
      ...{ stage: __filename, origin: ORIGIN, cachePolicy: "CachingDisabled" },
      originOverride: ["web"],
    });
    expect(mistakes[0]).to.contain("--origin doesn't go with --stage");
    expect(mistakes[1]).to.contain("--cache-policy doesn't go with --stage");
    expect(mistakes[2]).to.contain(`--stage must be a JSON file, got "${__filename}"`);
  });

  it("refuses a stage file that holds something else", () => {
    writeFiles(directory(), { "stage.json": "{}" });
    expect(listMistakes({ stage: `${directory()}/stage.json` })[0]).to.contain(
      "which holds something else. Write it with npm -s run plan -- --json.",
    );
  });

  it("goes on without a field that isn't simulated, once it is named", () => {
    const { distribution } = describeEdge({ origin: ORIGIN }).configuration;
    const { CachePolicyId = "" } = distribution.DefaultCacheBehavior;
    const stage = policyOf(CachePolicyId);
    const [web] = stage.resources;
    Object.assign(web?.inputs ?? {}, {
      ...{ enabled: true, webAclId: "arn", mystery: 1 },
      origins: [
        {
          ...{ originId: "web", domainName: "app.example.com" },
          customOriginConfig: {
            ...{ httpPort: 80, httpsPort: 443, originProtocolPolicy: "http-only" },
          },
        },
      ],
      defaultCacheBehavior: {
        ...{ targetOriginId: "web", viewerProtocolPolicy: "allow-all" },
        cachePolicyId: CachePolicyId,
      },
    });
    writeFiles(directory(), {
      "stage.json": JSON.stringify({ resources: stage.resources.slice(0, 1) }),
    });
    const choices = { stage: `${directory()}/stage.json` };
    expect(listMistakes({ ...choices, ignore: ["Mystery"] })).to.deep.equal([
      'DistributionConfig.WebACLId is not simulated, got "arn". Leave it out. README.md lists what ' +
        "is simulated. To go on without it, use --ignore WebACLId.",
    ]);
    expect(listMistakes({ ...choices, ignore: ["Mystery", "WebACLId"] })).to.deep.equal([]);
    expect(listMistakes({ ...choices, ignore: ["Mystery", "WebACLId", "Nothing"] })[0]).to.match(
      /^--ignore /,
    );
  });

  it("finds a stage's own policies, and says what it doesn't know of them", () => {
    const id = "unknown";
    writeFiles(directory(), { "stage.json": JSON.stringify(policyOf(id)) });
    const mistakes = listMistakes({ stage: `${directory()}/stage.json` }).join("\n");
    expect(mistakes).to.match(/policies\.cachePolicies\["[0-9a-f-]{36}"\]\.MinTTL is required\./);
    expect(mistakes).to.contain('CachePolicyId must be the id of a cache policy, got "unknown".');
  });
});

function startsWith(start: string): (text: string) => boolean {
  return (text) => text.startsWith(start);
}
