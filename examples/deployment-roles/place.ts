/** Where the roles are, and whose state they may use. */
export interface Place {
  accountId: string;
  region: string;
  /** The state bucket's ARN. */
  bucketArn: string;
  /** The ARN of the key of the secrets in the state. */
  keyArn: string;
}

/** The `name` in Pulumi.yaml of the project that is deployed. */
export const PROJECT = "cdn-fronted-beanstalk";

/** The stacks that are deployed, each from the GitHub environment of its name. */
export const STACKS = ["dev", "staging", "prod"];

/** With what the names of a stage's resources begin: the component's own name. */
export const NAME = "web";
