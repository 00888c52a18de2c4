import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import { listChanges } from "../support/engine/pulumi-run";

describeOnEngine("A protected stage on Pulumi's engine", (project) => {
  it("is deployed", async () => {
    await project().initialize("prod");
    const up = await project().upInline("prod");
    expect(up.exitCode, up.output).to.equal(0);
  });

  it("takes another version of the app", async () => {
    project().edit("origin-app/application.py", (text) => `${text}\n`);
    const up = await project().upInline("prod");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal([
      "replace ApplicationVersion web-version (description, key)",
      "replace BucketObjectv2 web-bundle (key, source)",
      "update Command web-invalidation (environment)",
      "update Environment web (version)",
    ]);
  });

  it("takes another secret, and drops the one before the last", async () => {
    const rotate = (generation: number) =>
      project().edit("stacks/stage.ts", (text) =>
        text
          .replace(/originSecretGeneration: \d,/, "")
          .replace("priceClass: stage", `originSecretGeneration: ${generation}, priceClass: stage`),
      );
    rotate(2);
    const second = await project().upInline("prod");
    expect(second.exitCode, second.output).to.equal(0);
    rotate(3);
    const third = await project().upInline("prod");
    expect(third.exitCode, third.output).to.equal(0);
    expect(listChanges(third).filter((line) => line.startsWith("delete"))).to.deep.equal([
      "delete Parameter web-origin-secret-1",
      "delete RandomPassword web-origin-secret-1",
    ]);
  });

  it("refuses to go", async () => {
    const destroy = await project().destroy("prod");
    expect(destroy.exitCode).to.not.equal(0);
    expect(destroy.output).to.contain("cannot be deleted");
  });
});
