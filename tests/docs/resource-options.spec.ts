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
  it("reach every child but those that deployments replace: protect", async () => {
    const args = { ...ARGS, source: { directory: ORIGIN_APP }, originSecretGeneration: 2 };
    const children = await recordChildren({ protect: true }, args);
    const missed = children.filter(({ options }) => options?.protect !== true);
    expect(missed.map(keyOf)).to.have.members([
      "aws:elasticbeanstalk/applicationVersion:ApplicationVersion::web-version",
      "aws:iam/rolePolicy:RolePolicy::web-read-secrets",
      "aws:s3/bucketObjectv2:BucketObjectv2::web-bundle",
      ...[1, 2].flatMap((generation) => [
        `aws:ssm/parameter:Parameter::web-origin-secret-${generation}`,
        `random:index/randomPassword:RandomPassword::web-origin-secret-${generation}`,
      ]),
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
