import { spawn } from "node:child_process";
import { once } from "node:events";
import * as readline from "node:readline";
import type { OperationKind } from "./account";
import { makeHexId } from "./naming";
import type { Properties } from "./properties";
import { textOf } from "./properties";
import type { ResourceType, RunContext } from "./resource-type";

/** Runs what it is given in a shell, as the real provider does. */
export const COMMAND: ResourceType = {
  token: "command:local:Command",
  identify: ({ logicalName, account }) => makeHexId(logicalName, 8, account),
  scope: (_properties, logicalName) => logicalName,
  isInState: true,
  replacedBy: ["triggers"],
  outputs: { stdout: () => "", stderr: () => "" },
  unknownInUpdates: (account) => (account.follows("command-outputs") ? ["stdout", "stderr"] : []),
  run: async (kind, inputs, context) => {
    const line = findLine(kind, inputs, context);
    return typeof line === "string" ? runInShell(line, inputs, context) : {};
  },
};

function findLine(kind: OperationKind, inputs: Properties, { account }: RunContext): unknown {
  return kind === "update" && account.follows("command-update")
    ? (inputs.update ?? inputs.create)
    : inputs[kind === "update" ? "create" : kind];
}

async function runInShell(
  line: string,
  inputs: Properties,
  context: RunContext,
): Promise<Properties> {
  const env = describeEnvironment(inputs, context);
  const child = spawn("/bin/sh", ["-c", line], { env, stdio: ["ignore", "pipe", "pipe"] });
  const printed: Record<"stdout" | "stderr", string> = { stdout: "", stderr: "" };
  const said: Promise<void>[] = [];
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => (printed[name] += text));
    readline
      .createInterface({ input: child[name] })
      .on("line", (text) => said.push(show(text, context)));
  }
  await once(child, "close");
  await Promise.all(said);
  const { stdout, stderr } = printed;
  if (child.exitCode !== 0) {
    throw new Error(`exit status ${child.exitCode}: running "${line}":\n${stdout}${stderr}`);
  }
  return { stdout: stdout.replace(/\n$/, ""), stderr: stderr.replace(/\n$/, "") };
}

async function show(line: string, { account, say }: RunContext): Promise<void> {
  if (account.follows("command-status")) {
    await say(line);
  }
}

/** The shell's variables, the resource's own, and what it printed last time. */
function describeEnvironment(
  { environment, addPreviousOutputInEnv }: Properties,
  { environment: inherited, account, state }: RunContext,
): NodeJS.ProcessEnv {
  const isPassed = addPreviousOutputInEnv !== false && account.follows("command-previous-output");
  const [stdout, stderr] = [textOf(state, "stdout"), textOf(state, "stderr")];
  return {
    ...inherited,
    ...(environment as NodeJS.ProcessEnv | undefined),
    ...(isPassed && stdout !== "" && { PULUMI_COMMAND_STDOUT: stdout }),
    ...(isPassed && stderr !== "" && { PULUMI_COMMAND_STDERR: stderr }),
  };
}
