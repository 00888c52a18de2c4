import type { Policies } from "../../edge-simulator";
import {
  managedCachePolicyIds,
  managedOriginRequestPolicyIds,
  managedResponseHeadersPolicyIds,
} from "../../edge-simulator";
import { isMapping } from "../recorded-stack";
import type { RecordedValue } from "../recorded-stack";
import { readJson } from "./read-json";

/** One of the three kinds of policies that a behavior has. */
export interface PolicyKind {
  /** The option that names one. */
  option: string;
  /** Its place among a simulator's policies. */
  place: keyof Policies;
  /** CloudFront's name of it; with `Config` behind, that of what it says. */
  shape: string;
  /** The ids of AWS's own by name. */
  managedIds: Readonly<Record<string, string>>;
}

export const POLICY_KINDS = {
  cachePolicy: {
    option: "--cache-policy",
    place: "cachePolicies",
    shape: "CachePolicy",
    managedIds: managedCachePolicyIds,
  },
  originRequestPolicy: {
    option: "--origin-request-policy",
    place: "originRequestPolicies",
    shape: "OriginRequestPolicy",
    managedIds: managedOriginRequestPolicyIds,
  },
  responseHeadersPolicy: {
    option: "--response-headers-policy",
    place: "responseHeadersPolicies",
    shape: "ResponseHeadersPolicy",
    managedIds: managedResponseHeadersPolicyIds,
  },
} satisfies Record<string, PolicyKind>;

/** A policy that an option names: by id, and what it says where it is the user's own. */
export interface ChosenPolicy {
  id: string;
  own: RecordedValue | undefined;
}

/**
 * Finds the policy that an option names: one of AWS's by name, with or without `Managed-`, or by
 * id; or the user's own in a JSON file, as the AWS CLI prints it.
 *
 * @param mistakes takes a sentence where there is none
 */
export function choosePolicy(
  kind: PolicyKind,
  text: string,
  mistakes: string[],
): ChosenPolicy | undefined {
  const { option, managedIds } = kind;
  const managedId = managedIds[text.replace(/^Managed-/, "")] ?? text;
  if (Object.values(managedIds).includes(managedId)) {
    return { id: managedId, own: undefined };
  }
  if (!/[./\\]/.test(text)) {
    mistakes.push(
      `${option} must be a managed policy or a JSON file, got "${text}". ` +
        `Use one of ${Object.keys(managedIds).join(", ")}, or a path such as policy.json.`,
    );
    return undefined;
  }
  const content = readJson(option, text, mistakes);
  return content === undefined ? undefined : { id: text, own: unwrap(kind, content) };
}

/** What is inside of what `get-cache-policy` and `get-cache-policy-config` print, and its like. */
function unwrap(kind: PolicyKind, value: RecordedValue): RecordedValue {
  const { shape } = kind;
  const wrapper = [shape, `${shape}Config`].find((name) => isMapping(value) && name in value);
  return wrapper !== undefined && isMapping(value) ? unwrap(kind, value[wrapper] ?? null) : value;
}
