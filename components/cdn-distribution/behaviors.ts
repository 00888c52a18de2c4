import { AllowedMethods } from "./args";
import {
  MANAGED_CACHE_POLICIES,
  MANAGED_ORIGIN_REQUEST_POLICY_IDS,
  MANAGED_RESPONSE_HEADERS_POLICY_IDS,
} from "./managed-policies";
import type { BehaviorSettings } from "./settings";

/**
 * The one origin's id. A literal: an id made of an output is unknown at preview, and the provider
 * then shows the whole distribution as replaced.
 */
export const ORIGIN_ID = "origin";

const METHODS: Record<AllowedMethods, string[]> = {
  [AllowedMethods.GetHead]: ["GET", "HEAD"],
  [AllowedMethods.GetHeadOptions]: ["GET", "HEAD", "OPTIONS"],
  [AllowedMethods.All]: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
};

/** A behavior as `aws.cloudfront.Distribution` takes it. */
export function describeBehavior(behavior: BehaviorSettings) {
  return {
    targetOriginId: ORIGIN_ID,
    viewerProtocolPolicy: behavior.viewerProtocolPolicy,
    allowedMethods: METHODS[behavior.allowedMethods],
    cachedMethods: METHODS[AllowedMethods.GetHead],
    compress: behavior.compress,
    cachePolicyId: MANAGED_CACHE_POLICIES[behavior.cachePolicy].id,
    originRequestPolicyId: MANAGED_ORIGIN_REQUEST_POLICY_IDS[behavior.originRequestPolicy],
    responseHeadersPolicyId: MANAGED_RESPONSE_HEADERS_POLICY_IDS[behavior.responseHeadersPolicy],
  };
}
