import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import { exportState, listMade } from "../support/engine/exported-state";

const NOTHING = { made: [], failures: {}, pendingOperations: [] };

describeOnEngine("Destroying dev", (project) => {
  it("leaves nothing, in an order that AWS accepts", async () => {
    await project().initialize("dev");
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    const destroy = await project().destroy("dev");
    expect(destroy.exitCode, destroy.output).to.equal(0);
    expect(listMade(project())).to.deep.equal([]);
    expect(await exportState(project(), "dev")).to.deep.equal(NOTHING);
  });
});

describeOnEngine("Destroying prod", (project) => {
  const listNames = () =>
    project()
      .account.list()
      .map(({ type, logicalName }) => `${type.split(":").pop()} ${logicalName}`);

  it("is refused, with what to do, before anything goes", async () => {
    await project().initialize("prod");
    const up = await project().upInline("prod");
    expect(up.exitCode, up.output).to.equal(0);
    const before = listNames();
    project().account.takeOperations();
    const destroy = await project().destroy("prod");
    expect(destroy.exitCode, destroy.output).to.equal(1);
    const [refusal] = destroy.diagnostics.filter(({ severity }) => severity === "error");
    expect(refusal?.message).to.match(
      /^resource "(urn:.+)" cannot be deleted\nbecause it is protected\..+`pulumi state unprotect '\1'`$/s,
    );
    expect(project().account.takeOperations()).to.deep.equal([]);
    expect(listNames()).to.deep.equal(before);
  });

  it("leaves the bundles alone, once it is wanted", async () => {
    const unprotect = await project().run(["state", "unprotect", "--all", "--yes", "-s", "prod"]);
    expect(unprotect.exitCode, unprotect.output).to.equal(0);
    const destroy = await project().destroy("prod");
    expect(destroy.exitCode, destroy.output).to.equal(0);
    expect(listNames()).to.deep.equal(["Bucket web-bundles", "BucketObjectv2 web-bundle"]);
    expect(await exportState(project(), "prod")).to.deep.equal(NOTHING);
  });
});
