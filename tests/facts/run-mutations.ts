import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { UserError } from "../../local-stage/user-error";
import { copyFiles } from "../support/copy-files";
import { listIds } from "./count-facts";
import type { Mutation } from "./mutations";
import type { MochaReport } from "./run-mocha";
import { runMocha } from "./run-mocha";

/** What the tests made of a broken rule. */
export interface MutationResult {
  mutation: Mutation;
  /** Whether failing tests name all of its facts. */
  isNoticed: boolean;
  /** The titles of the failing tests that name one of its facts. */
  noticedBy: string[];
  /** Why it couldn't be tried; `undefined`: it was. */
  failure: string | undefined;
}

/** What the edge simulator's specs need, besides packages. */
const COPIED = ["package.json", "tsconfig.json", ".mocharc.json", "edge-simulator", "tests"];

/** A broken rule may leave a test waiting for what never comes. */
const LONGEST_TEST_MS = 3000;

/** How often a file has a text. */
export function countOccurrences(file: string, text: string): number {
  return fs.readFileSync(file, "utf8").split(text).length - 1;
}

/**
 * Breaks rules one at a time, in a copy of the project, and runs the specs that have to notice.
 *
 * @param project the project's folder, which stays as it is
 * @param onResult called after each
 * @throws UserError when the specs fail with nothing broken
 */
export async function runMutations(
  project: string,
  mutations: readonly Mutation[],
  onResult: (result: MutationResult) => void,
): Promise<MutationResult[]> {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), "facts-"));
  try {
    copyFiles(COPIED, project, copy);
    fs.symlinkSync(path.join(project, "node_modules"), path.join(copy, "node_modules"));
    await requireGreen(copy, mutations);
    const results: MutationResult[] = [];
    for (const mutation of mutations) {
      const result = await tryMutation(copy, mutation);
      onResult(result);
      results.push(result);
    }
    return results;
  } finally {
    fs.rmSync(copy, { recursive: true });
  }
}

/** Otherwise each mutation would seem to be noticed. */
async function requireGreen(copy: string, mutations: readonly Mutation[]): Promise<void> {
  const specs = [...new Set(mutations.flatMap((mutation) => mutation.specs))];
  const { failures } = await runSpecs(copy, specs);
  if (failures.length > 0) {
    const titles = failures.map(({ fullTitle }) => `\n  ${fullTitle}`);
    throw new UserError(`Tests fail with nothing broken. Correct them first:${titles.join("")}`);
  }
}

async function tryMutation(copy: string, mutation: Mutation): Promise<MutationResult> {
  const file = path.join(copy, "edge-simulator", mutation.file);
  const occurrences = countOccurrences(file, mutation.text);
  if (occurrences !== 1) {
    const failure = `the file has its text ${occurrences} times instead of once`;
    return { mutation, isNoticed: false, noticedBy: [], failure };
  }
  const original = fs.readFileSync(file, "utf8");
  fs.writeFileSync(
    file,
    original.replace(mutation.text, () => mutation.replacement),
  );
  try {
    return judge(mutation, await runSpecs(copy, mutation.specs));
  } catch (error) {
    return { mutation, isNoticed: false, noticedBy: [], failure: (error as Error).message };
  } finally {
    fs.writeFileSync(file, original);
  }
}

function judge(mutation: Mutation, { failures }: MochaReport): MutationResult {
  const noticedBy = failures
    .map(({ fullTitle }) => fullTitle)
    .filter((title) => listIds(title).some((id) => mutation.facts.includes(id)));
  const named = new Set(noticedBy.flatMap(listIds));
  const isNoticed = mutation.facts.every((id) => named.has(id));
  return { mutation, isNoticed, noticedBy, failure: undefined };
}

function runSpecs(copy: string, specs: readonly string[]): Promise<MochaReport> {
  const files = specs.map((spec) => path.join("tests/edge-simulator", spec));
  return runMocha(copy, ["--timeout", String(LONGEST_TEST_MS), ...files]);
}
