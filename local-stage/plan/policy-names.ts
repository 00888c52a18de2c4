import {
  managedCachePolicyIds,
  managedOriginRequestPolicyIds,
  managedResponseHeadersPolicyIds,
} from "../../edge-simulator";
import type { RecordedValue } from "../recorded-stack";

const POLICY_NAMES = new Map<RecordedValue, string>(
  [managedCachePolicyIds, managedOriginRequestPolicyIds, managedResponseHeadersPolicyIds].flatMap(
    (ids) => Object.entries(ids).map(([name, id]): [string, string] => [id, name]),
  ),
);

/** The name of one of CloudFront's managed policies in the place of its id; else the value itself. */
export function namePolicy(value: RecordedValue): RecordedValue {
  return POLICY_NAMES.get(value) ?? value;
}
