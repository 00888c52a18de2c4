import type { Account } from "./account";
import type { Creation } from "./resource-type";
import { textOf } from "./properties";

const REGION = "eu-central-1";
export const ACCOUNT_ID = "123456789012";

/** Where a resource is: where its input says, or else the provider. */
export function regionOf({ inputs }: Pick<Creation, "inputs">): string {
  return textOf(inputs, "region") || REGION;
}

/** An ARN of a regional service. */
export function describeArn(service: string, creation: Creation, resource: string): string {
  return `arn:aws:${service}:${regionOf(creation)}:${ACCOUNT_ID}:${resource}`;
}

/** As many hex digits as a service uses, after a prefix. */
export function makeHexId(prefix: string, length: number, account: Account): string {
  return prefix + account.nextNumber().toString(16).padStart(length, "0");
}

/** An id as EC2 makes them. */
export function makeEc2Id(prefix: string, account: Account): string {
  return makeHexId(`${prefix}-`, 17, account);
}

/** As many digits and letters as other services use. */
export function makeId(prefix: string, length: number, account: Account): string {
  return prefix + account.nextNumber().toString(36).padStart(length, "0");
}

/** A UUID of its own. */
export function makeUuid(account: Account): string {
  return makeHexId("00000000-0000-4000-8000-", 12, account);
}
