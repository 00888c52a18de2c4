import * as fs from "node:fs";
import * as path from "node:path";
import type { EngineProject } from "./engine-project";

/** What the AWS CLI's stand-in says when it fails: CloudFront works on too many invalidations already. */
export const AWS_FAILURE =
  "An error occurred (TooManyInvalidationsInProgress) when calling the CreateInvalidation operation: " +
  "Processing your request will cause you to exceed the maximum number of in-progress wildcard " +
  "invalidations.";

/**
 * An AWS CLI that writes down what it is called with. It fails with the exit code in the variable
 * `AWS_EXIT_CODE`, and then says why, as the real one does: below an empty line.
 */
export function writeAwsCli(directory: string, log: string): void {
  fs.mkdirSync(directory, { recursive: true });
  const lines = [
    "#!/bin/sh",
    `echo "$@" >> "${log}"`,
    '[ "${AWS_EXIT_CODE:-0}" -eq 0 ] && exit 0',
    `printf '\\n%s\\n' "${AWS_FAILURE}" >&2`,
    'exit "$AWS_EXIT_CODE"',
  ];
  fs.writeFileSync(path.join(directory, "aws"), `${lines.join("\n")}\n`, { mode: 0o755 });
}

/** Leaves a project's deployments no AWS CLI to find, neither the stand-in nor the machine's own. */
export function hideAwsCli({ directory, environment }: EngineProject): void {
  const tools = path.join(directory, "..", "tools");
  fs.mkdirSync(tools);
  for (const tool of ["pulumi", "pulumi-language-nodejs", "node"]) {
    fs.symlinkSync(findOnPath(tool), path.join(tools, tool));
  }
  environment.PATH = tools;
}

function findOnPath(tool: string): string {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const found = folders
    .map((folder) => path.join(folder, tool))
    .find((file) => fs.existsSync(file));
  if (found === undefined) {
    throw new Error(`There is no ${tool} on PATH`);
  }
  return found;
}
