import type { OriginRequestPolicyConfig } from "./policy-schemas";

/**
 * The ids of AWS's managed origin request policies by the name that the guide gives them.
 * Source: developer guide, `using-managed-origin-request-policies`.
 */
export const managedOriginRequestPolicyIds = {
  AllViewer: "216adef6-5c7f-47e4-b989-5492eafa07d3",
  AllViewerExceptHostHeader: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
  "AllViewerAndCloudFrontHeaders-2022-06": "33f36d7e-f396-46d9-90e0-52428a34d9dc",
  "CORS-CustomOrigin": "59781a5b-3903-41f3-afcb-af62929ccde1",
  "CORS-S3Origin": "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
  HostHeaderOnly: "bf0718e1-ba1e-49d1-88b1-f726733018ae",
  UserAgentRefererHeaders: "acba4595-bd28-49b8-b9fe-13317c0390fa",
  "Elemental-MediaTailor-PersonalizedManifests": "775133bc-15f2-49f9-abea-afb2e0bf67d2",
} as const;

const cloudFrontHeaders = [
  "CloudFront-Forwarded-Proto",
  "CloudFront-Is-Android-Viewer",
  "CloudFront-Is-Desktop-Viewer",
  "CloudFront-Is-IOS-Viewer",
  "CloudFront-Is-Mobile-Viewer",
  "CloudFront-Is-SmartTV-Viewer",
  "CloudFront-Is-Tablet-Viewer",
  "CloudFront-Viewer-Address",
  "CloudFront-Viewer-ASN",
  "CloudFront-Viewer-City",
  "CloudFront-Viewer-Country",
  "CloudFront-Viewer-Country-Name",
  "CloudFront-Viewer-Country-Region",
  "CloudFront-Viewer-Country-Region-Name",
  "CloudFront-Viewer-Http-Version",
  "CloudFront-Viewer-Latitude",
  "CloudFront-Viewer-Longitude",
  "CloudFront-Viewer-Metro-Code",
  "CloudFront-Viewer-Postal-Code",
  "CloudFront-Viewer-Time-Zone",
  "CloudFront-Viewer-TLS",
];

const preflightHeaders = ["Access-Control-Request-Headers", "Access-Control-Request-Method"];

/**
 * AWS's managed origin request policies by id, in the API's shape.
 *
 * AMB-15: the guide says that AllViewerExceptHostHeader also adds CloudFront-* headers; its API
 * form lists none, and none are added here.
 */
export const managedOriginRequestPolicies: Readonly<Record<string, OriginRequestPolicyConfig>> = {
  [managedOriginRequestPolicyIds.AllViewer]: describePolicy(
    "Managed-AllViewer",
    { HeaderBehavior: "allViewer" },
    "all",
    "all",
  ),
  [managedOriginRequestPolicyIds.AllViewerExceptHostHeader]: describePolicy(
    "Managed-AllViewerExceptHostHeader",
    { HeaderBehavior: "allExcept", Headers: { Items: ["Host"] } },
    "all",
    "all",
  ),
  [managedOriginRequestPolicyIds["AllViewerAndCloudFrontHeaders-2022-06"]]: describePolicy(
    "Managed-AllViewerAndCloudFrontHeaders-2022-06",
    { HeaderBehavior: "allViewerAndWhitelistCloudFront", Headers: { Items: cloudFrontHeaders } },
    "all",
    "all",
  ),
  [managedOriginRequestPolicyIds["CORS-CustomOrigin"]]: describePolicy(
    "Managed-CORS-CustomOrigin",
    listHeaders("Origin"),
  ),
  [managedOriginRequestPolicyIds["CORS-S3Origin"]]: describePolicy(
    "Managed-CORS-S3Origin",
    listHeaders("Origin", ...preflightHeaders),
  ),
  [managedOriginRequestPolicyIds.HostHeaderOnly]: describePolicy(
    "Managed-HostHeaderOnly",
    listHeaders("Host"),
  ),
  [managedOriginRequestPolicyIds.UserAgentRefererHeaders]: describePolicy(
    "Managed-UserAgentRefererHeaders",
    listHeaders("User-Agent", "Referer"),
  ),
  [managedOriginRequestPolicyIds["Elemental-MediaTailor-PersonalizedManifests"]]: describePolicy(
    "Managed-Elemental-MediaTailor-PersonalizedManifests",
    listHeaders("Origin", ...preflightHeaders, "User-Agent", "X-Forwarded-For"),
    "none",
    "all",
  ),
};

function listHeaders(...headers: string[]): OriginRequestPolicyConfig["HeadersConfig"] {
  return { HeaderBehavior: "whitelist", Headers: { Items: headers } };
}

function describePolicy(
  name: string,
  headersConfig: OriginRequestPolicyConfig["HeadersConfig"],
  cookies: "all" | "none" = "none",
  queryStrings: "all" | "none" = "none",
): OriginRequestPolicyConfig {
  return {
    Name: name,
    HeadersConfig: headersConfig,
    CookiesConfig: { CookieBehavior: cookies },
    QueryStringsConfig: { QueryStringBehavior: queryStrings },
  };
}
