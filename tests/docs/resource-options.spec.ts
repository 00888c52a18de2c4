import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { CdnFrontedBeanstalkAppArgs } from "../../components";
import { CdnFrontedBeanstalkApp } from "../../components";
import type { RecordedResource } from "../../local-stage/recorded-stack";
import { keyOf } from "../../local-stage/recorded-stack";
import { recordComponent } from "../support/record-component";
import { recordWarnings } from "../support/record-warnings";

const ARGS = {
  source: { versionLabel: "v1" },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
};

const ORIGIN_APP = path.join(__dirname, "..", "..", "origin-app");

/** What is below a component that got these options. */
async function recordChildren(
  opts: pulumi.ComponentResourceOptions = {},
  args: CdnFrontedBeanstalkAppArgs = ARGS,
): Promise<RecordedResource[]> {
  const { stack } = await recordComponent(() => void new CdnFrontedBeanstalkApp("web", args, opts));
  const [, ...children] = stack.resources;
  expect(children).to.have.length.above(20);
  return children;
}

describe("options of the component, as its README has them,", () => {
  it("reach what holds data or an address: protect", async () => {
    const args: CdnFrontedBeanstalkAppArgs = {
      ...ARGS,
      source: { directory: ORIGIN_APP },
      originSecretGeneration: 2,
      domain: { names: ["shop.example.com"], hostedZoneId: "Z0123456789ABC" },
      caching: { cachePolicies: { page: { defaultTtlSeconds: 60 } } },
    };
    const children = await recordChildren({ protect: true }, args);
    const reached = children.filter(({ custom, options }) => custom && options?.protect === true);
    expect(reached.map(keyOf)).to.have.members([
      "aws:cloudfront/distribution:Distribution::web-distribution",
      "aws:elasticbeanstalk/application:Application::web-application",
      "aws:elasticbeanstalk/environment:Environment::web",
      "aws:route53/record:Record::web-a-shop.example.com",
      "aws:route53/record:Record::web-aaaa-shop.example.com",
      "aws:s3/bucket:Bucket::web-bundles",
      "command:local:Command::web-invalidation",
    ]);
  });

  it("reach every child: transformations", async () => {
    const deleteBeforeReplace = true;
    const children = await recordChildren({
      transformations: [
        ({ props, opts }) => ({ props, opts: pulumi.mergeOptions(opts, { deleteBeforeReplace }) }),
      ],
    });
    const missed = children.filter(({ options }) => options?.deleteBeforeReplace !== true);
    expect(missed.map(keyOf)).to.deep.equal([]);
  });

  const IGNORED: pulumi.CustomResourceOptions = {
    additionalSecretOutputs: ["arn"],
    customTimeouts: { create: "2h" },
    deleteBeforeReplace: true,
    ignoreChanges: ["tags"],
    replaceOnChanges: ["tags"],
  };
  for (const [name, value] of Object.entries(IGNORED)) {
    it(`stay with the component: ${name}`, async () => {
      expect(await recordChildren({ [name]: value })).to.deep.equal(await recordChildren());
    });
  }

  it("are the engine's to apply, and so without effect here, of which is warned: transforms", async () => {
    const seen: string[] = [];
    const opts: pulumi.ComponentResourceOptions = {
      transforms: [({ type }) => void seen.push(type)],
    };
    expect(await recordChildren(opts)).to.deep.equal(await recordChildren());
    expect(seen).to.deep.equal([]);
    const warnings = await recordWarnings(() => new CdnFrontedBeanstalkApp("web", ARGS, opts));
    expect(warnings).to.deep.equal([
      'The transforms of cdn-fronted-beanstalk:index:CdnFrontedBeanstalkApp "web" are not applied ' +
        "here: only the engine runs them. Use transformations to see them in the local stage and the " +
        "plan.",
    ]);
  });
});
