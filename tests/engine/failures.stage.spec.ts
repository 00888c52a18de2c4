import { expect } from "chai";
import type { Verdict } from "../../deployment/check";
import { findLastDeployment } from "../deployment/support/last-deployment";
import { describeOnEngine } from "../support/engine/describe-engine";
import type { EngineProject } from "../support/engine/engine-project";
import { exportState, listMade } from "../support/engine/exported-state";
import type { PulumiRun } from "../support/engine/pulumi-run";
import { listChanges } from "../support/engine/pulumi-run";

const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";
const VERSION = "aws:elasticbeanstalk/applicationVersion:ApplicationVersion";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

const FORBIDDEN =
  "putting IAM Role (web-instance-role-0000001) Policy (web-session-manager-0000002): operation error " +
  "IAM: PutRolePolicy, https response error StatusCode: 403, RequestID: " +
  "5c1b6bc4-5e0b-4f36-8a4a-1f1c1e6f9a10, api error AccessDenied: User: " +
  "arn:aws:iam::123456789012:user/deployer is not authorized to perform: iam:PutRolePolicy";
const NO_BUNDLE =
  "creating Elastic Beanstalk Application Version (702340a4): operation error Elastic Beanstalk: " +
  "CreateApplicationVersion, https response error StatusCode: 400, RequestID: " +
  "5c1b6bc4-5e0b-4f36-8a4a-1f1c1e6f9a10, api error InvalidParameterCombination: Unable to download " +
  "from S3 location";
const NOT_LAUNCHED =
  "creating Elastic Beanstalk Environment (e-aaaaaaaaaa): 2026-01-01 10:00:00 +0000 UTC: Environment " +
  "must have instance profile associated with it.\n2026-01-01 10:00:01 +0000 UTC: Failed to launch " +
  "environment.";
const NOT_DEPLOYED =
  "waiting for CloudFront Distribution (EAAAAAAAAAAAAA) deploy: timeout while waiting for state to " +
  "become 'Deployed' (last state: 'InProgress', timeout: 1h30m0s)";
const NOT_UPDATED =
  "updating Elastic Beanstalk Environment (e-aaaaaaaaaa): 2026-01-01 10:00:00 +0000 UTC: Failed to " +
  "deploy application.";

/** A failure says of which resource, in the provider's own words, and that the deployment failed. */
function expectFailure(run: PulumiRun, resource: string, message: string): void {
  expect(run.exitCode, run.output).to.equal(1);
  expect(run.output).to.contain(`  ${resource}:\n    error: `);
  const errors = run.diagnostics.filter(({ severity }) => severity === "error");
  const messages = errors.map((error) => error.message.replace(/^1 error occurred:\s+\* /, ""));
  // A VPC that was being made just then says that it was stopped.
  expect(messages).to.include.members([message, "update failed"]);
}

/** The state is what there is: nothing forgotten, nothing that isn't, nothing half known. */
async function expectConsistentState(
  project: EngineProject,
  stack: string,
  failures: Record<string, string[]>,
): Promise<void> {
  const state = await exportState(project, stack);
  expect(state).to.deep.equal({ made: listMade(project), failures, pendingOperations: [] });
}

describeOnEngine("A stage whose deployments fail", (project) => {
  /** What the preview of the whole stage announces, less what was made until now. */
  let missing: string[] = [];

  /** Takes what a run made from what is missing: nothing is made twice, and nothing else. */
  const takeMade = (run: PulumiRun, failed?: string) => {
    for (const made of listChanges(run).filter((change) => change !== failed)) {
      expect(missing).to.include(made);
      missing.splice(missing.indexOf(made), 1);
    }
  };

  /** What `npm run preflight` then says: with it, and what the provider said, a user goes on. */
  const expectPreflight = async (verdict: Verdict, ...lines: string[]) => {
    const found = await findLastDeployment(project(), "dev");
    expect(found).to.deep.equal({ verdict, detail: lines.join("\n") });
  };

  const describeEvents = () => {
    const { name } = project().account.list(ENVIRONMENT)[0]?.inputs ?? {};
    return (
      "  Its events tell the reason: aws elasticbeanstalk describe-events --region eu-central-1 " +
      `--environment-name ${String(name)} --max-items 20 --output table`
    );
  };

  const expectSlowDistribution = () =>
    expectPreflight(
      "warning",
      "failed half-way:",
      `Distribution "web-distribution": ${NOT_DEPLOYED}`,
      "  CloudFront goes on by itself, until this says Deployed: aws cloudfront get-distribution " +
        `--id ${project().account.list(DISTRIBUTION)[0]?.id} --query Distribution.Status`,
      "  Then: pulumi up --stack dev",
    );

  const failCreation = async (type: string, moment: "refused" | "half-way", message: string) => {
    project().account.failNext({ kind: "create", type, moment, message });
    return project().up("dev");
  };

  it("keeps what was made when a permission is missing", async () => {
    await project().initialize("dev");
    await expectPreflight("pass", "none yet");
    missing = listChanges(await project().preview("dev"));
    const up = await failCreation(ROLE_POLICY, "refused", FORBIDDEN);
    expectFailure(up, "aws:iam:RolePolicy (web-session-manager)", FORBIDDEN);
    await expectConsistentState(project(), "dev", {});
    await expectPreflight("pass", "left nothing half-way");
    takeMade(up, "create RolePolicy web-session-manager");
  });

  it("keeps an environment that was launched with errors", async () => {
    const up = await failCreation(ENVIRONMENT, "half-way", NOT_LAUNCHED);
    expectFailure(up, "aws:elasticbeanstalk:Environment (web)", NOT_LAUNCHED);
    await expectConsistentState(project(), "dev", { web: [NOT_LAUNCHED] });
    await expectPreflight(
      "warning",
      "failed half-way:",
      `Environment "web": ${NOT_LAUNCHED.split("\n")[0]}`,
      describeEvents(),
      "  Once the reason is gone: pulumi up --stack dev",
      "  If it never launched, make another: pulumi up --stack dev --replace '**:Environment::web'",
    );
    takeMade(up);
    expect(missing).to.deep.equal([
      "create Command web-invalidation",
      "create Distribution web-distribution",
    ]);
  });

  it("keeps a distribution that takes too long", async () => {
    const up = await failCreation(DISTRIBUTION, "half-way", NOT_DEPLOYED);
    expectFailure(up, "aws:cloudfront:Distribution (web-distribution)", NOT_DEPLOYED);
    await expectConsistentState(project(), "dev", { "web-distribution": [NOT_DEPLOYED] });
    await expectSlowDistribution();
    takeMade(up);
    expect(missing).to.deep.equal(["create Command web-invalidation"]);
  });

  it("is finished by what is missing", async () => {
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal(missing);
    await expectConsistentState(project(), "dev", {});
    await expectPreflight("pass", "left nothing half-way");
    const preview = await project().preview("dev", "--expect-no-changes");
    expect(preview.exitCode, preview.output).to.equal(0);
  });

  const readVersion = () => project().account.list(ENVIRONMENT)[0]?.inputs.version;

  it("keeps the earlier version where a new one is refused", async () => {
    const version = readVersion();
    project().edit("origin-app/application.py", (text) => `${text}#`);
    const up = await failCreation(VERSION, "refused", NO_BUNDLE);
    expectFailure(up, "aws:elasticbeanstalk:ApplicationVersion (web-version)", NO_BUNDLE);
    await expectConsistentState(project(), "dev", {});
    expect(readVersion()).to.equal(version);
  });

  it("keeps the earlier version where Beanstalk rolls back", async () => {
    const version = readVersion();
    project().account.failNext({
      kind: "update",
      type: ENVIRONMENT,
      moment: "rolled-back",
      message: NOT_UPDATED,
    });
    const up = await project().up("dev");
    expectFailure(up, "aws:elasticbeanstalk:Environment (web)", NOT_UPDATED);
    await expectConsistentState(project(), "dev", { web: [NOT_UPDATED] });
    await expectPreflight(
      "warning",
      "failed half-way:",
      `Environment "web": ${NOT_UPDATED}`,
      describeEvents(),
      "  Once the reason is gone: pulumi up --stack dev",
    );
    expect(readVersion()).to.equal(version);
  });

  it("deploys the new version next time", async () => {
    const version = readVersion();
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal([
      "update Command web-invalidation (environment)",
      "update Environment web (version)",
    ]);
    expect(readVersion()).not.to.equal(version);
    await expectConsistentState(project(), "dev", {});
  });

  it("takes an update that CloudFront is slow with for done once it is", async () => {
    project().edit("stacks/dev.ts", (text) => text.replace("PriceClass100", "PriceClassAll"));
    project().account.failNext({
      kind: "update",
      type: DISTRIBUTION,
      moment: "half-way",
      message: NOT_DEPLOYED,
    });
    const failed = await project().up("dev");
    expectFailure(failed, "aws:cloudfront:Distribution (web-distribution)", NOT_DEPLOYED);
    await expectConsistentState(project(), "dev", { "web-distribution": [NOT_DEPLOYED] });
    await expectSlowDistribution();
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal([]);
    await expectConsistentState(project(), "dev", {});
  });

  it("makes an environment anew that can't be mended", async () => {
    const [before] = project().account.list(ENVIRONMENT);
    const up = await project().up("dev", "--replace", "**:Environment::web");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal([
      "replace Environment web",
      "update Distribution web-distribution (origins)",
    ]);
    expect(
      project()
        .account.list(ENVIRONMENT)
        .map(({ id }) => id),
    ).not.to.deep.equal([before?.id]);
  });
});
