import type { Finding } from "../check";
import type { PendingOperation, StackState, StateResource } from "../stack-state";
import { readName, readShortType } from "../stack-state";
import { describeNextStep, describeOrphan } from "./next-step";

/** A provider's message can be an answer of AWS with all its headers. */
const MAX_MESSAGE_LENGTH = 240;

/**
 * What a stack's last deployment left, by its state: what failed half-way is a warning, since the next
 * deployment goes on from there; what nobody knows the end of is a failure, since the next deployment
 * may make it a second time. A failure that left nothing half-way can't be seen in the state.
 */
export function describeLastDeployment(state: StackState, stack: string): Finding {
  const { resources = [], pending_operations: pending = [] } = state;
  if (pending.length > 0) {
    return { verdict: "fail", detail: describePending(pending, state, stack) };
  }
  const failed = resources.filter(({ initErrors = [] }) => initErrors.length > 0);
  if (failed.length > 0) {
    const failures = failed.flatMap((resource) => [
      `${describeResource(resource)}: ${readFirstLine(resource.initErrors?.[0] ?? "")}`,
      ...describeNextStep(resource, state, stack).map((line) => `  ${line}`),
    ]);
    return { verdict: "warning", detail: ["failed half-way:", ...failures].join("\n") };
  }
  return {
    verdict: "pass",
    detail: resources.length === 0 ? "none yet" : "left nothing half-way",
  };
}

function describePending(pending: PendingOperation[], state: StackState, stack: string): string {
  const orphans = pending.filter(({ type }) => type === "creating");
  return [
    "has not ended:",
    ...pending.map(({ type, resource }) => `${type} ${describeResource(resource)}`),
    "If it is still running, wait for it. If it was killed, in this order:",
    `- Take its lock away: pulumi cancel --stack ${stack}`,
    `- Read what there is: pulumi refresh --stack ${stack} --clear-pending-creates`,
    ...orphans.map(({ resource }) => {
      const advice = describeOrphan(resource, state, stack).join("\n  ");
      return `- ${describeResource(resource)} may exist, and Pulumi would make a second one:\n  ${advice}`;
    }),
  ].join("\n");
}

function describeResource(resource: StateResource): string {
  return `${readShortType(resource)} "${readName(resource)}"`;
}

/** A message's own first line, without the frame that Terraform's providers put around it. */
function readFirstLine(message: string): string {
  const [line = ""] = message
    .replace(/^\d+ errors? occurred:\s+\* /, "")
    .trim()
    .split("\n");
  return line.length > MAX_MESSAGE_LENGTH ? `${line.slice(0, MAX_MESSAGE_LENGTH - 1)}…` : line;
}
