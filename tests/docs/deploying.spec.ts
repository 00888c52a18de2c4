import { expect } from "chai";
import { describeLastDeployment } from "../../deployment/preflight/describe-last-deployment";
import type { StateResource } from "../../deployment/stack-state";
import { listBlocks, readDocument } from "./read-document";

/** An environment whose every name is what the guide writes for it. */
const ENVIRONMENT: StateResource = {
  urn: "urn:pulumi:STACK::PROJECT::aws:elasticbeanstalk/environment:Environment::web",
  type: "aws:elasticbeanstalk/environment:Environment",
  parent: "URN",
  inputs: { name: "NAME", region: "REGION" },
};

describe("docs/deploying.md's way out of a failure", () => {
  const commands = listBlocks(readDocument("deploying.md"), "text").flatMap((block) =>
    block.trim().split("\n"),
  );

  it("is that of preflight", () => {
    const killed = { pending_operations: [{ type: "creating", resource: ENVIRONMENT }] };
    const failed = { resources: [{ ...ENVIRONMENT, initErrors: ["not launched"] }] };
    const advice = [failed, killed].flatMap((state) =>
      describeLastDeployment(state, "STACK").detail.split("\n"),
    );
    const told = commands.filter((command) => advice.some((line) => line.endsWith(`: ${command}`)));
    expect(told.map((command) => command.split(" ").slice(0, 3).join(" "))).to.deep.equal([
      "pulumi up --stack",
      "pulumi cancel --stack",
      "pulumi refresh --stack",
      "pulumi import aws:elasticbeanstalk/environment:Environment",
      "aws elasticbeanstalk terminate-environment",
    ]);
  });
});
