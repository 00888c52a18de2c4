import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation";

/**
 * `pulumi up` with the program in this process, through Pulumi's Automation API: the host that runs
 * programs for the CLI is then the installed SDK's, whatever the machine has.
 *
 * Arguments: the project's folder, the stack, and the file for the log of events.
 */
async function runInline(directory: string, stackName: string, log: string): Promise<void> {
  const load = createRequire(path.join(directory, "package.json"));
  const program = () => Promise.resolve(load("./stacks/index.ts") as Record<string, unknown>);
  const projectName = "cdn-fronted-beanstalk";
  const stack = await LocalWorkspace.selectStack(
    { stackName, projectName, program },
    { workDir: directory },
  );
  await stack.up({
    onOutput: (text) => process.stdout.write(text),
    onEvent: (event) => fs.appendFileSync(log, `${JSON.stringify(event)}\n`),
  });
}

const [directory = "", stackName = "", log = ""] = process.argv.slice(2);
runInline(directory, stackName, log).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
