import type { Account } from "./account";
import { textOf } from "./properties";
import type { NewResource } from "./resource-type";

/**
 * A refusal in the provider's words: what it was doing, which operation AWS refused, and why.
 *
 * Source: https://github.com/pulumi/pulumi-aws/issues/3622
 */
export function describeRefusal(
  doing: string,
  operation: string,
  statusCode: number,
  reason: string,
): string {
  return (
    `${doing}: operation error ${operation}, https response error StatusCode: ${statusCode}, ` +
    `RequestID: 00000000-0000-4000-8000-000000000000, ${reason}`
  );
}

/** Refuses to create what has the name of another of its type. */
export function refuseTaken(
  token: string,
  property: string,
  describe: (name: string) => string,
): (resource: NewResource) => string | undefined {
  return ({ inputs, account }) => {
    const name = textOf(inputs, property);
    return account.follows("unique-name") && isTaken(token, property, name, account)
      ? describe(name)
      : undefined;
  };
}

function isTaken(token: string, property: string, name: string, account: Account): boolean {
  return account.list(token).some(({ inputs }) => inputs[property] === name);
}
