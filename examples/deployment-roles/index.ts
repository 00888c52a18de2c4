import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { BEANSTALK_POLICY, listDeployStatements } from "./deploy-policy";
import type { Place } from "./place";
import { STACKS } from "./place";
import type { Statement } from "./policy";
import { describePolicy } from "./policy";
import { listPreviewStatements } from "./preview-policy";
import { createState } from "./state";
import type { Trusted } from "./trust";
import { AUDIENCE, describeTrust, GITHUB_ISSUER } from "./trust";

const repository = new pulumi.Config().require("repository");
const region = new pulumi.Config("aws").require("region");

const state = createState("pulumi-state");
const place: pulumi.Output<Place> = pulumi
  .all([getCallerIdentityOutput().accountId, state.bucket.arn, state.key.arn])
  .apply(([accountId, bucketArn, keyArn]) => ({ accountId, region, bucketArn, keyArn }));

const github = new iam.OpenIdConnectProvider("github", {
  url: `https://${GITHUB_ISSUER}`,
  clientIdLists: [AUDIENCE],
});

const preview = createRole({ repository, environment: "preview" }, listPreviewStatements);
const deploy = STACKS.map((stack): [stack: string, roleArn: pulumi.Output<string>] => {
  const trusted = { repository, environment: stack, ref: "refs/heads/main" };
  const role = createRole(trusted, (known) => listDeployStatements(known, stack));
  new iam.RolePolicyAttachment(stack, { role: role.name, policyArn: BEANSTALK_POLICY });
  return [stack, role.arn];
});

/** A role for the jobs of one GitHub environment. */
function createRole(trusted: Trusted, listStatements: (place: Place) => Statement[]): iam.Role {
  const name = `deployment-${trusted.environment}`;
  const role = new iam.Role(name, {
    assumeRolePolicy: github.arn.apply((arn) => describeTrust(arn, trusted)),
    // As long as a deployment may take: its credentials must not end in the middle.
    maxSessionDuration: 4 * 60 * 60,
  });
  const policy = place.apply((known) => describePolicy(listStatements(known)));
  new iam.RolePolicy(name, { role: role.name, policy });
  return role;
}

/** `AWS_ROLE_ARN` of each GitHub environment. */
export const roleArns = { preview: preview.arn, ...Object.fromEntries(deploy) };
/** `PULUMI_BACKEND_URL` of the repository. */
export const backendUrl = pulumi.interpolate`s3://${state.bucket.bucket}?region=${region}`;
/** For `pulumi stack init --secrets-provider`. */
export const secretsProvider = pulumi.interpolate`awskms://${state.alias.name}?region=${region}`;
