import * as elasticbeanstalk from "@pulumi/aws/elasticbeanstalk";
import * as pulumi from "@pulumi/pulumi";
import { checkWhenKnown } from "../shared/inputs";
import { throwOnProblems } from "../shared/problems";
import { createApplicationVersion } from "./application-version";
import type { BeanstalkAppArgs } from "./args";
import { PlatformPolicy } from "./args";
import { createIngress } from "./ingress";
import { buildOptionSettings } from "./option-settings";
import { createRoles } from "./roles";
import type { BeanstalkAppSettings } from "./settings";
import { resolveBeanstalkAppSettings } from "./settings";
import {
  findBeanstalkAppProblems,
  findSecretProblems,
  findSolutionStackProblems,
} from "./validate";

/**
 * A web application on Elastic Beanstalk: application, version, roles and environment. It is the
 * origin half of `CdnFrontedBeanstalkApp` and can be used alone.
 */
export class BeanstalkApp extends pulumi.ComponentResource {
  /** The environment's address over plain HTTP: `http://` and its CNAME. */
  readonly url: pulumi.Output<string>;
  /** The environment's DNS name. It stays when the load balancer is replaced. */
  readonly cname: pulumi.Output<string>;
  /** The environment's name, as the EB CLI and the AWS CLI take it. */
  readonly environmentName: pulumi.Output<string>;
  /** The application's name. */
  readonly applicationName: pulumi.Output<string>;
  /** The label of the version that is deployed. */
  readonly versionLabel: pulumi.Output<string>;
  /** The platform version that the environment runs on. */
  readonly solutionStackName: pulumi.Output<string>;

  /**
   * @param name The logical name, 1 to 32 letters, digits and hyphens; the children's names begin
   *   with it.
   * @throws One error that names every problem of the arguments; nothing is created then.
   */
  constructor(name: string, args: BeanstalkAppArgs, opts?: pulumi.ComponentResourceOptions) {
    const given = resolveBeanstalkAppSettings(args);
    throwOnProblems(describe(name), findBeanstalkAppProblems(name, given));
    super("cdn-fronted-beanstalk:index:BeanstalkApp", name, {}, opts);
    const settings = checkLater(name, given);
    const child = { parent: this };

    const application = new elasticbeanstalk.Application(
      `${name}-application`,
      { tags: settings.tags },
      child,
    );
    const version = createApplicationVersion(name, application, settings, child);
    const environment = createEnvironment(name, application, version, settings, child);

    this.url = pulumi.interpolate`http://${environment.cname}`;
    this.cname = environment.cname;
    this.environmentName = environment.name;
    this.applicationName = application.name;
    this.versionLabel = version;
    this.solutionStackName = environment.solutionStackName;
    this.registerOutputs({
      url: this.url,
      cname: this.cname,
      environmentName: this.environmentName,
      applicationName: this.applicationName,
      versionLabel: this.versionLabel,
      solutionStackName: this.solutionStackName,
    });
  }
}

function describe(name: string): string {
  return `BeanstalkApp "${name}"`;
}

/** The settings with a check on each value that may not be known before the deployment. */
function checkLater(name: string, settings: BeanstalkAppSettings): BeanstalkAppSettings {
  const { solutionStackName, secrets } = settings;
  const checkSecret = ([property, arn]: [string, pulumi.Input<string>]) => [
    property,
    checkWhenKnown(describe(name), arn, (value) => findSecretProblems(property, value)),
  ];
  return {
    ...settings,
    solutionStackName: checkWhenKnown(describe(name), solutionStackName, findSolutionStackProblems),
    secrets: Object.fromEntries(Object.entries(secrets).map(checkSecret)),
  };
}

function createEnvironment(
  name: string,
  application: elasticbeanstalk.Application,
  version: pulumi.Output<string>,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): elasticbeanstalk.Environment {
  const { serviceRole, instanceProfile, permissions } = createRoles(name, settings, opts);
  const { securityGroupIds, rules } = createIngress(name, settings, opts);
  const isPinned = settings.platformPolicy === PlatformPolicy.Pin;
  return new elasticbeanstalk.Environment(
    name,
    {
      application: application.name,
      version,
      solutionStackName: settings.solutionStackName,
      tier: "WebServer",
      settings: buildOptionSettings(settings, {
        serviceRoleName: serviceRole.name,
        instanceProfileName: instanceProfile.name,
        ...securityGroupIds,
      }),
      waitForReadyTimeout: `${settings.waitForReadyMinutes}m`,
      tags: settings.tags,
    },
    {
      ...opts,
      dependsOn: [...permissions, ...rules],
      // It repeats the values of environment properties, which can be secret.
      additionalSecretOutputs: ["allSettings"],
      ignoreChanges: isPinned ? ["solutionStackName"] : [],
    },
  );
}
