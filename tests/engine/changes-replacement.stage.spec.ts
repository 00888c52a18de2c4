import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import type { EngineProject } from "../support/engine/engine-project";
import { listOperations } from "../support/engine/list-operations";
import { lookWhileHeld } from "../support/engine/look-while-held";
import { listChanges } from "../support/engine/pulumi-run";

const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

const APPLICATION_LOAD_BALANCER = 'healthCheck: { path: "/health" },';
const NETWORK_LOAD_BALANCER = "loadBalancer: { type: LoadBalancerType.Network },";

/** Who is let in, and where to; a network load balancer has no security groups. */
const GROUPS = [
  "SecurityGroup web-instances",
  "SecurityGroup web-load-balancer",
  "SecurityGroupEgressRule web-instances-egress",
  "SecurityGroupEgressRule web-load-balancer-egress",
  "SecurityGroupIngressRule web-instances-ingress",
  "SecurityGroupIngressRule web-load-balancer-ingress",
];

describeOnEngine("A replacement of the environment, on dev and Pulumi's engine", (project) => {
  before(async () => {
    project().edit("stacks/stage.ts", (text) =>
      text.replace("import { CdnFr", "import { LoadBalancerType, CdnFr"),
    );
    await project().initialize("dev");
    await project().up("dev");
    project().account.takeOperations();
  });

  it("for another load balancer creates one, moves the origin, and deletes the old one", async () => {
    const old = findNewest(project());
    editStage(project(), APPLICATION_LOAD_BALANCER, NETWORK_LOAD_BALANCER);
    const { up, seen } = await lookWhileHeld(
      project().account,
      () => project().up("dev"),
      [
        ["create", ENVIRONMENT],
        ["update", DISTRIBUTION],
        ["delete", ENVIRONMENT],
      ],
      () => Promise.resolve(look(project())),
    );
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal([
      ...GROUPS.map((group) => `delete ${group}`),
      "replace Environment web",
      "update Distribution web-distribution (origins)",
    ]);
    const replacement = findNewest(project());
    const both = [old.cname, replacement.cname];
    expect(seen).to.deep.equal([
      { operations: ["create Environment web"], cnames: [old.cname], origin: old.cname },
      { operations: ["update Distribution web-distribution"], cnames: both, origin: old.cname },
      { operations: ["delete Environment web"], cnames: both, origin: replacement.cname },
    ]);
    const { operations, ...rest } = look(project());
    expect(rest).to.deep.equal({ cnames: [replacement.cname], origin: replacement.cname });
    // While an environment is in them, they can't go.
    expect(operations.sort()).to.deep.equal(GROUPS.map((group) => `delete ${group}`));
    expect(project().takeAwsCalls()).to.deep.equal([]);
  });

  it("shows in the stack's outputs", async () => {
    const { output } = await project().run(["stack", "output", "--json", "--stack", "dev"]);
    const { name, cname } = findNewest(project());
    expect(JSON.parse(output)).to.include({ environmentName: name, originUrl: `http://${cname}` });
  });

  it("for an application of another name creates both before the old ones go", async () => {
    const named = `${NETWORK_LOAD_BALANCER} application: { name: "Shop" },`;
    editStage(project(), NETWORK_LOAD_BALANCER, named);
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    expect(look(project()).operations).to.deep.equal([
      "create Application web-application",
      "create ApplicationVersion web-version",
      "create Environment web",
      "update Distribution web-distribution",
      "delete Environment web",
      "delete ApplicationVersion web-version",
      "delete Application web-application",
    ]);
  });

  it("with a name of its own deletes the old one first", async () => {
    editStage(
      project(),
      NETWORK_LOAD_BALANCER,
      `${APPLICATION_LOAD_BALANCER} environment: { name: "shop" },`,
    );
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal([
      ...GROUPS.map((group) => `create ${group}`),
      "replace Environment web",
      "update Distribution web-distribution (origins)",
    ]);
    const { name, cname } = findNewest(project());
    const { operations, ...rest } = look(project());
    expect(name).to.equal("shop");
    expect(rest).to.deep.equal({ cnames: [cname], origin: cname });
    expect(operations.slice(GROUPS.length)).to.deep.equal([
      "delete Environment web",
      "create Environment web",
      "update Distribution web-distribution",
    ]);
  });
});

function editStage(project: EngineProject, before: string, after: string): void {
  project.edit("stacks/stage.ts", (text) => text.replace(before, after));
}

function listEnvironments({ account }: EngineProject): { name: string; cname: string }[] {
  return account
    .list(ENVIRONMENT)
    .map(({ outputs: { name, cname } }) => ({ name: String(name), cname: String(cname) }));
}

function findNewest(project: EngineProject): { name: string; cname: string } {
  const newest = listEnvironments(project).pop();
  if (newest === undefined) {
    throw new Error("There is no environment");
  }
  return newest;
}

/** What was done, which environments there are, and which one CloudFront asks. */
function look(project: EngineProject) {
  const [distribution] = project.account.list(DISTRIBUTION);
  const [origin] = distribution?.inputs.origins as { domainName: string }[];
  return {
    operations: listOperations(project.account),
    cnames: listEnvironments(project).map(({ cname }) => cname),
    origin: origin?.domainName,
  };
}
