import * as elasticbeanstalk from "@pulumi/aws/elasticbeanstalk";
import * as pulumi from "@pulumi/pulumi";
import { PlatformPolicy } from "../components";
import type { StageConfig } from "./config";

/** The platform arguments of `CdnFrontedBeanstalkApp`. */
export interface Platform {
  solutionStackName: pulumi.Input<string>;
  platformPolicy: PlatformPolicy;
}

/**
 * The platform version that a stage asks for. An exact name counts as it stands, so that a change of
 * it reaches the environment; a branch is resolved to its newest version at each preview, which the
 * policy then applies or leaves.
 */
export function resolvePlatform(config: StageConfig): Platform {
  if (config.solutionStackName !== undefined) {
    return {
      solutionStackName: config.solutionStackName,
      platformPolicy: PlatformPolicy.Latest,
    };
  }
  return {
    solutionStackName: pulumi.output(findNewest(config.platformBranch)),
    platformPolicy: config.platformPolicy,
  };
}

/** @throws pulumi.RunError when AWS can't be asked, as without credentials: one message, no stack trace */
async function findNewest(platformBranch: string): Promise<string> {
  const nameRegex = describeBranch(platformBranch);
  const newest = await elasticbeanstalk
    .getSolutionStack({ nameRegex, mostRecent: true })
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new pulumi.RunError(
        `The newest version of platform branch "${platformBranch}" can't be looked up: ${reason}`,
      );
    });
  return announce(platformBranch, newest.name);
}

/** A preview says what a branch stands for today, whether or not the policy will apply it. */
async function announce(platformBranch: string, solutionStackName: string): Promise<string> {
  if (pulumi.runtime.isDryRun()) {
    await pulumi.log.info(`${platformBranch}: the newest version is "${solutionStackName}"`);
  }
  return solutionStackName;
}

/** The regular expression of a branch's versions: the branch names the language before the system. */
export function describeBranch(platformBranch: string): string {
  const [language = "", system] = platformBranch.split(" running on ").map(escapeRegex);
  // "Tomcat 10 with Corretto 17" is the branch of the versions "running Tomcat 10 Corretto 17".
  return `^${system} v[0-9.]+ running ${language.replace(" with ", " (with )?")}$`;
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
