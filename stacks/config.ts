import * as pulumi from "@pulumi/pulumi";
import { PlatformPolicy } from "../components";

/** What a stage's configuration says. Every key is declared, with its default, in Pulumi.yaml. */
export interface StageConfig {
  /** The branch of which the newest platform version is used. */
  platformBranch: string;
  platformPolicy: PlatformPolicy;
  /** An exact platform version that takes the branch's place; undefined for the branch. */
  solutionStackName: string | undefined;
  /** An application version that exists already, to go back to; undefined for the sources. */
  versionLabel: string | undefined;
}

const KEYS = ["platformBranch", "platformPolicy", "solutionStackName", "versionLabel"] as const;

/**
 * Reads the project's configuration, as the only place that does.
 *
 * @throws pulumi.RunError that names every key that is unknown and every value that is wrong
 */
export function readStageConfig(): StageConfig {
  const config = new pulumi.Config();
  const values = {
    platformBranch: config.require("platformBranch"),
    platformPolicy: config.require("platformPolicy"),
    solutionStackName: config.get("solutionStackName") ?? "",
    versionLabel: config.get("versionLabel") ?? "",
  };
  const problems = [
    ...findUnknownKeys(pulumi.getProject(), pulumi.runtime.allConfig()),
    ...findWrongValues(values),
    ...findRegionProblems(new pulumi.Config("aws").get("region")),
  ];
  if (problems.length > 0) {
    const list = problems.map((problem) => `  - ${problem}`).join("\n");
    throw new pulumi.RunError(`Configuration of stack "${pulumi.getStack()}":\n${list}`);
  }
  return {
    platformBranch: values.platformBranch,
    platformPolicy: values.platformPolicy as PlatformPolicy,
    solutionStackName: values.solutionStackName || undefined,
    versionLabel: values.versionLabel || undefined,
  };
}

function findUnknownKeys(project: string, config: Record<string, string>): string[] {
  const known = KEYS.map((key) => `${project}:${key}`);
  return Object.keys(config)
    .filter((key) => key.startsWith(`${project}:`) && !known.includes(key))
    .map((key) => `${key} is no key of this project. Known are ${known.join(", ")}.`);
}

/** Without a region of the stack's own, its resources would follow whoever runs the program. */
function findRegionProblems(region: string | undefined): string[] {
  return region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)
    ? []
    : [`aws:region must be a region, such as eu-central-1, got ${JSON.stringify(region ?? "")}.`];
}

function findWrongValues(values: Record<(typeof KEYS)[number], string>): string[] {
  const problems: string[] = [];
  const policies: string[] = Object.values(PlatformPolicy);
  if (!policies.includes(values.platformPolicy)) {
    const allowed = policies.map((policy) => `"${policy}"`).join(" or ");
    problems.push(`platformPolicy must be ${allowed}, got "${values.platformPolicy}".`);
  }
  if (!/^.+ running on \d\dbit .+$/.test(values.platformBranch)) {
    problems.push(
      "platformBranch must be a branch's whole name, such as \"Python 3.13 running on 64bit " +
        `Amazon Linux 2023", got "${values.platformBranch}".`,
    );
  }
  return problems;
}
