import { expect } from "chai";
import type { CdnDistributionArgs } from "../../components";
import { CdnDistribution } from "../../components";
import type { DistributionConfig, Policies } from "../../edge-simulator";
import { EdgeSimulator } from "../../edge-simulator";
import { listFunctionWarnings } from "../../local-stage/function-warnings";
import type { RecordedResource, RecordedValue } from "../../local-stage/recorded-stack";
import type { StageParts } from "../../local-stage/stage-parts";
import { findStageParts } from "../../local-stage/stage-parts";
import { TestOrigin } from "../edge-simulator/support/test-origin";
import { recordComponent } from "../support/record-component";

const STORE = "arn:aws:cloudfront::123456789012:key-value-store/routes";

const resource = (
  type: string,
  name: string,
  inputs: Record<string, RecordedValue>,
): RecordedResource => ({ type, name, custom: true, inputs, parent: null, provider: null });

const RESOURCES = [
  resource("aws:elasticbeanstalk/environment:Environment", "web", { settings: [] }),
  resource("aws:cloudfront/keyvaluestoreKey:KeyvaluestoreKey", "a", {
    ...{ keyValueStoreArn: STORE, key: "/a", value: "/from-key" },
  }),
  resource("aws:cloudfront/keyvaluestoreKey:KeyvaluestoreKey", "b", {
    ...{ keyValueStoreArn: "arn:other", key: "/b", value: "/from-other" },
  }),
  resource("aws:cloudfront/keyvaluestoreKeysExclusive:KeyvaluestoreKeysExclusive", "c", {
    keyValueStoreArn: STORE,
    resourceKeyValuePairs: [{ key: "/c", value: "/from-pairs" }],
  }),
];

async function findParts(change: Partial<CdnDistributionArgs>): Promise<StageParts> {
  const args = { originDomainName: "app.example.com", ...change };
  const { stack } = await recordComponent(() => void new CdnDistribution("cdn", args));
  return findStageParts({ ...stack, resources: [...stack.resources, ...RESOURCES] });
}

const code = `import cf from 'cloudfront';
async function handler(event) {
  const store = cf.kvs();
  const { request } = event;
  request.uri = (await store.exists(request.uri)) ? await store.get(request.uri) : '/none';
  return request;
}`;

describe("A stack's own functions", () => {
  it("run on the local edge, with what the stack puts into their store", async () => {
    const { distribution, policies, functions } = await findParts({
      functions: { route: { code, keyValueStoreArn: STORE } },
      caching: { defaultBehavior: { viewerRequestFunction: "route" } },
    });
    const origin = new TestOrigin();
    const edge = new EdgeSimulator({
      distribution: distribution as DistributionConfig,
      policies: policies as Partial<Policies>,
      functions,
      origins: { origin: await origin.start() },
    });
    try {
      const { url } = await edge.start();
      for (const path of ["/a", "/b", "/c"]) {
        await fetch(url + path);
      }
      const asked = origin.seen.map((request) => request.url);
      expect(asked).to.deep.equal(["/from-key", "/none", "/from-pairs"]);
    } finally {
      await edge.dispose();
      await origin.stop();
    }
  });

  it("that the component writes run there, too, and have nothing unlisted", async () => {
    const { functions } = await findParts({ caching: { sendForwardedHost: true } });
    expect(Object.values(functions).map(({ name }) => name)).to.deep.equal(["cdn-viewer-request"]);
    expect(listFunctionWarnings(functions)).to.deep.equal([]);
  });

  it("are looked through for what CloudFront may not have", async () => {
    const { functions } = await findParts({ functions: { route: { code } } });
    expect(listFunctionWarnings(functions)).to.deep.equal([
      `Function "cdn-route", line 4: destructuring isn't listed for cloudfront-js-2.0.`,
    ]);
  });
});
