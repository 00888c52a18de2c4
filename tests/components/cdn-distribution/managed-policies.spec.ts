import { expect } from "chai";
import {
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
} from "../../../components";
import {
  MANAGED_CACHE_POLICIES,
  MANAGED_ORIGIN_REQUEST_POLICY_IDS,
  MANAGED_RESPONSE_HEADERS_POLICY_IDS,
} from "../../../components/cdn-distribution/managed-policies";
import {
  managedCachePolicies,
  managedCachePolicyIds,
  managedOriginRequestPolicies,
  managedOriginRequestPolicyIds,
  managedResponseHeadersPolicies,
  managedResponseHeadersPolicyIds,
} from "../../../edge-simulator";

// The component and the simulator each have a table of AWS's policies and may not import the
// other's, so here is where the two must say the same.
describe("The managed policies of component and simulator", () => {
  for (const name of Object.values(ManagedCachePolicy)) {
    it(`agree on the cache policy ${name}`, () => {
      const id: string = managedCachePolicyIds[name];
      const { MinTTL, DefaultTTL = 0 } = managedCachePolicies[id] ?? {};
      expect(MANAGED_CACHE_POLICIES[name]).to.deep.equal({
        id,
        minTtlSeconds: MinTTL,
        cachesByDefault: DefaultTTL > 0,
      });
    });
  }

  const { None: noRequestPolicy, ...requestPolicies } = ManagedOriginRequestPolicy;
  const { None: noHeadersPolicy, ...headersPolicies } = ManagedResponseHeadersPolicy;

  for (const name of Object.values(requestPolicies)) {
    it(`agree on the origin request policy ${name}`, () => {
      const id = MANAGED_ORIGIN_REQUEST_POLICY_IDS[name];
      expect(id).to.equal(managedOriginRequestPolicyIds[name]);
      expect(managedOriginRequestPolicies).to.have.property(id ?? "");
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
    expect(MANAGED_ORIGIN_REQUEST_POLICY_IDS[noRequestPolicy]).to.equal(undefined);
    expect(MANAGED_RESPONSE_HEADERS_POLICY_IDS[noHeadersPolicy]).to.equal(undefined);
  });
});
