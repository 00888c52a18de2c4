import { evaluateStack } from "../../local-stage/evaluate/evaluate";
import type { RecordedStack } from "../../local-stage/recorded-stack";
import type { Check } from "../check";
import { check } from "../check";

export interface StageOptions {
  projectDirectory: string;
  /** The stage's name, without an organization's. */
  stage: string;
  /** Takes what the program logs. */
  report: (line: string) => void;
  signal?: AbortSignal;
}

/** What the rest of the preflight needs of a stage's configuration. */
export interface CheckedStage {
  check: Check;
  /** Undefined where the stage is wrong, or has none. */
  awsProfile: string | undefined;
  awsRegion: string | undefined;
}

/** Evaluates the stage as `npm run plan` does: the program itself knows what is wrong with it. */
export async function checkStage({ stage, ...options }: StageOptions): Promise<CheckedStage> {
  let recorded: RecordedStack | undefined;
  const found = await check("stage", async () => {
    recorded = await evaluateStack({ ...options, stack: stage });
    const region = readConfig(recorded, "aws:region");
    return `${recorded.resources.length} resources in ${region}`;
  });
  return {
    check: found,
    awsProfile: readConfig(recorded, "aws:profile"),
    awsRegion: readConfig(recorded, "aws:region"),
  };
}

function readConfig(recorded: RecordedStack | undefined, key: string): string | undefined {
  const value = recorded?.providerConfig?.[key];
  return typeof value === "string" ? value : undefined;
}
