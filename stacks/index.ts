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

const stage = findStage(pulumi.getStack());
const app = createStage(stage);

function findStage(stack: string): Stage {
  const found = STAGES.get(stack);
  if (found === undefined) {
    const known = [...STAGES.keys()].join(", ");
    throw new pulumi.RunError(
      `There is no stage for stack "${stack}". Use one of ${known}, or add it to stacks/index.ts.`,
    );
  }
  return found;
}

/** Where viewers go. */
export const cdnUrl = app.cdnUrl;
/** The way past CloudFront, while the stage's origin protection leaves it open. */
export const originUrl = app.originUrl;
/** How far that way is closed, for `npm run smoke` to hold against what it finds. */
export const originProtection = stage.originProtection;
export const distributionId = app.distributionId;
export const environmentName = app.environmentName;
export const versionLabel = app.versionLabel;
export const solutionStackName = app.solutionStackName;
/** Lines for the AWS CLI, by what they do. */
export const commands = app.commands;
