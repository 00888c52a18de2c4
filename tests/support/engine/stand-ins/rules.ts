const AWS = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service";
const BRIDGE = "https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge";
const COMMAND =
  "https://github.com/pulumi/pulumi-command/blob/master/provider/pkg/provider/local/commandOutputs.go";
const PULUMI_AWS =
  "https://github.com/pulumi/pulumi-aws/blob/master/provider/resource_overrides.go";

/** What holds for every type. */
const GENERAL = {
  "unknown-until-created": {
    statement: "What AWS decides is unknown in the preview of a new resource",
    source: `${BRIDGE}/provider.go`,
  },
  "known-while-updated": {
    statement: "What AWS decided stays known in the preview of an update",
    source: `${BRIDGE}/provider.go`,
  },
  "kept-auto-name": {
    statement: "A name that the provider made stays as long as the resource",
    source: `${BRIDGE}/schema.go`,
  },
  "given-name-is-not-kept": {
    statement:
      "A name that the provider didn't make, as that of an imported resource, is renewed where the " +
      "program gives none",
    source: "https://github.com/pulumi/pulumi/issues/9210",
  },
  "auto-name-length": {
    statement: "A logical name that is too long for the provider's name is an error, and not cut",
    source: "https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/unique.go",
  },
  "own-name-deletes-first": {
    statement: "A resource with a name of its own is deleted before the provider makes it anew",
    source: `${BRIDGE}/schema.go`,
  },
  "replacing-input": {
    statement: "A change of certain inputs replaces the resource",
    source: `${AWS}/elasticbeanstalk/environment.go`,
  },
  "update-sends-differences": {
    statement:
      "An update sends what differs from the state; the state has the new values after a failure too",
    source: "https://github.com/pulumi/pulumi/issues/21458",
  },
  "half-way-error": {
    statement:
      "A resource that was made and then failed stays in the state, and is updated next time",
    source: `${BRIDGE}/provider.go`,
  },
  "half-way-creation": {
    statement: "What failed in its creation is in the state without what AWS decided",
    source: "https://github.com/pulumi/pulumi-terraform-bridge/issues/2696",
  },
  "unique-name": {
    statement:
      "Names of applications, roles, profiles, parameters, buckets, policies and functions are " +
      "there once in an account",
    source: "https://github.com/aws-ia/terraform-aws-control_tower_account_factory/issues/529",
  },
} as const;

const BEANSTALK = {
  "settings-read-back": {
    statement: "Of the environment's settings those are read back that the state knows",
    source: `${AWS}/elasticbeanstalk/environment.go`,
  },
  "settings-form": {
    statement: "Lists of subnets and groups come back sorted, and no setting without a resource",
    source: `${AWS}/elasticbeanstalk/environment.go`,
  },
  "settings-equality": {
    statement: "The order of a value's members is no difference, nor an empty resource",
    source: `${AWS}/elasticbeanstalk/environment.go`,
  },
  "settings-import": {
    statement: "An imported environment has no settings, and nothing that tells how to wait for it",
    source: "https://github.com/hashicorp/terraform/issues/26101",
  },
  "all-settings": {
    statement: "An environment repeats the values of its settings in plain text",
    source: `${AWS}/elasticbeanstalk/environment.go`,
  },
  "environment-application": {
    statement: "An environment's other application is sent to nobody, and differs again",
    source: `${AWS}/elasticbeanstalk/environment.go`,
  },
  "environment-name": {
    statement: "Two environments that run can't have one name",
    source: "https://github.com/hashicorp/terraform/issues/22433",
  },
  "load-balancer-type": {
    statement: "An environment's load balancer type can't change",
    source: "https://github.com/hashicorp/terraform-provider-aws/issues/812",
  },
  "known-version": {
    statement: "An environment runs versions of its application alone",
    source: "https://github.com/einaregilsson/beanstalk-deploy/issues/58",
  },
  "version-exists": {
    statement: "An application has a version label once",
    source: "https://github.com/travis-ci/dpl/issues/1184",
  },
  "version-in-use": {
    statement: "A version that runs stays where it is, and its deletion passes for done",
    source: `${AWS}/elasticbeanstalk/application_version.go`,
  },
  "version-import": {
    statement: "A version can't be imported",
    source: `${BRIDGE}/provider.go`,
  },
  "application-in-use": {
    statement: "An application whose environments run can't be deleted",
    source: `${AWS}/elasticbeanstalk/application.go`,
  },
  "application-takes-versions": {
    statement: "An application's versions go with it, their bundles don't",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_DeleteApplication.html",
  },
} as const;

const CLOUDFRONT = {
  "distribution-status": {
    statement: "A distribution that nobody waited for is found deployed when it is read",
    source: `${AWS}/cloudfront/distribution.go`,
  },
  "distribution-import": {
    statement: "An imported distribution is waited for and not retained, whatever it was",
    source: `${AWS}/cloudfront/distribution.go`,
  },
  "attached-to-distribution": {
    statement: "A policy or function that a distribution refers to can't be deleted",
    source: "https://github.com/hashicorp/terraform-provider-aws/issues/21730",
  },
  "alias-taken": {
    statement: "Two distributions can't have one alias",
    source: "https://github.com/clemsonMakerspace/unified-makerspace/issues/172",
  },
} as const;

const OTHERS = {
  "attachment-deletes-first": {
    statement: "The attachment of a policy to a role is deleted before it is made anew",
    source: PULUMI_AWS,
  },
  "bucket-not-empty": {
    statement: "A bucket with objects can't be deleted without forceDestroy",
    source: `${AWS}/s3/bucket.go`,
  },
  "group-in-use": {
    statement: "A security group can't be deleted while an environment or another's rule uses it",
    source: "https://github.com/hashicorp/terraform-provider-aws/issues/32745",
  },
  "rule-source": {
    statement: "A security group's rule is replaced when its source is of another kind",
    source: `${AWS}/ec2/vpc_security_group_ingress_rule.go`,
  },
  "role-in-use": {
    statement: "A role can't be deleted while policies hold it",
    source: `${AWS}/iam/role.go`,
  },
  "state-alone": {
    statement: "A password and a command are what the state says of them, whoever reads them",
    source:
      "https://github.com/hashicorp/terraform-provider-random/blob/main/internal/provider/" +
      "resource_password.go",
  },
  "command-update": {
    statement: "A command runs its update where an input changes, and without one its creation",
    source: COMMAND,
  },
  "command-outputs": {
    statement: "What a command prints is unknown in the preview of an update",
    source: COMMAND,
  },
  "command-previous-output": {
    statement: "A command finds what it printed last time in two variables",
    source: COMMAND,
  },
  "command-status": {
    statement: "What a command prints is shown line by line, as long as it runs",
    source: COMMAND,
  },
} as const;

/**
 * What the stand-ins do as the real providers and AWS do it, each rule with where that stands. The tests
 * break one at a time and see that it is noticed.
 */
export const RULES = {
  ...GENERAL,
  ...BEANSTALK,
  ...CLOUDFRONT,
  ...OTHERS,
} satisfies Record<string, { statement: string; source: string }>;

export type RuleId = keyof typeof RULES;
