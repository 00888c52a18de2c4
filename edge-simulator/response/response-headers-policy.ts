import type {
  ResponseHeadersPolicyConfig,
  SecurityHeadersConfig,
} from "../configuration/response-headers-policy-schema";
import type { HeaderFields } from "../header-fields";
import { compileCors, type CompiledCors } from "./cors";

/** A header that a policy adds. */
interface AddedHeader {
  /** Lower-cased. */
  readonly name: string;
  readonly value: string;
  /** Whether it replaces the origin's, or gives way to it (CF-RHP-05). */
  readonly overrides: boolean;
}

/** A response headers policy, prepared. */
export interface CompiledResponseHeadersPolicy {
  readonly removed: ReadonlySet<string>;
  readonly added: readonly AddedHeader[];
  readonly cors: CompiledCors | undefined;
  /** How many of a hundred responses get `Server-Timing`; `undefined`: it is off (CF-RHP-09). */
  readonly serverTimingPercent: number | undefined;
}

/** Prepares a response headers policy. */
export function compileResponseHeadersPolicy(
  policy: ResponseHeadersPolicyConfig,
): CompiledResponseHeadersPolicy {
  const { CorsConfig: cors, ServerTimingHeadersConfig: serverTiming } = policy;
  const custom = (policy.CustomHeadersConfig?.Items ?? []).map((item) =>
    describeHeader(item.Header, item.Value, item.Override),
  );
  return {
    removed: new Set(
      (policy.RemoveHeadersConfig?.Items ?? []).map(({ Header }) => Header.toLowerCase()),
    ),
    added: [...listSecurityHeaders(policy.SecurityHeadersConfig ?? {}), ...custom],
    cors: cors && compileCors(cors),
    // What no rate means isn't documented: here, that Pragma alone asks for it.
    serverTimingPercent: serverTiming?.Enabled ? (serverTiming.SamplingRate ?? 0) : undefined,
  };
}

/**
 * A response's headers after the policy, CORS apart: removed first, then added (CF-RHP-02).
 * It changes what the viewer sees, never how long the edge keeps it (CF-RHP-01).
 */
export function applyResponseHeadersPolicy(
  headers: HeaderFields,
  policy: CompiledResponseHeadersPolicy | undefined,
): HeaderFields {
  if (policy === undefined) {
    return headers;
  }
  const result: Record<string, string | readonly string[] | undefined> = { ...headers };
  for (const name of policy.removed) {
    result[name] = name === "server" ? "CloudFront" : undefined; // CF-RHP-04
  }
  for (const { name, value, overrides } of policy.added) {
    if (overrides || result[name] === undefined) {
      result[name] = value;
    }
  }
  return result;
}

function describeHeader(name: string, value: string, overrides: boolean): AddedHeader {
  return { name: name.toLowerCase(), value, overrides };
}

function listSecurityHeaders(config: SecurityHeadersConfig): AddedHeader[] {
  const { ContentSecurityPolicy, ContentTypeOptions, FrameOptions, ReferrerPolicy } = config;
  const { StrictTransportSecurity, XSSProtection } = config;
  const headers = [
    ContentSecurityPolicy && {
      name: "content-security-policy",
      value: ContentSecurityPolicy.ContentSecurityPolicy,
      overrides: ContentSecurityPolicy.Override,
    },
    ContentTypeOptions &&
      describeHeader("x-content-type-options", "nosniff", ContentTypeOptions.Override),
    FrameOptions &&
      describeHeader("x-frame-options", FrameOptions.FrameOption, FrameOptions.Override),
    ReferrerPolicy &&
      describeHeader("referrer-policy", ReferrerPolicy.ReferrerPolicy, ReferrerPolicy.Override),
    StrictTransportSecurity &&
      describeHeader(
        "strict-transport-security",
        formatStrictTransportSecurity(StrictTransportSecurity),
        StrictTransportSecurity.Override,
      ),
    XSSProtection &&
      describeHeader(
        "x-xss-protection",
        formatXssProtection(XSSProtection),
        XSSProtection.Override,
      ),
  ];
  return headers.filter((header) => header !== undefined);
}

function formatStrictTransportSecurity(
  config: NonNullable<SecurityHeadersConfig["StrictTransportSecurity"]>,
): string {
  const subdomains = config.IncludeSubdomains ? "; includeSubDomains" : "";
  const preload = config.Preload ? "; preload" : "";
  return `max-age=${config.AccessControlMaxAgeSec}${subdomains}${preload}`;
}

function formatXssProtection(config: NonNullable<SecurityHeadersConfig["XSSProtection"]>): string {
  if (!config.Protection) {
    return "0";
  }
  const block = config.ModeBlock ? "; mode=block" : "";
  return `1${block}${config.ReportUri ? `; report=${config.ReportUri}` : ""}`;
}
