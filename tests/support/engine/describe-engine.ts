import { describeUnless, explainMissing } from "../describe-with";
import { EngineProject } from "./engine-project";

/** Most milliseconds that a test on the engine takes on a slow machine: it runs the CLI some times. */
const TIMEOUT_MS = 180_000;

/**
 * A `describe` whose tests share a project on the real engine, one after the other. Without the CLI, or
 * for another reason, they are skipped, and say so.
 */
export function describeOnEngine(
  title: string,
  define: (project: () => EngineProject) => void,
  reason?: string,
): void {
  describeUnless(explainMissing(["pulumi"]) ?? reason, title, function () {
    this.timeout(TIMEOUT_MS);
    let project: EngineProject | undefined;
    before(async () => {
      project = await EngineProject.create();
    });
    after(() => project?.dispose());
    define(() => {
      if (project === undefined) {
        throw new Error("The project is there while tests run");
      }
      return project;
    });
  });
}
