import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import { listChanges } from "../support/engine/pulumi-run";

const POLICY =
  "cachePolicies: { brief: { defaultTtlSeconds: 5 } }, " +
  'behaviors: [{ pathPattern: "/brief/*", customCachePolicy: "brief" },';

describeOnEngine("A protected stage on Pulumi's engine", (project) => {
  it("is deployed", async () => {
    project().edit("stacks/caching.ts", (text) => text.replace("behaviors: [", POLICY));
    await project().initialize("prod");
    const up = await project().upInline("prod");
    expect(up.exitCode, up.output).to.equal(0);
  });

  it("lets go of what a change leaves out", async () => {
    project().edit("stacks/caching.ts", (text) => text.replace(POLICY, "behaviors: ["));
    const up = await project().upInline("prod");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal([
      "delete CachePolicy web-brief",
      "update Distribution web-distribution (orderedCacheBehaviors)",
    ]);
  });

  it("refuses to replace the environment", async () => {
    project().edit("stacks/stage.ts", (text) =>
      text.replace("priceClass: stage", "environment: { name: 'web-prod' }, priceClass: stage"),
    );
    const up = await project().upInline("prod");
    expect(up.exitCode).to.not.equal(0);
    expect(up.output).to.contain("unable to replace resource");
  });
});
