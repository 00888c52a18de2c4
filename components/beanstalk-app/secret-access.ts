import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { BeanstalkAppSettings } from "./settings";

/**
 * Lets a role read the secrets, and decrypt them; creates nothing without any. Another set of secrets
 * replaces the policy: the new one is there before the environment is updated, the old one until
 * afterwards, so that an instance that starts in between reads the secrets it was told of. Changed in
 * place, the policy would be ahead of the environment.
 */
export function allowSecrets(
  name: string,
  role: iam.Role,
  { secrets, secretsKmsKeyArns }: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const arns = Object.values(secrets);
  if (arns.length === 0) {
    return [];
  }
  const policy = pulumi
    .all([pulumi.all(arns), pulumi.all(secretsKmsKeyArns)])
    .apply(([known, keys]) => describeSecretsPolicy(known, keys));
  return [
    new iam.RolePolicy(
      `${name}-read-secrets`,
      { role: role.name, policy },
      { ...opts, replaceOnChanges: ["policy"] },
    ),
  ];
}

/** The policy document that lets a role read exactly these secrets and parameters. */
export function describeSecretsPolicy(arns: string[], kmsKeyArns: string[]): string {
  const allow = (actions: string[], resources: string[]) =>
    resources.length === 0
      ? []
      : [{ Effect: "Allow", Action: actions, Resource: [...new Set(resources)].sort() }];
  const of = (service: string) => arns.filter((arn) => arn.split(":")[2] === service);
  const Statement = [
    ...allow(["secretsmanager:GetSecretValue"], of("secretsmanager").map(dropJsonKey)),
    ...allow(["ssm:GetParameter", "ssm:GetParameters"], of("ssm")),
    ...allow(["kms:Decrypt"], kmsKeyArns),
  ];
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** The key of a JSON secret, behind a colon after its ARN, is Beanstalk's and unknown to IAM. */
function dropJsonKey(arn: string): string {
  return arn.split(":").slice(0, 7).join(":");
}
