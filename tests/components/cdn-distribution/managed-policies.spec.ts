import { expect } from "chai";
import {
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
} from "../../../components";
import { describeCachePolicy } from "../../../components/cdn-distribution/cache-policies";
import {
  MANAGED_CACHE_POLICIES,
  MANAGED_ORIGIN_REQUEST_POLICIES,
  MANAGED_RESPONSE_HEADERS_POLICY_IDS,
} from "../../../components/cdn-distribution/managed-policies";
import { describeOriginRequestPolicy } from "../../../components/cdn-distribution/origin-request-policies";
import {
  managedCachePolicies,
  managedCachePolicyIds,
  managedOriginRequestPolicies,
  managedOriginRequestPolicyIds,
  managedResponseHeadersPolicies,
  managedResponseHeadersPolicyIds,
} from "../../../edge-simulator";
import { toPolicyConfig } from "../../../local-stage/distribution-config";
import type { RecordedValue } from "../../../local-stage/recorded-stack";

/** Pulumi's inputs in the API's shape, as the local stage gives them to the simulator. */
const toApi = (inputs: object) =>
  toPolicyConfig(JSON.parse(JSON.stringify(inputs)) as Record<string, RecordedValue>);

/** A policy of the simulator's without its name, lists with their counts and in order. */
function normalize(value: unknown): unknown {
  if (value === null || typeof value !== "object") {
    return value;
  }
  const { Items, ...rest } = value as Record<string, unknown>;
  const entries = Object.entries(rest).filter(([key]) => key !== "Name");
  return Array.isArray(Items)
    ? { Quantity: Items.length, Items: [...(Items as string[])].sort() }
    : Object.fromEntries(entries.map(([key, item]) => [key, normalize(item)]));
}

// The component and the simulator each have a table of AWS's policies and may not import the
// other's, so here is where the two must say the same.
describe("The managed policies of component and simulator", () => {
  for (const name of Object.values(ManagedCachePolicy)) {
    it(`agree on the cache policy ${name}`, () => {
      const { id, policy } = MANAGED_CACHE_POLICIES[name];
      expect(id).to.equal(managedCachePolicyIds[name]);
      expect(toApi(describeCachePolicy(policy))).to.deep.equal(normalize(managedCachePolicies[id]));
    });
  }

  const { None: noRequestPolicy, ...requestPolicies } = ManagedOriginRequestPolicy;
  const { None: noHeadersPolicy, ...headersPolicies } = ManagedResponseHeadersPolicy;

  for (const name of Object.values(requestPolicies)) {
    it(`agree on the origin request policy ${name}`, () => {
      const { id = "", policy } = MANAGED_ORIGIN_REQUEST_POLICIES[name];
      expect(id).to.equal(managedOriginRequestPolicyIds[name]);
      expect(toApi(describeOriginRequestPolicy(policy))).to.deep.equal(
        normalize(managedOriginRequestPolicies[id]),
      );
    });
  }

  for (const name of Object.values(headersPolicies)) {
    it(`agree on the response headers policy ${name}`, () => {
      const id = MANAGED_RESPONSE_HEADERS_POLICY_IDS[name];
      expect(id).to.equal(managedResponseHeadersPolicyIds[name]);
      expect(managedResponseHeadersPolicies).to.have.property(id ?? "");
    });
  }

  it("have none for None", () => {
    const { id, policy } = MANAGED_ORIGIN_REQUEST_POLICIES[noRequestPolicy];
    expect(id).to.equal(undefined);
    expect(describeOriginRequestPolicy(policy).headersConfig.headerBehavior).to.equal("none");
    expect(MANAGED_RESPONSE_HEADERS_POLICY_IDS[noHeadersPolicy]).to.equal(undefined);
  });
});
