/** A rule of the edge simulator and how to break it. */
export interface Mutation {
  /** The facts that the rule follows: the title of a failing test has to name each. */
  facts: string[];
  /** A source file, below `edge-simulator/`. */
  file: string;
  /** What the file has once. */
  text: string;
  replacement: string;
  /** The specs, below `tests/edge-simulator/`, that have to notice. */
  specs: string[];
}

/** Rules over all areas. To add one: a text that its file has once, and the spec that shows it. */
export const MUTATIONS: Mutation[] = [
  {
    facts: ["CF-KEY-02"],
    file: "request/cache-key.ts",
    text: 'request.method === "OPTIONS" ?',
    replacement: "false ?",
    specs: ["request/cache-key.spec.ts"],
  },
  {
    facts: ["CF-KEY-07"],
    file: "request/query-string.ts",
    text: '.split("&")',
    replacement: ".split(/[&;]/)",
    specs: ["request/cache-key.spec.ts"],
  },
  {
    facts: ["CF-AE-03", "CF-AE-05"],
    file: "request/accept-encoding.ts",
    text: ' || "identity"',
    replacement: " || undefined",
    specs: ["request/accept-encoding.spec.ts"],
  },
  {
    facts: ["CF-ORP-05"],
    file: "request/value-selector.ts",
    text: "without(added.names, inKey.names)",
    replacement: "added.names",
    specs: ["request/value-selector.spec.ts"],
  },
  {
    facts: ["CF-HDR-21"],
    file: "request/origin-request.ts",
    text: "...describeCustomHeaders(behavior),",
    replacement: "",
    specs: ["request/origin-request.spec.ts"],
  },
  {
    facts: ["CF-COOK-01"],
    file: "response/origin-headers.ts",
    text: 'name !== "set-cookie" ||',
    replacement: "true ||",
    specs: ["responses.spec.ts"],
  },
  {
    facts: ["CF-TTL-03"],
    file: "cache-control.ts",
    text: "if (control.sMaxageSeconds !== undefined) {",
    replacement:
      "if (control.maxAgeSeconds === undefined && control.sMaxageSeconds !== undefined) {",
    specs: ["cache/ttl.spec.ts"],
  },
  {
    facts: ["CF-TTL-05", "CF-TTL-09"],
    file: "cache/ttl.ts",
    text: "if (minSeconds > 0) {",
    replacement: "if (minSeconds < 0) {",
    specs: ["cache/ttl.spec.ts"],
  },
  {
    facts: ["CF-ERR-05"],
    file: "cache/ttl.ts",
    text: "control.forbids !== undefined && errorsObeyingOrigin.has(status)",
    replacement: "control.forbids !== undefined",
    specs: ["cache/error-ttl.spec.ts"],
  },
  {
    facts: ["CF-STALE-08"],
    file: "cache/keeping.ts",
    text: "request.headers.authorization !== undefined",
    replacement: "false",
    specs: ["outage.spec.ts"],
  },
  {
    facts: ["CF-STALE-07"],
    file: "cache/stored-response.ts",
    text: "nowMs + behavior.ttlBounds.maxSeconds * 1000",
    replacement: "Infinity",
    specs: ["stale-and-errors.spec.ts"],
  },
  {
    facts: ["CF-REV-03"],
    file: "cache/stored-response.ts",
    text: "variesByEverything(headers) && ttlBounds.minSeconds === 0",
    replacement: "false",
    specs: ["revalidation.spec.ts"],
  },
  {
    facts: ["CF-COL-02"],
    file: "cache/fills.ts",
    text: "return this.shared.get(key);",
    replacement: "return [...this.shared.values()][0];",
    specs: ["collapsing.spec.ts"],
  },
  {
    facts: ["CF-MTH-03"],
    file: "request/check-request.ts",
    text: "isReadMethod(request.method) && hasBody(request)",
    replacement: "false",
    specs: ["requests.spec.ts"],
  },
  {
    facts: ["CF-VPP-02"],
    file: "request/check-request.ts",
    text: "redirect(301, request)",
    replacement: "redirect(307, request)",
    specs: ["requests.spec.ts"],
  },
  {
    facts: ["CF-RT-04"],
    file: "request/match-behavior.ts",
    text: 'path === "/" ?',
    replacement: 'path.endsWith("/") ?',
    specs: ["requests.spec.ts"],
  },
  {
    facts: ["CF-LIM-01"],
    file: "request/check-request.ts",
    text: "longestUrlBytes = 8192",
    replacement: "longestUrlBytes = 8193",
    specs: ["requests.spec.ts"],
  },
  {
    facts: ["CF-GW-06"],
    file: "origin/origin-failure.ts",
    text: '"read-timeout": { status: 504',
    replacement: '"read-timeout": { status: 502',
    specs: ["gateway.spec.ts"],
  },
  {
    facts: ["CF-RHP-05"],
    file: "response/response-headers-policy.ts",
    text: "overrides || result[name] === undefined",
    replacement: "true",
    specs: ["response-headers-policies.spec.ts"],
  },
  {
    facts: ["CF-INV-03"],
    file: "cache/invalidation.ts",
    text: "exact.has(url)",
    replacement: 'exact.has(url.replace(/[?].*/, ""))',
    specs: ["invalidation.spec.ts"],
  },
];
