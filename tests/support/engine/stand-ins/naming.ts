import type { Account } from "./account";

export const REGION = "eu-central-1";
export const ACCOUNT_ID = "123456789012";

/** An ARN in the account; global services have no region. */
export function describeArn(service: string, resource: string, region = REGION): string {
  return `arn:aws:${service}:${region}:${service === "s3" ? "" : ACCOUNT_ID}:${resource}`;
}

/** An id as EC2 makes them: a prefix and 17 hex digits. */
export function makeEc2Id(prefix: string, account: Account): string {
  return `${prefix}-${account.nextNumber().toString(16).padStart(17, "0")}`;
}

/** As many letters and digits as other services use. */
export function makeId(prefix: string, length: number, account: Account): string {
  return prefix + account.nextNumber().toString(36).padStart(length, "a");
}
