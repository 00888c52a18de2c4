import type {
  DistributionConfig,
  EdgeSimulatorOptions,
  Policies,
  Problem,
} from "../../edge-simulator";
import { findProblems } from "../../edge-simulator";
import { SECRET_MASK } from "../recorded-stack";
import type { EdgeParts } from "../stage-parts";
import { findEdgeParts } from "../stage-parts";
import { UserError } from "../user-error";
import { refuseMistakes } from "./mistakes";
import type { PolicyChoices } from "./one-origin";
import { describeOneOrigin, ORIGIN_ID } from "./one-origin";
import { formatForOptions } from "./option-problems";
import { readOriginOverrides } from "./origin-overrides";
import { POLICY_KINDS } from "./policy-option";
import { readStageFile } from "./stage-file";

/** What an edge follows, and where its origins are, as the command line has it. */
export interface EdgeChoices extends PolicyChoices {
  origin?: string;
  stage?: string;
  originOverride?: string[];
  country?: string;
  https?: boolean;
  ignore?: string[];
  port?: string;
  maxBytes?: string;
}

/** An edge that can be started. */
export interface DescribedEdge {
  configuration: EdgeSimulatorOptions;
  /** 0: a free one. */
  port: number;
  /** `undefined`: as the store has it. */
  maxBytes: number | undefined;
  /** Whether origins get a mask where the stage has a secret. */
  masksSecrets: boolean;
}

/**
 * What the options ask for.
 *
 * @throws UserError with everything that is wrong with them
 */
export function describeEdge(choices: EdgeChoices): DescribedEdge {
  const mistakes = findCombinations(choices);
  const port = readNumber("--port", choices.port ?? "0", [0, 65_535], mistakes);
  const maxBytes = readMaxBytes(choices, mistakes);
  const origins =
    choices.origin === undefined
      ? readOriginOverrides(choices.originOverride, mistakes)
      : { [ORIGIN_ID]: choices.origin };
  const parts = findParts(choices, mistakes);
  const configuration = {
    distribution: parts?.distribution as DistributionConfig,
    policies: parts?.policies as Partial<Policies>,
    keyGroups: parts?.keyGroups,
    functions: parts?.functions,
    origins,
    country: choices.country,
    https: choices.https,
    ignore: choices.ignore,
  };
  if (parts !== undefined) {
    // A policy that isn't there has been named already.
    const isNew = ({ path, value }: Problem) => !(value === "" && path.endsWith("PolicyId"));
    mistakes.push(...findProblems(configuration).filter(isNew).map(formatForOptions));
  }
  refuseMistakes(mistakes);
  const masksSecrets = JSON.stringify(configuration.distribution).includes(SECRET_MASK);
  return { configuration, port, maxBytes, masksSecrets };
}

function findCombinations({ origin, stage, originOverride, ...policies }: EdgeChoices): string[] {
  const mistakes: string[] = [];
  if (origin === undefined && stage === undefined) {
    mistakes.push("Nothing says what to run. Give an app's URL with --origin, or a --stage.");
  }
  if (stage === undefined) {
    return originOverride === undefined
      ? mistakes
      : [...mistakes, "--origin-override is about a stage's origins. Use it with --stage."];
  }
  const others = [
    ...(origin === undefined ? [] : ["--origin"]),
    ...Object.entries(POLICY_KINDS)
      .filter(([name]) => policies[name as keyof PolicyChoices] !== undefined)
      .map(([, { option }]) => option),
  ];
  const sentence = (option: string) =>
    `${option} doesn't go with --stage, which says that itself. Leave one of them out.`;
  return [...mistakes, ...others.map(sentence)];
}

function readMaxBytes({ maxBytes }: EdgeChoices, mistakes: string[]): number | undefined {
  return maxBytes === undefined
    ? undefined
    : readNumber("--max-bytes", maxBytes, [1, Number.MAX_SAFE_INTEGER], mistakes);
}

function readNumber(
  option: string,
  text: string,
  [least, most]: [number, number],
  mistakes: string[],
): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(number >= least && number <= most)) {
    mistakes.push(
      `${option} must be a whole number from ${least} to ${most}, got "${text}". Correct it.`,
    );
  }
  return number;
}

function findParts(choices: EdgeChoices, mistakes: string[]): EdgeParts | undefined {
  if (choices.stage !== undefined) {
    const stage = readStageFile(choices.stage, mistakes);
    return stage && collectMistake(() => findEdgeParts(stage), mistakes);
  }
  if (choices.origin === undefined) {
    return undefined;
  }
  const hostname = URL.canParse(choices.origin) ? new URL(choices.origin).hostname : "";
  return describeOneOrigin(hostname || "localhost", choices, mistakes);
}

function collectMistake<Value>(find: () => Value, mistakes: string[]): Value | undefined {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    mistakes.push(error.message);
    return undefined;
  }
}
