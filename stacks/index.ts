import * as pulumi from "@pulumi/pulumi";
import type { CdnFrontedBeanstalkApp } from "../components";
import { createDevStage } from "./dev";

const STAGES = new Map<string, () => CdnFrontedBeanstalkApp>([["dev", createDevStage]]);

const app = createStage(pulumi.getStack());

function createStage(stack: string): CdnFrontedBeanstalkApp {
  const createKnownStage = STAGES.get(stack);
  if (createKnownStage === undefined) {
    const known = [...STAGES.keys()].join(", ");
    throw new pulumi.RunError(
      `There is no stage for stack "${stack}". Use one of ${known}, or add it to stacks/index.ts.`,
    );
  }
  return createKnownStage();
}

/** Where viewers go. */
export const cdnUrl = app.cdnUrl;
/** The way past CloudFront, while the stage's origin protection leaves it open. */
export const originUrl = app.originUrl;
export const distributionId = app.distributionId;
export const environmentName = app.environmentName;
export const versionLabel = app.versionLabel;
export const solutionStackName = app.solutionStackName;
