import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import type { EngineProject } from "../support/engine/engine-project";
import { listOperations } from "../support/engine/list-operations";
import { lookWhileHeld } from "../support/engine/look-while-held";
import { listChanges } from "../support/engine/pulumi-run";

const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const PARAMETER = "aws:ssm/parameter:Parameter";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

describeOnEngine("A rotation of the origin's secret, on prod and Pulumi's engine", (project) => {
  before(async () => {
    await project().initialize("prod");
    await project().upInline("prod");
    project().account.takeOperations();
  });

  it("accepts the second secret beside the first, before CloudFront sends it", async () => {
    project().edit("stacks/stage.ts", (text) =>
      text.replace(/( +)(healthCheck:)/, "$1originSecretGeneration: 2,\n$1$2"),
    );
    const { up, seen } = await rotate(project());
    expect(listChanges(up)).to.deep.equal([
      "create Parameter web-origin-secret-2",
      "create RandomPassword web-origin-secret-2",
      "replace RolePolicy web-read-secrets (policy)",
      "update Distribution web-distribution (origins)",
      "update Environment web (settings)",
    ]);
    expect(seen).to.deep.equal([
      {
        operations: [
          "create RandomPassword web-origin-secret-2",
          "create Parameter web-origin-secret-2",
          "create RolePolicy web-read-secrets",
          "update Environment web",
        ],
        readable: [["web-origin-secret-1"], ["web-origin-secret-1", "web-origin-secret-2"]],
        sent: "web-origin-secret-1",
      },
    ]);
    expect(listOperations(project().account)).to.deep.equal([
      "update Distribution web-distribution",
      "delete RolePolicy web-read-secrets",
    ]);
    expect(look(project())).to.deep.equal({
      operations: [],
      readable: [["web-origin-secret-1", "web-origin-secret-2"]],
      sent: "web-origin-secret-2",
    });
  });

  it("drops the first secret at last, with the third", async () => {
    project().edit("stacks/stage.ts", (text) =>
      text.replace("originSecretGeneration: 2", "originSecretGeneration: 3"),
    );
    const { up, seen } = await rotate(project());
    expect(listChanges(up)).to.deep.equal([
      "create Parameter web-origin-secret-3",
      "create RandomPassword web-origin-secret-3",
      "delete Parameter web-origin-secret-1",
      "delete RandomPassword web-origin-secret-1",
      "replace RolePolicy web-read-secrets (policy)",
      "update Distribution web-distribution (origins)",
      "update Environment web (settings)",
    ]);
    expect(seen).to.deep.equal([
      {
        operations: [
          "create RandomPassword web-origin-secret-3",
          "create Parameter web-origin-secret-3",
          "create RolePolicy web-read-secrets",
          "update Environment web",
        ],
        readable: [
          ["web-origin-secret-1", "web-origin-secret-2"],
          ["web-origin-secret-2", "web-origin-secret-3"],
        ],
        sent: "web-origin-secret-2",
      },
    ]);
    expect(listOperations(project().account)).to.deep.equal([
      "update Distribution web-distribution",
      "delete RolePolicy web-read-secrets",
      "delete Parameter web-origin-secret-1",
      "delete RandomPassword web-origin-secret-1",
    ]);
    expect(project().takeAwsCalls()).to.deep.equal([]);
  });

  it("leaves nothing to do", async () => {
    const preview = await project().preview("prod", "--expect-no-changes");
    expect(preview.exitCode, preview.output).to.equal(0);
  });
});

async function rotate(project: EngineProject) {
  const rotation = await lookWhileHeld(
    project.account,
    () => project.upInline("prod"),
    [["update", ENVIRONMENT]],
    () => Promise.resolve(look(project)),
  );
  expect(rotation.up.exitCode, rotation.up.output).to.equal(0);
  return rotation;
}

/** What was done, whose secrets instances can read by each policy, and which one CloudFront sends. */
function look({ account }: EngineProject) {
  const parameters = account.list(PARAMETER);
  const sent = JSON.stringify(account.list(DISTRIBUTION)[0]?.inputs.origins);
  return {
    operations: listOperations(account),
    readable: account
      .list(ROLE_POLICY)
      .filter(({ logicalName }) => logicalName === "web-read-secrets")
      .map(({ inputs }) =>
        parameters
          .filter(({ outputs }) => String(inputs.policy).includes(`"${String(outputs.arn)}"`))
          .map(({ logicalName }) => logicalName),
      ),
    sent: parameters.find(({ inputs }) => sent.includes(String(inputs.value)))?.logicalName,
  };
}
