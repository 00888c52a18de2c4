import { managedOriginRequestPolicyIds } from "../../../edge-simulator";
import { testOriginRows, type OriginRow } from "../support/request-rows";

type PolicyName = keyof typeof managedOriginRequestPolicyIds;

const domain = "app.example.elasticbeanstalk.com";

/** A viewer's request with something for each policy. */
const request = {
  query: "q=1",
  headers: {
    host: "www",
    origin: "https://a",
    referer: "/",
    "user-agent": "tv",
    "access-control-request-headers": "x-a",
    "access-control-request-method": "PUT",
    "x-whatever": "1",
    cookie: "c=1",
  },
};

/** What an origin gets of it where no policy forwards anything. */
const nothing = {
  host: domain,
  origin: null,
  referer: null,
  "user-agent": "Amazon CloudFront",
  "access-control-request-headers": null,
  "access-control-request-method": null,
  "x-whatever": null,
  cookie: null,
  "cloudfront-forwarded-proto": null,
  "cloudfront-viewer-http-version": null,
  "cloudfront-is-mobile-viewer": null,
};
const { "access-control-request-method": method, "access-control-request-headers": names } =
  request.headers;
const preflight = {
  "access-control-request-headers": names,
  "access-control-request-method": method,
};

const policies: [PolicyName, headers: Record<string, string | null>, query: boolean][] = [
  ["AllViewer", { ...nothing, ...request.headers }, true],
  ["AllViewerExceptHostHeader", { ...nothing, ...request.headers, host: domain }, true],
  [
    "AllViewerAndCloudFrontHeaders-2022-06",
    {
      ...request.headers,
      "cloudfront-forwarded-proto": "https",
      "cloudfront-viewer-http-version": "1.1",
      "cloudfront-is-mobile-viewer": "false",
    },
    true,
  ],
  ["CORS-CustomOrigin", { ...nothing, origin: "https://a" }, false],
  ["CORS-S3Origin", { ...nothing, ...preflight, origin: "https://a" }, false],
  ["HostHeaderOnly", { ...nothing, host: "www" }, false],
  ["UserAgentRefererHeaders", { ...nothing, "user-agent": "tv", referer: "/" }, false],
  [
    "Elemental-MediaTailor-PersonalizedManifests",
    { ...nothing, ...preflight, origin: "https://a", "user-agent": "tv" },
    true,
  ],
];

const rows = policies.map(([name, headers, forwardsQuery]): OriginRow => ({
  title: `CF-MORP-${name}${name === "AllViewerExceptHostHeader" ? " AMB-15" : ""}`,
  options: { behavior: { OriginRequestPolicyId: managedOriginRequestPolicyIds[name] } },
  request,
  headers,
  path: forwardsQuery ? "/a?q=1" : "/a",
}));

describe("managed origin request policies", () => testOriginRows(rows));
