import type { Account } from "./account";
import { makeHexId } from "./naming";
import type { Properties } from "./properties";
import { textOf } from "./properties";

/** A name that the provider makes of a resource's logical one. */
export interface AutoName {
  /** The input that it is. */
  property: string;
  /** The most characters that it may have. */
  maxLength: number;
  isLowerCase?: true;
}

/** For most types, whatever AWS allows. */
export const NAME: AutoName = { property: "name", maxLength: 255 };

/** A hyphen and seven digits. */
const SUFFIX = /^-[0-9a-f]{7}$/;

/** The name of a new resource: the logical one and a number. */
export function makeAutoName(
  token: string,
  logicalName: string,
  { maxLength, isLowerCase }: AutoName,
  account: Account,
): string {
  const start = isLowerCase ? logicalName.toLowerCase() : logicalName;
  const name = makeHexId(`${start}-`, 7, account);
  if (name.length <= maxLength) {
    return name;
  }
  if (account.follows("auto-name-length")) {
    throw new Error(
      `could not make instance of '${token}': name '${start}-' plus 7 random chars is longer than ` +
        `maximum length ${maxLength}`,
    );
  }
  return name.slice(-maxLength);
}

/** The name that a resource keeps although the program gives none: only one that the provider made. */
export function findKeptName(
  inputs: Properties,
  logicalName: string,
  autoName: AutoName,
  account: Account,
): string | undefined {
  const isKept =
    hasAutoName(inputs, logicalName, autoName) || !account.follows("given-name-is-not-kept");
  const name = account.follows("kept-auto-name") && isKept ? textOf(inputs, autoName.property) : "";
  return name || undefined;
}

/** Whether the provider made the name among the inputs, and not the program. */
export function hasAutoName(
  inputs: Properties,
  logicalName: string,
  { property, isLowerCase }: AutoName,
): boolean {
  const start = isLowerCase ? logicalName.toLowerCase() : logicalName;
  const name = textOf(inputs, property);
  return name.startsWith(start) && SUFFIX.test(name.slice(start.length));
}
