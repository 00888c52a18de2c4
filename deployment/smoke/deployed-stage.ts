import { UserError } from "../../local-stage/user-error";

/** Who reaches the origin past CloudFront: the stages' values of `originProtection`. */
export const ORIGIN_PROTECTIONS = ["None", "PrefixList", "Secret", "PrefixListAndSecret"] as const;

export type OriginProtection = (typeof ORIGIN_PROTECTIONS)[number];

/** What a deployed stage says of itself. */
export interface DeployedStage {
  cdnUrl: string;
  originUrl: string;
  originProtection: OriginProtection;
  versionLabel: string;
}

const NAMES = ["cdnUrl", "originUrl", "originProtection", "versionLabel"] as const;

/**
 * Reads a stack's outputs.
 *
 * @throws UserError that names every output that is missing or wrong
 */
export function readDeployedStage(stack: string, outputs: Record<string, unknown>): DeployedStage {
  const problems = NAMES.flatMap((name) => findProblem(name, outputs[name]));
  if (problems.length > 0) {
    throw new UserError(
      `Stack "${stack}" has not the outputs of a deployed stage (${problems.join("; ")}): run ` +
        `"pulumi up --stack ${stack}" first.`,
    );
  }
  return Object.fromEntries(NAMES.map((name) => [name, outputs[name]])) as unknown as DeployedStage;
}

function findProblem(name: (typeof NAMES)[number], value: unknown): string[] {
  const got = `got ${JSON.stringify(value)}`;
  if (value === undefined) {
    return [`${name} is missing`];
  }
  switch (name) {
    case "cdnUrl":
    case "originUrl":
      return isHttpUrl(value) ? [] : [`${name} must be an HTTP URL, ${got}`];
    case "originProtection":
      return ORIGIN_PROTECTIONS.some((protection) => protection === value)
        ? []
        : [`${name} must be one of ${ORIGIN_PROTECTIONS.join(", ")}, ${got}`];
    case "versionLabel":
      return typeof value === "string" ? [] : [`${name} must be a string, ${got}`];
  }
}

function isHttpUrl(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value) && /^https?:/.test(value);
}
