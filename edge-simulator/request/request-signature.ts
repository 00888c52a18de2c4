import { readHeader, type HeaderFields } from "../header-fields";
import { listCookies } from "./cookies";
import { joinQuery, readPairName } from "./query-string";
import type { ViewerRequest } from "./viewer-request";

/** What a signed URL or signed cookies say, as written; `undefined` where they don't. */
export interface RequestSignature {
  readonly keyPairId: string | undefined;
  readonly signature: string | undefined;
  /** A custom policy; without it, a canned one is meant. */
  readonly policy: string | undefined;
  /** The end of a canned policy. */
  readonly expires: string | undefined;
  readonly hashAlgorithm: string | undefined;
}

const parameterNames = ["Expires", "Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm"] as const;
type ParameterName = (typeof parameterNames)[number];

const urlNames: ReadonlySet<string> = new Set(parameterNames);
const cookieNames: ReadonlySet<string> = new Set(
  parameterNames.map((name) => `CloudFront-${name}`),
);

/**
 * The signature that counts: any of its parameters in the URL makes it a signed URL, and cookies
 * aren't looked at (CF-SIGN-02).
 */
export function findSignature({ query, headers }: ViewerRequest): RequestSignature {
  const inUrl = readSigned(query.split("&"), urlNames);
  const isSignedUrl = inUrl.size > 0;
  const values = isSignedUrl ? inUrl : readSigned(listCookies(cookieOf(headers)), cookieNames);
  const read = (name: ParameterName) => values.get(isSignedUrl ? name : `CloudFront-${name}`);
  return {
    keyPairId: read("Key-Pair-Id"),
    signature: read("Signature"),
    policy: read("Policy"),
    expires: read("Expires"),
    hashAlgorithm: read("Hash-Algorithm"),
  };
}

/**
 * The request as cache and origin see it: without what was for CloudFront alone (CF-HDR-20). A
 * signed cookie doesn't split the cache either (guide, "Use signed cookies"), so that it has to
 * be kept from the origin too, whose answer others get.
 */
export function withoutSignature(request: ViewerRequest): ViewerRequest {
  const cookies = listCookies(cookieOf(request.headers));
  const others = cookies.filter((cookie) => !cookieNames.has(readPairName(cookie)));
  const cookie = others.length === 0 ? undefined : others.join("; ");
  const headers =
    others.length === cookies.length ? request.headers : { ...request.headers, cookie };
  return { ...request, query: stripParameters(request.query), headers };
}

/**
 * The URLs that a signer may have meant: the viewer's, without the signature's parameters.
 *
 * @param isSchemeOpen whether http and https are the same: on a laptop a port that speaks plain
 * http may stand in for https, and what was signed is the one or the other
 */
export function listSignedUrls(request: ViewerRequest, isSchemeOpen: boolean): string[] {
  const query = stripParameters(request.query);
  const host = readHeader(request.headers, "host") ?? "";
  const rest = `://${host}${joinQuery(request.path, query)}`;
  return isSchemeOpen ? [`https${rest}`, `http${rest}`] : [`${request.scheme}${rest}`];
}

function stripParameters(query: string): string {
  return query
    .split("&")
    .filter((parameter) => !urlNames.has(readPairName(parameter)))
    .join("&");
}

/** The values of `name=value` pairs with these names; the first of each name counts. */
function readSigned(
  pairs: readonly string[],
  names: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const pair of pairs) {
    const name = readPairName(pair);
    if (names.has(name) && !values.has(name)) {
      values.set(name, decodePercent(pair.slice(name.length + 1)));
    }
  }
  return values;
}

// Clients may encode `~`, although it needs no encoding.
function decodePercent(value: string): string {
  return value.replace(/%7E/gi, "~");
}

function cookieOf(headers: HeaderFields): string {
  return readHeader(headers, "cookie") ?? "";
}
