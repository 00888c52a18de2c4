import {
  AllowedMethods,
  CorsMethod,
  HeaderBehavior,
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
} from "../../../../components";
import type { BadInput } from "./bad-input";
import { byDefault } from "./bad-input";

/** Which policies behaviors have, and what those of origin requests and of responses say. */
export const BEHAVIOR_ROWS: BadInput[] = [
  [
    "two cache policies",
    byDefault({
      cachePolicy: ManagedCachePolicy.CachingDisabled,
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    }),
    [
      "caching.defaultBehavior must not have cachePolicy and cachePolicyId together. " +
        "Keep one of them.",
    ],
  ],
  [
    "two origin request policies",
    byDefault({
      originRequestPolicy: ManagedOriginRequestPolicy.AllViewer,
      originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
    }),
    [
      "caching.defaultBehavior must not have originRequestPolicy and originRequestPolicyId together. " +
        "Keep one of them.",
    ],
  ],
  [
    "two response headers policies",
    byDefault({
      responseHeadersPolicy: ManagedResponseHeadersPolicy.SecurityHeaders,
      responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
    }),
    [
      "caching.defaultBehavior must not have responseHeadersPolicy and responseHeadersPolicyId together. " +
        "Keep one of them.",
    ],
  ],
  [
    "a cache policy that is not there",
    byDefault({ customCachePolicy: "pages" }),
    [
      'caching.defaultBehavior.customCachePolicy must be one of caching.cachePolicies (none), got "pages". ' +
        "Add the policy there, or correct the name.",
    ],
  ],
  [
    "an origin request policy that is not there",
    {
      caching: {
        originRequestPolicies: { all: {} },
        defaultBehavior: { customOriginRequestPolicy: "al" },
        behaviors: [{ pathPattern: "/p", customOriginRequestPolicy: "all" }],
      },
    },
    [
      'caching.defaultBehavior.customOriginRequestPolicy must be one of caching.originRequestPolicies (all), got "al". ' +
        "Add the policy there, or correct the name.",
    ],
  ],
  [
    "a response headers policy that is not there",
    byDefault({ customResponseHeadersPolicy: "cors" }),
    [
      'caching.defaultBehavior.customResponseHeadersPolicy must be one of caching.responseHeadersPolicies (none), got "cors". ' +
        "Add the policy there, or correct the name.",
    ],
  ],
  [
    "Authorization in an origin request policy",
    {
      caching: {
        originRequestPolicies: {
          auth: { headers: { behavior: HeaderBehavior.Whitelist, names: ["Authorization"] } },
        },
        defaultBehavior: { customOriginRequestPolicy: "auth" },
      },
    },
    [
      'caching.originRequestPolicies.auth.headers.names[0] must be a header that an origin request policy can name, got "Authorization". ' +
        "Put it into a cache policy: Authorization among the headers, Accept-Encoding by acceptEncodingGzip and acceptEncodingBrotli.",
    ],
  ],
  [
    "a viewer's header among CloudFront's",
    {
      caching: {
        originRequestPolicies: {
          geo: {
            headers: {
              behavior: HeaderBehavior.AllViewerAndWhitelistCloudFront,
              names: ["Accept-Language"],
            },
          },
        },
        defaultBehavior: { customOriginRequestPolicy: "geo" },
      },
    },
    [
      "caching.originRequestPolicies.geo.headers.names[0] must be a header of CloudFront's own: the viewer's are all sent, got \"Accept-Language\". " +
        "Name headers such as CloudFront-Viewer-Country.",
    ],
  ],
  [
    "eleven custom headers",
    {
      caching: {
        responseHeadersPolicies: {
          many: {
            customHeaders: Object.fromEntries(
              "abcdefghijk".split("").map((letter) => [`X-${letter}`, { value: "1" }]),
            ),
          },
        },
        defaultBehavior: { customResponseHeadersPolicy: "many" },
      },
    },
    [
      "caching.responseHeadersPolicies.many.customHeaders must have 0 to 10 entries, got 11. " +
        "That is CloudFront's quota. Let the app do the rest.",
    ],
  ],
  [
    "credentials for everybody",
    {
      caching: {
        responseHeadersPolicies: {
          cors: { cors: { allowOrigins: ["*"], allowHeaders: ["X-Api"], allowCredentials: true } },
        },
        defaultBehavior: { customResponseHeadersPolicy: "cors" },
      },
    },
    [
      'caching.responseHeadersPolicies.cors.cors.allowOrigins[0] must not stand for everything together with allowCredentials: true, got "*". ' +
        "Name what is allowed.",
    ],
  ],
  [
    "all methods and one",
    {
      caching: {
        responseHeadersPolicies: {
          cors: { cors: { allowOrigins: ["*"], allowMethods: [CorsMethod.All, CorsMethod.Get] } },
        },
        defaultBehavior: { customResponseHeadersPolicy: "cors" },
      },
    },
    [
      'caching.responseHeadersPolicies.cors.cors.allowMethods must have no other method beside All, got ["ALL","GET"]. ' +
        "Remove the others.",
    ],
  ],
  [
    "cached OPTIONS that are not taken",
    byDefault({ allowedMethods: AllowedMethods.GetHead, cacheOptions: true }),
    [
      "caching.defaultBehavior.cacheOptions must be left out where allowedMethods has no OPTIONS, got true. " +
        "Use GetHeadOptions or All.",
    ],
  ],
  [
    "five key groups",
    byDefault({ trustedKeyGroupIds: ["a", "b", "c", "d", "e"] }),
    [
      "caching.defaultBehavior.trustedKeyGroupIds must have 1 to 4 entries, got 5. " +
        "CloudFront takes 4 key groups for a behavior. Leave it out to serve everybody.",
    ],
  ],
];
