import type { Clock } from "../clock";
import type { Behavior } from "../configuration/compiled-distribution";
import { hasLocalHost } from "./check-host";
import { refuse, type Refusal } from "./refusal";
import { findSignature, listSignedUrls, type RequestSignature } from "./request-signature";
import { findDenial, readPolicy, writeCannedPolicy } from "./signed-policy";
import type { TrustedKey } from "./trusted-key";
import type { ViewerRequest } from "./viewer-request";

// CF-SIGN-01: SHA-1 unless the request says otherwise.
const digests: ReadonlyMap<string, string> = new Map([
  ["SHA1", "sha1"],
  ["SHA256", "sha256"],
]);

/**
 * Refuses requests that have to be signed and aren't, or not so that they hold now and here
 * (CF-SIGN-02). It is checked when a request begins, and not again while its response is sent.
 * OPTIONS needs no signature (CF-MTH-08).
 */
export function checkSignature(
  request: ViewerRequest,
  { trustedKeys }: Behavior,
  clock: Clock,
): Refusal | undefined {
  if (trustedKeys === undefined || request.method === "OPTIONS") {
    return undefined;
  }
  const signature = findSignature(request);
  const { keyPairId } = signature;
  if (!keyPairId) {
    const reason = "The behavior wants signed requests, and this one has no Key-Pair-Id.";
    return refuse("Missing Key-Pair-Id query parameter or cookie value", reason, "MissingKey");
  }
  const key = trustedKeys.get(keyPairId);
  if (key === undefined) {
    const reason = `The key ${keyPairId} is in none of the behavior's key groups.`;
    return refuse("Unknown Key", reason, "InvalidKey");
  }
  const bytes = decode(signature.signature);
  if (bytes === undefined) {
    const reason = "The signature is missing or isn't base64 as CloudFront has it.";
    return refuse("Could not unencode Signature", reason, "MalformedSignature");
  }
  return checkPolicy(request, signature, makeVerifier(signature, key, bytes), clock);
}

function makeVerifier(
  { hashAlgorithm = "SHA1" }: RequestSignature,
  key: TrustedKey,
  bytes: Buffer,
): (text: string) => boolean {
  const digest = digests.get(hashAlgorithm);
  return (text) => digest !== undefined && key.hasSigned(text, digest, bytes);
}

function checkPolicy(
  request: ViewerRequest,
  { policy: encoded, expires = "" }: RequestSignature,
  isSigned: (text: string) => boolean,
  clock: Clock,
): Refusal | undefined {
  const urls = listSignedUrls(request, hasLocalHost(request));
  // A canned policy isn't sent: it is what the signer must have written for this very URL.
  const texts =
    encoded === undefined
      ? urls.map((url) => writeCannedPolicy(url, expires))
      : [decode(encoded)?.toString() ?? ""];
  const [policy] = texts.map(readPolicy); // they differ in the scheme at most
  if (policy === undefined) {
    const reason = "The policy isn't what CloudFront's guide says of policies.";
    return refuse("Malformed Policy", reason, "MalformedPolicy");
  }
  if (!texts.some(isSigned)) {
    return deny("The signature isn't one of this key for this URL, policy and hash algorithm.");
  }
  const { viewerAddress } = request;
  const denial = findDenial(policy, { urls, viewerAddress, nowMs: clock.now() });
  return denial === undefined ? undefined : deny(denial);
}

function deny(reason: string): Refusal {
  return refuse("Access denied", reason, "AccessDenied");
}

/** CloudFront's base64: `-` for `+`, `_` for `=`, `~` for `/`. */
function decode(text: string | undefined): Buffer | undefined {
  if (!text || !/^[\w~-]+$/.test(text)) {
    return undefined;
  }
  const base64 = text.replace(/[-_~]/g, (character) =>
    character === "-" ? "+" : character === "_" ? "=" : "/",
  );
  return Buffer.from(base64, "base64");
}
