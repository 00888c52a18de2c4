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
  const newest = elasticbeanstalk.getSolutionStackOutput({
    nameRegex: describeBranch(config.platformBranch),
    mostRecent: true,
  });
  return {
    solutionStackName: newest.name.apply((name) => announce(config.platformBranch, name)),
    platformPolicy: config.platformPolicy,
  };
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
