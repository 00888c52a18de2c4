import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";

/** What the engine did with a resource. */
export interface Step {
  /** `create`, `update`, `replace`, `delete`, `create-replacement`, `delete-replaced`, `refresh-update`, … */
  op: string;
  type: string;
  /** The logical name. */
  name: string;
  /** The inputs that differ. */
  diffs: string[];
}

/** One run of the CLI, with all that it said. */
export interface PulumiRun {
  exitCode: number | null;
  /** Standard output and standard error, as they came. */
  output: string;
  /** What was done, or would be, in the engine's order; what stays the same is left out. */
  steps: Step[];
  /** Errors, warnings and remarks, without colour. */
  diagnostics: { severity: string; message: string }[];
}

interface StepMetadata {
  op: string;
  urn: string;
  type: string;
  diffs?: string[] | null;
}

interface EngineEvent {
  resourcePreEvent?: { metadata: StepMetadata };
  /** What came of a step: a refresh knows only then whether something differs. */
  resOutputsEvent?: { metadata: StepMetadata };
  diagnosticEvent?: { severity: string; message: string; ephemeral?: boolean };
}

/** Runs the Pulumi CLI to its end; `onStart` gets the process, to send it a signal. */
export function runPulumi(
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
  onStart?: (child: ChildProcess) => void,
): Promise<{ exitCode: number | null; output: string }> {
  return runCommand("pulumi", args, options, onStart);
}

/** Runs any command likewise. */
export async function runCommand(
  command: string,
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
  onStart?: (child: ChildProcess) => void,
): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  onStart?.(child);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  await once(child, "close");
  return { exitCode: child.exitCode, output };
}

/** Reads the engine's log of events. */
export function readEvents(file: string): Pick<PulumiRun, "steps" | "diagnostics"> {
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  const events = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
  return {
    steps: listSteps(events),
    diagnostics: listDiagnostics(events),
  };
}

/** What stands there at the end: a status line is gone with the next one. */
function listDiagnostics(events: EngineEvent[]): PulumiRun["diagnostics"] {
  return events
    .flatMap(({ diagnosticEvent }) => diagnosticEvent ?? [])
    .filter(({ severity, ephemeral }) => severity !== "debug" && !ephemeral)
    .map(({ severity, message }) => ({ severity, message: message.trim() }));
}

/**
 * What a run changed, or would: a line for each resource, sorted, with the inputs that differ. The three
 * steps of a replacement are one.
 */
export function listChanges({ steps }: PulumiRun): string[] {
  const lines = steps
    .filter(({ op }) => !["create-replacement", "delete-replaced"].includes(op))
    .map(({ op, type, name, diffs }) => {
      const inputs = diffs.length > 0 ? ` (${diffs.join(", ")})` : "";
      return `${op} ${type.split(":").pop() ?? ""} ${name}${inputs}`;
    });
  return lines.sort();
}

/** The steps as they began; of a refresh, what came of it, as `refresh-update` or `refresh-delete`. */
function listSteps(events: EngineEvent[]): Step[] {
  const refreshing = new Set<string>();
  return events.flatMap(({ resourcePreEvent, resOutputsEvent }) => {
    const begun = resourcePreEvent?.metadata;
    if (begun?.op === "refresh") {
      refreshing.add(begun.urn);
    }
    const done = resOutputsEvent?.metadata;
    if (done !== undefined && refreshing.delete(done.urn)) {
      return describeStep(done, "refresh-");
    }
    return begun === undefined ? [] : describeStep(begun);
  });
}

const UNREMARKABLE = ["same", "read", "refresh"];

function describeStep({ op, urn, type, diffs }: StepMetadata, prefix = ""): Step[] {
  // Providers and the stack itself are Pulumi's own affair.
  const isOwn = type.startsWith("pulumi:");
  const name = urn.split("::").slice(3).join("::");
  return isOwn || UNREMARKABLE.includes(op)
    ? []
    : [{ op: prefix + op, type, name, diffs: diffs ?? [] }];
}
