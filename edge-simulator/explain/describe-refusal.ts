import type { Refusal } from "../request/refusal";

/** What becomes of a request that isn't served; why, its `reason` says. */
export function describeRefusal(refusal: Refusal): string {
  return refusal.kind === "redirect"
    ? `sent to ${refusal.location}.`
    : `refused with ${refusal.status}.`;
}
