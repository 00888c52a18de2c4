import type { RecordedValue } from "./recorded-stack";

/** Inputs of `aws.cloudfront.Distribution` that tell Pulumi what to do, not CloudFront. */
const NOT_CONFIGURATION = ["retainOnDelete", "tags", "waitForDeployment"];

/** Names of CloudFront's that are not Pulumi's with a capital letter in front. */
const API_NAMES: Record<string, string> = {
  defaultTtl: "DefaultTTL",
  errorCachingMinTtl: "ErrorCachingMinTTL",
  functionArn: "FunctionARN",
  httpPort: "HTTPPort",
  httpsPort: "HTTPSPort",
  isIpv6Enabled: "IsIPV6Enabled",
  lambdaArn: "LambdaFunctionARN",
  loggingConfig: "Logging",
  maxTtl: "MaxTTL",
  minTtl: "MinTTL",
  orderedCacheBehaviors: "CacheBehaviors",
  originId: "Id",
  webAclId: "WebACLId",
  xssProtection: "XSSProtection",
};

type Properties = Record<string, RecordedValue>;

/**
 * The recorded inputs of a distribution in the shape of CloudFront's own API, which is what the
 * edge simulator reads. Names are translated by rule: a field that the simulator doesn't know
 * arrives there under its name, and is refused there.
 */
export function toDistributionConfig(inputs: Properties): RecordedValue {
  const configuration = Object.entries(inputs).filter(([key]) => !NOT_CONFIGURATION.includes(key));
  return translate(Object.fromEntries(configuration));
}

/** The recorded inputs of a policy, of any kind, in the shape of CloudFront's API. */
export function toPolicyConfig(inputs: Properties): RecordedValue {
  return translate(inputs);
}

function translate(value: RecordedValue): RecordedValue {
  if (Array.isArray(value)) {
    return { Quantity: value.length, Items: value.map(translate) };
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  if (isList(value)) {
    return translate(value["items"] ?? null);
  }
  const entries = Object.entries(value).flatMap(([key, item]) =>
    Array.isArray(item)
      ? translateList(key, item)
      : [[API_NAMES[key] ?? capitalize(key), translateField(key, item)]],
  );
  return nestCachedMethods(Object.fromEntries(entries) as Properties);
}

/** A list as the fields of the API's. */
function translateList(key: string, items: RecordedValue[]): [string, RecordedValue][] {
  const name = API_NAMES[key] ?? capitalize(key);
  const list = { Quantity: items.length, Items: items.map(translate) };
  switch (key) {
    case "customHeaders":
      return [[name, { ...list, Items: items.map(translateHeader) }]];
    case "members":
      return [[name, { ...list, Items: items.map(translateMember) }]];
    case "locations": // The API's geo restriction is the list itself.
      return Object.entries(list);
    case "trustedKeyGroups":
    case "trustedSigners":
      return [[name, { Enabled: items.length > 0, ...list }]];
    default:
      return [[name, list]];
  }
}

/** A value that isn't a list; the API has statuses that are to be answered as strings. */
function translateField(key: string, value: RecordedValue): RecordedValue {
  return key === "responseCode" && typeof value === "number" ? String(value) : translate(value);
}

/** Policies have their lists in an object of their own. */
function isList(value: Properties): boolean {
  return Object.keys(value).join() === "items";
}

/** The API has the cached methods inside the allowed ones. */
function nestCachedMethods(properties: Properties): Properties {
  const { CachedMethods, AllowedMethods, ...rest } = properties;
  if (CachedMethods === undefined || AllowedMethods === undefined) {
    return properties;
  }
  return { ...rest, AllowedMethods: { ...(AllowedMethods as Properties), CachedMethods } };
}

function translateHeader(header: RecordedValue): RecordedValue {
  const { name = null, value = null } = header as Properties;
  return { HeaderName: name, HeaderValue: value };
}

function translateMember(member: RecordedValue): RecordedValue {
  const { originId = null } = member as Properties;
  return { OriginId: originId };
}

function capitalize(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}
