/** Whose tokens are trusted. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/** For whom the tokens are made out; what aws-actions/configure-aws-credentials asks for. */
export const AUDIENCE = "sts.amazonaws.com";

/**
 * Trusts the jobs that one GitHub environment lets through, and nothing else of the repository: who
 * gets there is what the environment's protection rules say. Compared whole, without wildcards.
 *
 * Source: https://docs.github.com/en/actions/reference/security/oidc
 */
export function describeTrust(
  providerArn: string,
  repository: string,
  environment: string,
): string {
  const statement = {
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: providerArn },
    Condition: {
      StringEquals: {
        [`${GITHUB_ISSUER}:aud`]: AUDIENCE,
        [`${GITHUB_ISSUER}:sub`]: `repo:${repository}:environment:${environment}`,
      },
    },
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
