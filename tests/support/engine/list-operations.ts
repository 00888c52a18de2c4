import type { Account } from "./stand-ins/account";

/** What happened in the account since the last look, in the order in which it began: a line each. */
export function listOperations(account: Account): string[] {
  return account
    .takeOperations()
    .map(({ kind, type, logicalName }) => `${kind} ${type.split(":").pop() ?? ""} ${logicalName}`);
}
