import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import type { RecordedStack } from "../../../local-stage/recorded-stack";
import type { RunningStage } from "../../../local-stage/run-stage";
import type { StageParts } from "../../../local-stage/stage-parts";
import { UserError } from "../../../local-stage/user-error";
import { followChanges } from "../../../local-stage/watch/follow-changes";
import { useTemporaryDirectory, writeFiles } from "../../support/temporary-directory";

const failures: [title: string, error: Error, said: RegExp][] = [
  [
    "a mistake, in a sentence",
    new UserError("Correct the app."),
    /^Correct the app\.\nThe stage goes/,
  ],
  ["a defect, with its place", new Error("unforeseen"), /^Error: unforeseen\n +at .*spec\.ts/],
];

describe("followChanges", () => {
  const directory = useTemporaryDirectory();

  for (const [title, error, said] of failures) {
    it(`goes on after ${title}`, async () => {
      const interruption = new AbortController();
      const failing: string[] = [];
      let restarts = 0;
      const file = path.join(directory(), "app/main.py");
      const stage: Pick<RunningStage, "follow" | "restartOrigin"> = {
        follow: () => Promise.resolve(),
        restartOrigin: () => (restarts++ === 0 ? Promise.reject(error) : Promise.resolve()),
      };
      const report = (line: string) => {
        if (line.startsWith("Serving until Ctrl-C")) {
          fs.writeFileSync(file, "one");
        } else if (line.endsWith("The stage goes on as it was.")) {
          failing.push(line);
          fs.writeFileSync(file, "another");
        } else if (line === "The origin app runs anew.") {
          interruption.abort();
        }
      };
      writeFiles(directory(), { "app/main.py": "" });
      await followChanges({
        ...{ projectDirectory: directory(), stage, report, signal: interruption.signal },
        evaluated: { stack: "dev" } as RecordedStack,
        parts: { sourceDirectory: "app" } as StageParts,
      });
      expect(restarts).to.equal(2);
      expect(failing).to.have.lengthOf(1);
      expect(failing[0]).to.match(said);
    });
  }

  it("ends at once where it was interrupted before", async () => {
    await followChanges({
      projectDirectory: directory(),
      stage: { follow: () => Promise.resolve(), restartOrigin: () => Promise.resolve() },
      report: () => undefined,
      signal: AbortSignal.abort(),
      evaluated: { stack: "dev" } as RecordedStack,
      parts: { sourceDirectory: "app" } as StageParts,
    });
  });
});
