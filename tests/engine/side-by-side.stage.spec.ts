import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import type { EngineProject } from "../support/engine/engine-project";
import { listMade } from "../support/engine/exported-state";
import { listChanges } from "../support/engine/pulumi-run";

/** What has a name that an account, or a region of it, has once. */
const NAMED = [
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:elasticbeanstalk/application:Application",
  "aws:elasticbeanstalk/environment:Environment",
  "aws:iam/instanceProfile:InstanceProfile",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:s3/bucket:Bucket",
  "aws:ssm/parameter:Parameter",
];

function listNames({ account }: EngineProject): string[] {
  return NAMED.flatMap((type) => account.list(type)).map(({ inputs }) =>
    String(inputs.bucket ?? inputs.name),
  );
}

/** No name is there twice, and none is only what the program says. */
function expectNamesOfTheirOwn(project: EngineProject, component: RegExp): void {
  const names = listNames(project);
  expect(new Set(names).size).to.equal(names.length);
  names.forEach((name) =>
    expect(name)
      .to.match(/-[0-9a-f]{7}$/)
      .and.match(component),
  );
}

describeOnEngine("Two stacks in one account", (project) => {
  it("stand side by side", async () => {
    for (const stack of ["dev", "staging"]) {
      await project().initialize(stack);
      const up = await project().up(stack);
      expect(up.exitCode, up.output).to.equal(0);
    }
    expectNamesOfTheirOwn(project(), /^web-/);
  });

  it("don't touch each other", async () => {
    const before = listMade(project());
    project().edit("stacks/staging.ts", (text) =>
      text.replace("maxInstances: 2", "maxInstances: 3"),
    );
    const staging = await project().up("staging");
    expect(listChanges(staging)).to.deep.equal(["update Environment web (settings)"]);
    const dev = await project().preview("dev", "--expect-no-changes");
    expect(dev.exitCode, dev.output).to.equal(0);
    expect(listMade(project())).to.deep.equal(before);
  });

  it("go without each other", async () => {
    const destroy = await project().destroy("staging");
    expect(destroy.exitCode, destroy.output).to.equal(0);
    const dev = await project().preview("dev", "--expect-no-changes");
    expect(dev.exitCode, dev.output).to.equal(0);
  });
});

const TWO_COMPONENTS = `
import * as path from "node:path";
import { CdnFrontedBeanstalkApp, OriginProtection } from "../components";
import { createNetwork } from "./network";

const { vpcId, publicSubnetIds } = createNetwork("shared", {
  availabilityZoneCount: 2,
  natGateways: "None",
  isProtected: false,
});
for (const name of ["shop", "blog"]) {
  new CdnFrontedBeanstalkApp(name, {
    source: { directory: path.join(__dirname, "..", "origin-app") },
    solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
    network: {
      vpcId,
      instanceSubnetIds: publicSubnetIds,
      loadBalancerSubnetIds: publicSubnetIds,
      associatePublicIpAddress: true,
    },
    originProtection: OriginProtection.PrefixListAndSecret,
    capacity: { maxInstances: 2 },
  });
}
`;

describeOnEngine("Two components in one stack", (project) => {
  it("stand side by side", async () => {
    project().edit("stacks/index.ts", () => TWO_COMPONENTS);
    await project().initialize("dev");
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    expectNamesOfTheirOwn(project(), /^(shop|blog)-/);
    const preview = await project().preview("dev", "--expect-no-changes");
    expect(preview.exitCode, preview.output).to.equal(0);
  });

  it("don't touch each other", async () => {
    project().edit("stacks/index.ts", (text) =>
      text.replace("maxInstances: 2", 'maxInstances: name === "shop" ? 3 : 2'),
    );
    const up = await project().up("dev");
    expect(listChanges(up)).to.deep.equal(["update Environment shop (settings)"]);
  });
});
