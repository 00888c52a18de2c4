import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import { listChanges } from "../support/engine/pulumi-run";

for (const stack of ["dev", "staging", "prod"]) {
  describeOnEngine(`Stage ${stack} on Pulumi's engine`, (project) => {
    it("is created as its preview says", async () => {
      await project().initialize(stack);
      const preview = await project().preview(stack);
      const up = await project().up(stack);
      expect(up.exitCode, up.output).to.equal(0);
      expect(listChanges(up)).to.deep.equal(listChanges(preview));
    });

    it("stays as it is", async () => {
      const preview = await project().preview(stack, "--expect-no-changes");
      expect(preview.exitCode, preview.output).to.equal(0);
    });

    it("is read back as it is, and stays so", async () => {
      const refresh = await project().refresh(stack);
      expect(listChanges(refresh)).to.deep.equal([]);
      const preview = await project().preview(stack, "--expect-no-changes");
      expect(preview.exitCode, preview.output).to.equal(0);
    });
  });
}
