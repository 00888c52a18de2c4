import * as elasticbeanstalk from "@pulumi/aws/elasticbeanstalk";
import type * as pulumi from "@pulumi/pulumi";
import { group, optional, text } from "../shared/fields";
import type { Ingress } from "./ingress";
import { buildOptionSettings } from "./option-settings";
import { listPinned, warnOfRetired } from "./platform";
import type { EnvironmentRoles } from "./roles";
import type { BeanstalkAppSettings } from "./settings";

/**
 * The environment's own name, description and address. With a name or an address of its own, a
 * replacement deletes the old environment before it creates the new one: the site is down meanwhile.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateEnvironment.html
 */
export interface EnvironmentArgs {
  /**
   * The name: 4 to 40 letters, digits and hyphens, with no hyphen at either end, once in a region.
   * Defaults to the component's with 7 digits behind it, which is new at each replacement.
   */
  name?: string;
  /** What it is for, up to 200 characters. Defaults to none. */
  description?: string;
  /**
   * The first label of its DNS name, as in `shop.eu-central-1.elasticbeanstalk.com`: 4 to 63
   * lower-case letters, digits and hyphens, once in a region among all of AWS. A change replaces the
   * environment, and leaving it out later changes nothing. Once the environment is gone, anybody can
   * take the name: let no DNS record point to it then. Viewers see CloudFront's name in any case.
   * Defaults to one that Beanstalk makes.
   */
  cnamePrefix?: string;
}

export const ENVIRONMENT = group<EnvironmentArgs>()(
  {
    name: optional(
      text({
        matches: /^[a-zA-Z0-9][a-zA-Z0-9-]{2,38}[a-zA-Z0-9]$/,
        must: "must have 4 to 40 letters, digits and hyphens, with no hyphen at either end",
        remedy:
          "Use 4 to 40 of them, or leave it out to get a name that is made of the component's.",
      }),
    ),
    description: optional(
      text({
        matches: /^[^]{1,200}$/,
        must: "must have 1 to 200 characters",
        remedy: "Shorten it, or leave it out.",
      }),
    ),
    cnamePrefix: optional(
      text({
        matches: /^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$/,
        must: "must have 4 to 63 lower-case letters, digits and hyphens, with no hyphen at either end",
        remedy: "Give the first label of the DNS name alone.",
      }),
    ),
  },
  { tier: "Leave it out: this is always a web server environment." },
);

/** What is there before the environment. */
export interface EnvironmentParts {
  applicationName: pulumi.Output<string>;
  versionLabel: pulumi.Output<string>;
  roles: EnvironmentRoles;
  ingress: Ingress;
}

/** Creates the environment. */
export function createEnvironment(
  name: string,
  { applicationName, versionLabel, roles, ingress }: EnvironmentParts,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): elasticbeanstalk.Environment {
  const pass = (path: "solutionStackName" | "platformArn") =>
    warnOfRetired(`BeanstalkApp "${name}"`, path, settings[path], opts.parent);
  return new elasticbeanstalk.Environment(
    name,
    {
      application: applicationName,
      version: versionLabel,
      ...settings.environment,
      solutionStackName: pass("solutionStackName"),
      platformArn: pass("platformArn"),
      templateName: settings.templateName,
      tier: "WebServer",
      settings: buildOptionSettings(settings, {
        serviceRoleName: roles.serviceRoleName,
        instanceProfileName: roles.instanceProfileName,
        ...ingress.securityGroupIds,
      }),
      waitForReadyTimeout: `${settings.waitForReadyMinutes}m`,
      pollInterval: describeSeconds(settings.pollIntervalSeconds),
      tags: settings.tags,
    },
    {
      ...opts,
      dependsOn: [...roles.permissions, ...ingress.rules],
      // It repeats the values of environment properties, which can be secret.
      additionalSecretOutputs: ["allSettings"],
      ignoreChanges: listPinned(settings),
      ...planReplacement(settings),
    },
  );
}

function describeSeconds(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : `${seconds}s`;
}

/**
 * When the environment is replaced, and in which order. Left alone, the provider updates in place what
 * Beanstalk can't change, and creates a new environment beside an old one that still has its name.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html
 */
export function planReplacement({
  environment: { name, cnamePrefix },
  loadBalancer,
}: BeanstalkAppSettings): pulumi.CustomResourceOptions {
  const owner = loadBalancer.sharedLoadBalancerArn === undefined ? "dedicated" : "shared";
  return {
    replaceOnChanges: ["application"],
    replacementTrigger: `${owner} ${loadBalancer.type}`,
    ...((name ?? cnamePrefix) !== undefined && { deleteBeforeReplace: true }),
  };
}
