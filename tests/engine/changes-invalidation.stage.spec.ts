import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { AWS_FAILURE, hideAwsCli } from "../support/engine/aws-cli";
import { describeOnEngine } from "../support/engine/describe-engine";
import type { EngineProject } from "../support/engine/engine-project";

const COMMAND = "command:local:Command";

describeOnEngine("An invalidation that fails, on dev and Pulumi's engine", (project) => {
  let warning: string;

  before(async () => {
    await project().initialize("dev");
    await project().up("dev");
    const [distribution] = project().account.list("aws:cloudfront/distribution:Distribution");
    warning = describeWarning(AWS_FAILURE, distribution?.id);
  });

  it("fails no deployment, and warns with the reason and the line that repeats it", async () => {
    project().environment.AWS_EXIT_CODE = "254";
    addByte(project());
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    expect(up.diagnostics).to.deep.equal([{ severity: "warning", message: warning }]);
    expect(project().takeAwsCalls()).to.have.length(1);
  });

  it("is not repeated by the next deployment, which warns again", async () => {
    const up = await project().up("dev", "--expect-no-changes");
    expect(up.exitCode, up.output).to.equal(0);
    expect(up.diagnostics).to.deep.equal([{ severity: "warning", message: warning }]);
    expect(project().takeAwsCalls()).to.deep.equal([]);
  });

  it("is repeated by the line of the warning", () => {
    const [, line = ""] = warning.split(" Run: ");
    const env = { ...project().environment, AWS_EXIT_CODE: "0" };
    execFileSync("/bin/sh", ["-c", line], { env, cwd: project().directory });
    const [distribution] = project().account.list("aws:cloudfront/distribution:Distribution");
    expect(project().takeAwsCalls()).to.deep.equal([
      `cloudfront create-invalidation --distribution-id ${distribution?.id} --paths /*`,
    ]);
  });

  it("is forgotten with the next version that is invalidated", async () => {
    delete project().environment.AWS_EXIT_CODE;
    addByte(project());
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    expect(up.diagnostics).to.deep.equal([]);
    expect(project().takeAwsCalls()).to.have.length(1);
  });

  it("fails no deployment without an AWS CLI either", async () => {
    hideAwsCli(project());
    addByte(project());
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    // Each shell has words of its own for a command that is not there.
    const [command] = project().account.list(COMMAND);
    expect(command?.outputs.stderr).to.match(/\baws: (command )?not found$/);
    const [distribution] = project().account.list("aws:cloudfront/distribution:Distribution");
    expect(up.diagnostics).to.deep.equal([
      {
        severity: "warning",
        message: describeWarning(String(command?.outputs.stderr), distribution?.id),
      },
    ]);
  });
});

function addByte(project: EngineProject): void {
  project.edit("origin-app/static/page.css", (text) => `${text}\n`);
}

function describeWarning(reason: string, distributionId: string | undefined): string {
  return (
    'CdnFrontedBeanstalkApp "web": the invalidation after the last change of version failed, so ' +
    `viewers may get the earlier version until its TTL ends (${reason}). Run: aws cloudfront ` +
    `create-invalidation --distribution-id ${distributionId} --paths "/*"`
  );
}
