import * as pulumi from "@pulumi/pulumi";
import { DEV } from "./dev";
import { PROD } from "./prod";
import type { Stage } from "./stage";
import { createStage } from "./stage";
import { STAGING } from "./staging";

const STAGES = new Map<string, Stage>([
  ["dev", DEV],
  ["staging", STAGING],
  ["prod", PROD],
]);

const app = createStage(findStage(pulumi.getStack()));

function findStage(stack: string): Stage {
  const stage = STAGES.get(stack);
  if (stage === undefined) {
    const known = [...STAGES.keys()].join(", ");
    throw new pulumi.RunError(
      `There is no stage for stack "${stack}". Use one of ${known}, or add it to stacks/index.ts.`,
    );
  }
  return stage;
}

/** Where viewers go. */
export const cdnUrl = app.cdnUrl;
/** The way past CloudFront, while the stage's origin protection leaves it open. */
export const originUrl = app.originUrl;
export const distributionId = app.distributionId;
export const environmentName = app.environmentName;
export const versionLabel = app.versionLabel;
export const solutionStackName = app.solutionStackName;
