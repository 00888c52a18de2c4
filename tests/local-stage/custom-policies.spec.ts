import { expect } from "chai";
import * as fc from "fast-check";
import type { CdnDistributionArgs } from "../../components";
import {
  CdnDistribution,
  CorsMethod,
  HeaderBehavior,
  LambdaEventType,
  ManagedCachePolicy,
  ValueBehavior,
} from "../../components";
import { describeCachePolicy } from "../../components/cdn-distribution/cache-policies";
import { describeOriginRequestPolicy } from "../../components/cdn-distribution/origin-request-policies";
import type { DistributionConfig, Policies } from "../../edge-simulator";
import { EdgeSimulator, findProblems, formatProblem } from "../../edge-simulator";
import { toPolicyConfig } from "../../local-stage/distribution-config";
import type { RecordedValue } from "../../local-stage/recorded-stack";
import type { StageParts } from "../../local-stage/stage-parts";
import { findStageParts } from "../../local-stage/stage-parts";
import { distributionArguments } from "../components/cdn-distribution/distribution-arguments";
import { describeDistribution } from "../edge-simulator/support/distribution";
import { makeEcdsaKey } from "../edge-simulator/support/sign";
import { ManualClock } from "../edge-simulator/support/manual-clock";
import { TestOrigin } from "../edge-simulator/support/test-origin";
import { recordComponent } from "../support/record-component";

const ENVIRONMENT = {
  type: "aws:elasticbeanstalk/environment:Environment",
  name: "web",
  custom: true,
  inputs: { settings: [] },
  parent: null,
  provider: null,
};

/** What of a recorded distribution runs here. */
async function findParts(change: Partial<CdnDistributionArgs>): Promise<StageParts> {
  const args = { originDomainName: "app.example.com", ...change };
  const { stack } = await recordComponent(() => void new CdnDistribution("cdn", args));
  return findStageParts({ ...stack, resources: [...stack.resources, ENVIRONMENT] });
}

const configure = ({ distribution, policies }: StageParts) => ({
  distribution: distribution as DistributionConfig,
  policies: policies as Partial<Policies>,
});

const mapValues = <From, To>(values: Record<string, From>, map: (value: From) => To) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));

/** Everything that the edge simulator has against a recorded distribution. */
async function listProblems(change: Partial<CdnDistributionArgs>): Promise<string[]> {
  return findProblems(configure(await findParts(change))).map(formatProblem);
}

describe("A stack's own policies on the local edge", () => {
  it("decide what is kept, by what and for how long, and what origin and viewer get", async () => {
    const parts = await findParts({
      caching: {
        behaviors: [
          {
            pathPattern: "/search",
            customCachePolicy: "search",
            customOriginRequestPolicy: "agent",
            customResponseHeadersPolicy: "site",
          },
        ],
        cachePolicies: {
          search: {
            maxTtlSeconds: 60,
            headers: ["Accept-Language"],
            queryStrings: { behavior: ValueBehavior.Whitelist, names: ["q"] },
          },
        },
        originRequestPolicies: {
          agent: { headers: { behavior: HeaderBehavior.Whitelist, names: ["X-Agent"] } },
        },
        responseHeadersPolicies: {
          site: {
            cors: { allowOrigins: ["https://a.example"], allowMethods: [CorsMethod.Get] },
            customHeaders: { "X-Team": { value: "shop" } },
            removeHeaders: ["X-Powered-By"],
          },
        },
      },
    });
    const origin = new TestOrigin();
    const clock = new ManualClock();
    const edge = new EdgeSimulator({
      ...configure(parts),
      origins: { [parts.originId]: await origin.start() },
      clock,
    });
    try {
      origin.respond({ headers: { "cache-control": "max-age=3600", "x-powered-by": "Flask" } });
      const { url } = await edge.start();
      const send = async (query: string, language: string) => {
        const headers = {
          "accept-language": language,
          "x-agent": "a",
          origin: "https://a.example",
        };
        const response = await fetch(`${url}/search?${query}`, { headers });
        return [response.headers.get("x-cache"), response.headers] as const;
      };
      const results = [
        (await send("q=1", "en"))[0],
        (await send("q=1&page=2", "en"))[0],
        (await send("q=2", "en"))[0],
        (await send("q=1", "de"))[0],
      ];
      clock.advance(60);
      const [afterwards, headers] = await send("q=1", "en");
      const [miss, hit] = ["Miss from cloudfront", "Hit from cloudfront"];
      expect([...results, afterwards]).to.deep.equal([miss, hit, miss, miss, miss]);
      expect(origin.lastSeen.url).to.equal("/search?q=1");
      expect(origin.lastSeen.headers).to.include({ "accept-language": "en", "x-agent": "a" });
      expect(headers.get("x-team")).to.equal("shop");
      expect(headers.get("x-powered-by")).to.equal(null);
      expect(headers.get("access-control-allow-origin")).to.equal("https://a.example");
      expect(headers.get("x-frame-options")).to.equal("SAMEORIGIN");
    } finally {
      await edge.dispose();
      await origin.stop();
    }
  });

  it("are all that the simulator needs to know", async () => {
    const caching = {
      defaultBehavior: { customResponseHeadersPolicy: "site" },
      responseHeadersPolicies: { site: {} },
    };
    expect(await listProblems({ caching })).to.deep.equal([]);
  });
});

describe("Policies that the component accepts", () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}$/);
  const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
  const { None, Whitelist, AllExcept, All } = ValueBehavior;
  const selection = fc.oneof(
    fc.record({ behavior: fc.constantFrom(None, All) }),
    fc.record({ behavior: fc.constantFrom(Whitelist, AllExcept), names }),
  );
  const headers = fc.oneof(
    fc.record({ behavior: fc.constantFrom(HeaderBehavior.None, HeaderBehavior.AllViewer) }),
    fc.record({
      behavior: fc.constantFrom(HeaderBehavior.Whitelist, HeaderBehavior.AllExcept),
      names,
    }),
  );
  const ttlSeconds = fc.integer({ min: 1, max: 31_536_000 });
  const cachePolicy = fc.record(
    {
      minTtlSeconds: ttlSeconds,
      defaultTtlSeconds: ttlSeconds,
      maxTtlSeconds: ttlSeconds,
      headers: names,
      cookies: selection,
      queryStrings: selection,
      acceptEncodingGzip: fc.boolean(),
      acceptEncodingBrotli: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const originRequestPolicy = fc.record(
    { headers, cookies: selection, queryStrings: selection },
    { requiredKeys: [] },
  );
  const toApi = (inputs: object) =>
    toPolicyConfig(JSON.parse(JSON.stringify(inputs)) as Record<string, RecordedValue>);

  it("are accepted by the simulator, with their TTLs in order", () => {
    fc.assert(
      fc.property(cachePolicy, originRequestPolicy, (cache, originRequest) => {
        const { errors, settings } = distributionArguments.read({
          caching: { cachePolicies: { a: cache }, originRequestPolicies: { a: originRequest } },
        });
        fc.pre(errors.length === 0);
        const { cachePolicies, originRequestPolicies } = settings.caching;
        const policies = {
          cachePolicies: mapValues(cachePolicies, (policy) => toApi(describeCachePolicy(policy))),
          originRequestPolicies: mapValues(originRequestPolicies, (policy) =>
            toApi(describeOriginRequestPolicy(policy)),
          ),
        } as unknown as Partial<Policies>;
        expect(findProblems({ distribution: describeDistribution(), policies })).to.deep.equal([]);
        const { minTtlSeconds: min, maxTtlSeconds: max } = cachePolicies["a"] ?? {};
        expect(cachePolicies["a"]?.defaultTtlSeconds).to.be.within(Number(min), Number(max));
      }),
    );
  });
});

describe("What the local edge lacks", () => {
  const REMEDY = "Leave it out. README.md lists what is simulated.";
  const arn = "arn:aws:lambda:us-east-1:123456789012:function:resize:7";
  const rows: [what: string, change: Partial<CdnDistributionArgs>, place: RegExp][] = [
    [
      "Lambda@Edge",
      {
        caching: {
          behaviors: [
            {
              pathPattern: "/a",
              cachePolicy: ManagedCachePolicy.CachingDisabled,
              lambdaFunctions: [{ eventType: LambdaEventType.OriginRequest, arn }],
            },
          ],
        },
      },
      /^DistributionConfig\.CacheBehaviors\.Items\[0\]\.LambdaFunctionAssociations is not simulated, /,
    ],
  ];
  for (const [what, change, place] of rows) {
    it(`is told by name: ${what}`, async () => {
      const [problem = "", ...others] = await listProblems(change);
      expect(problem).to.match(place);
      expect(problem).to.include(REMEDY);
      expect(others).to.deep.equal([]);
    });
  }

  it("is not who may see what", async () => {
    const parts = await findParts({
      geoRestriction: { allowedCountries: ["NZ", "FR"] },
      caching: { defaultBehavior: { trustedKeyGroupIds: ["group"] } },
    });
    const { publicKey } = makeEcdsaKey("key");
    const keyGroups = { group: { key: publicKey } };
    expect(findProblems({ ...configure(parts), keyGroups })).to.deep.equal([]);
  });

  it("is not asked of a real-time log, which changes nothing for viewers", async () => {
    const realtimeLogConfigArn = "arn:aws:cloudfront::123456789012:realtime-log-config/site";
    const problems = await listProblems({ caching: { defaultBehavior: { realtimeLogConfigArn } } });
    expect(problems).to.deep.equal([]);
  });
});
