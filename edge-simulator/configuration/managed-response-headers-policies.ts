import type {
  CorsConfig,
  ResponseHeadersPolicyConfig,
  SecurityHeadersConfig,
} from "./response-headers-policy-schema";

/**
 * The ids of AWS's managed response headers policies by the name that the guide gives them.
 * Source: developer guide, `using-managed-response-headers-policies`.
 */
export const managedResponseHeadersPolicyIds = {
  SimpleCORS: "60669652-455b-4ae9-85a4-c4c02393f86c",
  "CORS-With-Preflight": "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
  SecurityHeadersPolicy: "67f7725c-6f97-4210-82d7-5512b31e9d03",
  "CORS-and-SecurityHeadersPolicy": "e61eb60c-9c35-4d20-a928-2b84e02af89c",
  "CORS-with-preflight-and-SecurityHeadersPolicy": "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
} as const;

const anyOrigin: CorsConfig = {
  AccessControlAllowOrigins: { Items: ["*"] },
  AccessControlAllowHeaders: { Items: [] },
  AccessControlAllowMethods: { Items: [] },
  AccessControlAllowCredentials: false,
  OriginOverride: false,
};

const anyOriginWithPreflight: CorsConfig = {
  ...anyOrigin,
  AccessControlAllowMethods: {
    Items: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
  },
  AccessControlExposeHeaders: { Items: ["*"] },
};

const security: SecurityHeadersConfig = {
  ReferrerPolicy: { ReferrerPolicy: "strict-origin-when-cross-origin", Override: false },
  StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: false },
  ContentTypeOptions: { Override: true },
  FrameOptions: { FrameOption: "SAMEORIGIN", Override: false },
  XSSProtection: { Protection: true, ModeBlock: true, Override: false },
};

/** AWS's managed response headers policies by id, in the API's shape. */
export const managedResponseHeadersPolicies: Readonly<Record<string, ResponseHeadersPolicyConfig>> =
  {
    [managedResponseHeadersPolicyIds.SimpleCORS]: {
      Name: "Managed-SimpleCORS",
      CorsConfig: anyOrigin,
    },
    [managedResponseHeadersPolicyIds["CORS-With-Preflight"]]: {
      Name: "Managed-CORS-With-Preflight",
      CorsConfig: anyOriginWithPreflight,
    },
    [managedResponseHeadersPolicyIds.SecurityHeadersPolicy]: {
      Name: "Managed-SecurityHeadersPolicy",
      SecurityHeadersConfig: security,
    },
    [managedResponseHeadersPolicyIds["CORS-and-SecurityHeadersPolicy"]]: {
      Name: "Managed-CORS-and-SecurityHeadersPolicy",
      CorsConfig: anyOrigin,
      SecurityHeadersConfig: security,
    },
    [managedResponseHeadersPolicyIds["CORS-with-preflight-and-SecurityHeadersPolicy"]]: {
      Name: "Managed-CORS-with-preflight-and-SecurityHeadersPolicy",
      CorsConfig: anyOriginWithPreflight,
      SecurityHeadersConfig: security,
    },
  };
