import * as fs from "node:fs";
import * as path from "node:path";
import { performance } from "node:perf_hooks";
import { EngineProject } from "../support/engine/engine-project";
import { median } from "./statistics";

const ROUNDS = 5;

/** Where the time of `pulumi preview` goes, for stage prod as it is deployed: medians. */
export interface PreviewFigures {
  /** The CLI, the engine, and starting the program's process. */
  engineMs: number;
  /** Loading Pulumi's modules and the program's own, in its process. */
  loadingMs: number;
  /** Making the stage: what the program itself takes, and its waits for the engine. */
  programMs: number;
}

/** Measures previews without changes on the real engine, with stand-ins of the providers. */
export async function benchPreview(): Promise<PreviewFigures> {
  const project = await EngineProject.create();
  try {
    const file = path.join(project.directory, "..", "times.json");
    project.environment.PROGRAM_TIMES = file;
    project.environment.NODE_OPTIONS = `--import ${path.join(__dirname, "time-program.mjs")}`;
    await project.initialize("prod");
    await project.up("prod");
    const rounds: PreviewFigures[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push(await timePreview(project, file));
    }
    return {
      engineMs: median(rounds.map(({ engineMs }) => engineMs)),
      loadingMs: median(rounds.map(({ loadingMs }) => loadingMs)),
      programMs: median(rounds.map(({ programMs }) => programMs)),
    };
  } finally {
    await project.dispose();
  }
}

async function timePreview(project: EngineProject, file: string): Promise<PreviewFigures> {
  const startMs = performance.now();
  const { exitCode, output } = await project.preview("prod", "--expect-no-changes");
  const totalMs = performance.now() - startMs;
  if (exitCode !== 0) {
    throw new Error(`The preview failed:\n${output}`);
  }
  const times = JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, number>;
  const { beganMs = NaN, loadedMs = NaN, endedMs = NaN } = times;
  return {
    engineMs: totalMs - (endedMs - beganMs),
    loadingMs: loadedMs - beganMs,
    programMs: endedMs - loadedMs,
  };
}
