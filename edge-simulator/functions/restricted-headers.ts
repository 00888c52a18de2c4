import type { FunctionEventType } from "./function-event";

/**
 * Headers that no function sees or adds (CF-FN-20), by lower-cased name.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
 */
const disallowed = new RegExp(
  "^(" +
    [
      "connection|expect|keep-alive|proxy-authenticate|proxy-authorization|proxy-connection",
      "trailer|upgrade|x-accel-.*|x-amz-cf-.*|x-cache|x-edge-.*|x-forwarded-proto|x-real-ip",
      "x-amzn-(auth|cf-billing|cf-id|cf-xff|errortype|fle-profile|header-count|header-order)",
      "x-amzn-(lambda-integration-tag|requestid)",
      "cloudfront-viewer-cert-pem|client-cert|client-cert-chain",
    ].join("|") +
    ")$",
);

/** Headers that functions see and may not change, by lower-cased name (CF-FN-21). */
const readOnly: Readonly<Record<FunctionEventType, ReadonlySet<string>>> = {
  "viewer-request": new Set(["cdn-loop", "content-length", "host", "transfer-encoding", "via"]),
  "viewer-response": new Set(["warning", "via"]),
};

/** Whether a header, by its lower-cased name, is kept from functions. */
export function isDisallowedHeader(name: string): boolean {
  return disallowed.test(name);
}

/** Whether functions may read a header, by its lower-cased name, but not change it. */
export function isReadOnlyHeader(eventType: FunctionEventType, name: string): boolean {
  return readOnly[eventType].has(name);
}
