import type { EdgeFunction } from "../edge-simulator";
import type { RecordedResource, RecordedStack, RecordedValue } from "./recorded-stack";
import { findByType } from "./recorded-stack";
import { toDistributionConfig, toPolicyConfig } from "./distribution-config";
import { findFunctions } from "./stage-functions";
import type { StageOrigins } from "./stage-origins";
import { findStageOrigins } from "./stage-origins";
import { UserError } from "./user-error";

/** What of a stack the edge follows. */
export interface EdgeParts {
  /** The distribution in the shape of CloudFront's API. */
  distribution: RecordedValue;
  /** The stack's own policies in the same shape, by kind and id. */
  policies: Record<PolicyKind, Record<string, RecordedValue>>;
  /** The public keys of the stack's own key groups, by id, by the group's id. */
  keyGroups: Record<string, Record<string, string>>;
  /** The stack's own CloudFront functions, by ARN. */
  functions: Record<string, EdgeFunction>;
}

/** What of a stack runs on a laptop. */
export interface StageParts extends EdgeParts, StageOrigins {
  /** The source bundle's directory, relative to the project; undefined if it is not a directory. */
  sourceDirectory: string | undefined;
  /** The environment properties of the app, those that Beanstalk would fetch among them. */
  environment: Record<string, string>;
  /** The path of the load balancer's health check; `/` where there is none. */
  healthCheckPath: string;
}

/** As the edge simulator has them. */
type PolicyKind = "cachePolicies" | "originRequestPolicies" | "responseHeadersPolicies";

interface OptionSetting {
  namespace: string;
  name: string;
  value: string;
}

const PROPERTIES_NAMESPACE = "aws:elasticbeanstalk:application:environment";
const SECRETS_NAMESPACE = "aws:elasticbeanstalk:application:environmentsecrets";
const PROCESS_NAMESPACE = "aws:elasticbeanstalk:environment:process:default";

/**
 * Picks what runs here from a recorded stack whose secrets are revealed.
 *
 * @throws UserError unless it has exactly one environment and one distribution, with an origin for it
 */
export function findStageParts(stack: RecordedStack): StageParts {
  const distribution = findOnly(stack, "aws:cloudfront/distribution:Distribution");
  const environment = findOnly(stack, "aws:elasticbeanstalk/environment:Environment");
  const origins = distribution.inputs["origins"] as Record<string, RecordedValue>[];
  const settings = environment.inputs["settings"] as unknown as OptionSetting[];
  const healthCheck = settings.find(
    ({ namespace, name }) => namespace === PROCESS_NAMESPACE && name === "HealthCheckPath",
  );
  return {
    ...findEdgeParts(stack),
    ...findStageOrigins(stack, origins),
    sourceDirectory: findSourceDirectory(stack),
    environment: {
      ...pickProperties(settings, PROPERTIES_NAMESPACE, (value) => value),
      ...pickProperties(settings, SECRETS_NAMESPACE, (arn) => findParameterValue(stack, arn)),
    },
    healthCheckPath: healthCheck?.value ?? "/",
  };
}

/**
 * Picks what the edge follows from a recorded stack, whatever its origins are.
 *
 * @throws UserError unless it has exactly one distribution
 */
export function findEdgeParts(stack: RecordedStack): EdgeParts {
  const distribution = findOnly(stack, "aws:cloudfront/distribution:Distribution");
  return {
    distribution: toDistributionConfig(distribution.inputs),
    policies: {
      cachePolicies: findPolicies(stack, "cachePolicy:CachePolicy"),
      originRequestPolicies: findPolicies(stack, "originRequestPolicy:OriginRequestPolicy"),
      responseHeadersPolicies: findPolicies(stack, "responseHeadersPolicy:ResponseHeadersPolicy"),
    },
    keyGroups: findKeyGroups(stack),
    functions: findFunctions(stack),
  };
}

function findOnly(stack: RecordedStack, type: string): RecordedResource {
  const found = findByType(stack, type);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new UserError(
      `The local stage runs a stack with one ${type}; "${stack.stack}" has ${found.length}. ` +
        "Run it with a stack that has one.",
    );
  }
  return only;
}

function findPolicies(stack: RecordedStack, type: string): Record<string, RecordedValue> {
  return mapById(stack, type, toPolicyConfig);
}

function findKeyGroups(stack: RecordedStack): StageParts["keyGroups"] {
  const keys = mapById(stack, "publicKey:PublicKey", ({ encodedKey }) => String(encodedKey));
  return mapById(stack, "keyGroup:KeyGroup", ({ items }) =>
    Object.fromEntries((items as string[]).map((id) => [id, keys[id] ?? ""])),
  );
}

/** The stack's own resources of a type. Others refer to them by the ids that were made up. */
function mapById<Value>(
  stack: RecordedStack,
  type: string,
  translate: (inputs: Record<string, RecordedValue>) => Value,
): Record<string, Value> {
  const [, shortType = ""] = type.split(":");
  const ids = new Map(Object.entries(stack.madeUp ?? {}).map(([id, output]) => [output, id]));
  return Object.fromEntries(
    findByType(stack, `aws:cloudfront/${type}`).flatMap(({ name, inputs }) => {
      const id = ids.get(`${shortType} ${name}.id`);
      return id === undefined ? [] : [[id, translate(inputs)]];
    }),
  );
}

/** Where the bundle's files lie: the path of one of them, without its path in the bundle. */
function findSourceDirectory(stack: RecordedStack): string | undefined {
  for (const { inputs } of findByType(stack, "aws:s3/bucketObjectv2:BucketObjectv2")) {
    const { assets } = (inputs["source"] ?? {}) as { assets?: Record<string, { path?: string }> };
    const [first] = Object.entries(assets ?? {});
    if (first?.[1].path?.endsWith(first[0])) {
      return first[1].path.slice(0, -first[0].length);
    }
  }
  return undefined;
}

function pickProperties(
  settings: OptionSetting[],
  wanted: string,
  resolve: (value: string) => string,
): Record<string, string> {
  const picked = settings.filter(({ namespace }) => namespace === wanted);
  return Object.fromEntries(picked.map(({ name, value }) => [name, resolve(value)]));
}

/** The value behind a secret's ARN, where the stack itself creates it. */
function findParameterValue(stack: RecordedStack, arn: string): string {
  const parameter = findByType(stack, "aws:ssm/parameter:Parameter").find(({ name }) =>
    // The evaluation ends a physical name in a hyphen and seven digits.
    arn.replace(/-[0-9a-f]{7}$/, "").endsWith(`:parameter/${name}`),
  );
  if (parameter === undefined) {
    throw new UserError(
      `The local stage has no value for ${arn}, which this stack does not create. ` +
        "Run the app yourself, with the secret in its environment, and give its URL with --origin.",
    );
  }
  return String(parameter.inputs["value"]);
}
