import * as ssm from "@pulumi/aws/ssm";
import type * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import type { Subject } from "../shared/rules";
import { each, rulesOn } from "../shared/rules";
import { hasSecret } from "./origin-protection";
import type { CdnFrontedBeanstalkAppSettings } from "./settings";

/** The request header in which CloudFront proves itself to the application. */
const SECRET_HEADER = "X-Origin-Secret";

/** The environment properties with the accepted values: the current one, then the previous one. */
const SECRET_PROPERTY_NAMES = ["ORIGIN_SECRET", "ORIGIN_SECRET_PREVIOUS"] as const;

const rule = rulesOn<CdnFrontedBeanstalkAppSettings>();

export const ORIGIN_SECRET_RULES = [
  rule({
    id: "reserved-property",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html",
    of: (settings) => (hasSecret(settings) ? listProperties(settings) : []),
    holds: (name) => !SECRET_PROPERTY_NAMES.some((reserved) => reserved === name),
    must: "must not be set, since origin protection sets it",
    remedy: "Rename the property, or set originProtection to PrefixList or None.",
  }),
];

/** The namespaces in which an environment's properties are option settings. */
const PROPERTY_NAMESPACES = [
  "aws:elasticbeanstalk:application:environment",
  "aws:elasticbeanstalk:application:environmentsecrets",
];

/** The names of the environment properties that the user sets, in all ways that there are. */
function listProperties(settings: CdnFrontedBeanstalkAppSettings): Subject<string>[] {
  const { environmentVariables, secrets, extraSettings } = settings;
  return [
    ...Object.entries({ environmentVariables, secrets }).flatMap(([group, properties]) =>
      Object.keys(properties).map((name) => ({
        path: `${group}.${name}`,
        value: name,
        shown: undefined,
      })),
    ),
    ...each("extraSettings", extraSettings)
      .filter(({ value }) => PROPERTY_NAMESPACES.includes(value.namespace))
      .map(({ path, value }) => ({ path: `${path}.name`, value: value.name })),
  ];
}

/** What both halves need to know of the secret; empty without one. */
export interface OriginSecret {
  /** For `CdnDistribution.originHeaders`: the value itself, a Pulumi secret. */
  headers: Record<string, pulumi.Input<string>>;
  /**
   * For `BeanstalkApp.secrets`: a parameter's ARN, so that one secret value does not hide the whole
   * list of settings in previews, nor stand readable in the environment's configuration.
   */
  properties: Record<string, pulumi.Input<string>>;
}

/**
 * Creates the secret of this generation and keeps that of the one before. The environment depends on
 * both, the distribution on the environment, so that a rotation in one update never locks it out.
 */
export function createOriginSecret(
  name: string,
  settings: CdnFrontedBeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): OriginSecret {
  if (!hasSecret(settings)) {
    return { headers: {}, properties: {} };
  }
  const generation = settings.originSecretGeneration;
  const current = createGeneration(name, generation, settings, opts);
  const [currentName, previousName] = SECRET_PROPERTY_NAMES;
  const properties: Record<string, pulumi.Input<string>> = { [currentName]: current.arn };
  if (generation > 1) {
    properties[previousName] = createGeneration(name, generation - 1, settings, opts).arn;
  }
  return { headers: { [SECRET_HEADER]: current.value }, properties };
}

function createGeneration(
  name: string,
  generation: number,
  { tags }: CdnFrontedBeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): { value: pulumi.Output<string>; arn: pulumi.Output<string> } {
  const logicalName = `${name}-origin-secret-${generation}`;
  const password = new RandomPassword(logicalName, { length: 48, special: false }, opts);
  const parameter = new ssm.Parameter(
    logicalName,
    { type: "SecureString", value: password.result, tags },
    opts,
  );
  return { value: password.result, arn: parameter.arn };
}
