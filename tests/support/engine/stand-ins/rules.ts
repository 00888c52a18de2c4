const PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service";
const BRIDGE = "https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg";

/**
 * What the stand-ins do as the real providers and AWS do it, each rule with where that stands. A test
 * leaves out one at a time and sees that it is noticed.
 */
export const RULES = {
  "unknown-until-created": {
    statement: "What AWS decides is unknown in the preview of a new resource",
    source: `${BRIDGE}/tfbridge/provider.go`,
  },
  "known-while-updated": {
    statement: "What AWS decided stays known in the preview of an update",
    source: `${BRIDGE}/tfbridge/provider.go`,
  },
  "kept-auto-name": {
    statement: "A name that the provider made stays as long as the resource",
    source: `${BRIDGE}/tfbridge/names.go`,
  },
  "imported-name": {
    statement:
      "An imported name is no name that the provider made: unless the program says it, it changes",
    source: "https://github.com/pulumi/pulumi/issues/9210",
  },
  "own-name-deletes-first": {
    statement: "A resource with a name of its own is deleted before it is made anew",
    source: `${BRIDGE}/tfbridge/schema.go`,
  },
  "replacing-input": {
    statement: "A change of certain inputs replaces the resource",
    source: `${PROVIDER}/elasticbeanstalk/environment.go`,
  },
  "update-sends-differences": {
    statement:
      "An update sends what differs from the state; the state has the new values after a failure too",
    source: "https://github.com/pulumi/pulumi/issues/21458",
  },
  "half-way-error": {
    statement:
      "A resource that was made and then failed stays in the state, and is updated next time",
    source: `${BRIDGE}/tfbridge/provider.go`,
  },
  "settings-read-back": {
    statement: "Of the environment's settings those are read back that the state knows",
    source: `${PROVIDER}/elasticbeanstalk/environment.go`,
  },
  "settings-form": {
    statement: "Lists of subnets and groups come back sorted, and no setting without a resource",
    source: `${PROVIDER}/elasticbeanstalk/environment.go`,
  },
  "settings-import": {
    statement: "An imported environment has no settings",
    source: `${PROVIDER}/elasticbeanstalk/environment.go`,
  },
  "environment-application": {
    statement: "An environment's other application is sent to nobody, and differs again",
    source: `${PROVIDER}/elasticbeanstalk/environment.go`,
  },
  "environment-name": {
    statement: "Two environments that run can't have one name",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateEnvironment.html",
  },
  "load-balancer-type": {
    statement: "An environment's load balancer type can't change",
    source: "https://github.com/hashicorp/terraform-provider-aws/issues/30723",
  },
  "known-version": {
    statement: "An environment runs versions of its application alone",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_UpdateEnvironment.html",
  },
  "version-exists": {
    statement: "An application has a version label once",
    source: "https://github.com/travis-ci/dpl/issues/1184",
  },
  "version-in-use": {
    statement: "A version that runs stays where it is, and its deletion passes for done",
    source: `${PROVIDER}/elasticbeanstalk/application_version.go`,
  },
  "application-in-use": {
    statement: "An application whose environments run can't be deleted",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_DeleteApplication.html",
  },
  "application-takes-versions": {
    statement: "An application's versions go with it, their bundles don't",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_DeleteApplication.html",
  },
  "bucket-not-empty": {
    statement: "A bucket with objects can't be deleted without forceDestroy",
    source: `${PROVIDER}/s3/bucket.go`,
  },
  "group-in-use": {
    statement: "A security group can't be deleted while an environment uses it",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html",
  },
  "role-in-use": {
    statement: "A role can't be deleted while policies or profiles hold it",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html",
  },
  "unique-name": {
    statement: "Names of roles, policies and parameters are there once in an account",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
  },
  "kept-random": {
    statement: "A random password stays until an input changes",
    source: "https://github.com/pulumi/pulumi-random",
  },
  "command-update": {
    statement: "A command with an update runs it when a trigger changes, and none at first",
    source:
      "https://github.com/pulumi/pulumi-command/blob/master/provider/pkg/provider/local/command.go",
  },
} as const satisfies Record<string, { statement: string; source: string }>;

export type RuleId = keyof typeof RULES;
