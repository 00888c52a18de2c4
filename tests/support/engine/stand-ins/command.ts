import { spawn } from "node:child_process";
import { once } from "node:events";
import { makeId } from "./naming";
import type { Properties } from "./properties";
import type { ResourceType } from "./resource-type";

/** Runs what it is given in a shell, as the real provider does. */
export const COMMAND: ResourceType = {
  token: "command:local:Command",
  identify: ({ logicalName, account }) => makeId(logicalName, 8, account),
  replacedBy: [],
  outputs: {},
  run: async (kind, inputs, environment) => {
    const line = kind === "create" ? inputs.create : (inputs.update ?? inputs.create);
    const added = (inputs.environment ?? {}) as NodeJS.ProcessEnv;
    return typeof line === "string" ? runInShell(line, { ...environment, ...added }) : {};
  },
};

async function runInShell(line: string, env: NodeJS.ProcessEnv): Promise<Properties> {
  const child = spawn("/bin/sh", ["-c", line], { env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  await once(child, "close");
  if (child.exitCode !== 0) {
    throw new Error(`exit status ${child.exitCode}: running "${line}":\n${stdout}${stderr}`);
  }
  return { stdout: stdout.trimEnd(), stderr: stderr.trimEnd() };
}
