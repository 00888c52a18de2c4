/** Whose tokens are trusted. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/** For whom the tokens are made out; what aws-actions/configure-aws-credentials asks for. */
export const AUDIENCE = "sts.amazonaws.com";

/** Whose jobs a role trusts. */
export interface Trusted {
  /** As the subject of its tokens names it. */
  repository: string;
  /** The GitHub environment. */
  environment: string;
  /** The only ref whose runs are trusted, such as refs/heads/main; left out for any. */
  ref?: string;
}

/**
 * Trusts the jobs that one GitHub environment lets through, and nothing else of the repository: who
 * gets there is what the environment's protection rules say. Compared whole, without wildcards. The
 * subject of such a job does not say its ref, which is a claim and a condition key of its own.
 *
 * Source: https://docs.github.com/en/actions/reference/security/oidc
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function describeTrust(
  providerArn: string,
  { repository, environment, ref }: Trusted,
): string {
  const statement = {
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: providerArn },
    Condition: {
      StringEquals: {
        [`${GITHUB_ISSUER}:aud`]: AUDIENCE,
        [`${GITHUB_ISSUER}:sub`]: `repo:${repository}:environment:${environment}`,
        ...(ref === undefined ? {} : { [`${GITHUB_ISSUER}:ref`]: ref }),
      },
    },
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
