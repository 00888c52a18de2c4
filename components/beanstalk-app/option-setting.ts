import type * as pulumi from "@pulumi/pulumi";

/** One Beanstalk option setting, as `aws.elasticbeanstalk.Environment` takes it. */
export interface OptionSetting {
  namespace: string;
  name: string;
  /** The resource that the option is for; `""` where there is none. */
  resource: string;
  value: pulumi.Input<string>;
}

/** What the environment refers to and the arguments do not know: the resources made beside it. */
export interface EnvironmentReferences {
  serviceRoleName: pulumi.Input<string>;
  instanceProfileName: pulumi.Input<string>;
  /** The instances' own security group; `undefined` leaves Beanstalk's default group in place. */
  instanceSecurityGroupId?: pulumi.Input<string>;
  /** Likewise for the load balancer. */
  loadBalancerSecurityGroupId?: pulumi.Input<string>;
}

/**
 * Options of one namespace: numbers and booleans as Beanstalk stores them, as text; what is
 * `undefined` is left out, and so left to Beanstalk.
 */
export function optionsIn(
  namespace: string,
  values: Record<string, pulumi.Input<string> | number | boolean | undefined>,
  resource = "",
): OptionSetting[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined) {
      return [];
    }
    const isText = typeof value !== "number" && typeof value !== "boolean";
    return [{ namespace, name, resource, value: isText ? value : String(value) }];
  });
}
