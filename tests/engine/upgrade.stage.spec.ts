import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { copyFiles } from "../support/copy-files";
import { describeOnEngine } from "../support/engine/describe-engine";
import { extractCommit, findPreviousCommit } from "../support/engine/previous-commit";
import type { PulumiRun } from "../support/engine/pulumi-run";
import { listChanges } from "../support/engine/pulumi-run";

const PROJECT = path.resolve(__dirname, "../..");

const { commit = "", reason } = findPreviousCommit();

/** What takes something away: the only steps by which users of an earlier version would lose it. */
function listLosses(run: PulumiRun): string[] {
  return listChanges(run).filter((change) => /^(delete|replace)/.test(change));
}

for (const stack of ["dev", "prod"]) {
  describeOnEngine(
    `Stage ${stack} of the previous commit`,
    (project) => {
      let previous: string;
      before(() => {
        previous = fs.mkdtempSync(path.join(os.tmpdir(), "previous-"));
        extractCommit(commit, previous);
        // Another app is another version, which is no matter of the upgrade.
        fs.rmSync(path.join(previous, "origin-app"), { recursive: true });
        copyFiles(["origin-app"], PROJECT, previous);
      });
      after(() => fs.rmSync(previous, { recursive: true }));

      it("is updated by this one without a replacement or deletion", async () => {
        project().replaceProgram(previous);
        await project().initialize(stack);
        const first = await project().up(stack);
        expect(first.exitCode, first.output).to.equal(0);
        project().replaceProgram();
        const upgrade = await project().up(stack);
        expect(upgrade.exitCode, upgrade.output).to.equal(0);
        expect(listLosses(upgrade), listChanges(upgrade).join("\n")).to.deep.equal([]);
      });
    },
    reason,
  );
}
