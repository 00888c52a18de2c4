import { readHeader, type HeaderFields } from "../header-fields";
import type { ViewerRequest } from "./viewer-request";

const smartTv = /smart-?tv|appletv|googletv|hbbtv|bravia/i;
const tablet = /ipad|tablet|kindle|android(?!.*mobile)/i;
const mobile = /iphone|ipod|mobile/i;

/**
 * The CloudFront-* headers that can be known on a laptop (CF-HDR-23), by lower-cased name. What
 * a viewer is follows from a few words in its User-Agent; CloudFront's own rule isn't published.
 * The country is what the simulator was told. What a custom error page is for is told with the
 * request for that page alone. Other headers for location, TLS and fingerprints
 * can't be known and are left out.
 */
const generators: Readonly<Record<string, (request: ViewerRequest) => string | undefined>> = {
  "cloudfront-forwarded-proto": ({ scheme }) => scheme,
  "cloudfront-viewer-address": ({ viewerAddress, viewerPort }) => `${viewerAddress}:${viewerPort}`,
  "cloudfront-viewer-country": ({ viewerCountry }) => viewerCountry,
  "cloudfront-viewer-http-version": ({ httpVersion }) => httpVersion,
  "cloudfront-error-uri": ({ failed }) => failed?.path,
  "cloudfront-error-args": ({ failed }) => (failed?.query === "" ? undefined : failed?.query),
  "cloudfront-is-android-viewer": ({ headers }) => is(/android/i, headers),
  "cloudfront-is-ios-viewer": ({ headers }) => is(/iphone|ipad|ipod/i, headers),
  "cloudfront-is-smarttv-viewer": ({ headers }) => String(deviceOf(headers) === "smart-tv"),
  "cloudfront-is-tablet-viewer": ({ headers }) => String(deviceOf(headers) === "tablet"),
  "cloudfront-is-mobile-viewer": ({ headers }) => String(deviceOf(headers) === "mobile"),
  "cloudfront-is-desktop-viewer": ({ headers }) => String(deviceOf(headers) === "desktop"),
};

/**
 * A header of a request as cache key and origin see it: CloudFront-* headers are the edge's own,
 * never the viewer's; `undefined` when there is none.
 */
export function readEdgeHeader(request: ViewerRequest, name: string): string | undefined {
  if (name.startsWith("cloudfront-")) {
    return generators[name]?.(request);
  }
  return readHeader(request.headers, name);
}

function deviceOf(headers: HeaderFields): "smart-tv" | "tablet" | "mobile" | "desktop" {
  const userAgent = readHeader(headers, "user-agent") ?? "";
  if (smartTv.test(userAgent)) {
    return "smart-tv";
  }
  if (tablet.test(userAgent)) {
    return "tablet";
  }
  return mobile.test(userAgent) ? "mobile" : "desktop";
}

function is(pattern: RegExp, headers: HeaderFields): string {
  return String(pattern.test(readHeader(headers, "user-agent") ?? ""));
}
