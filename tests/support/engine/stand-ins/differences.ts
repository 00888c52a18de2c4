import type { Account } from "./account";
import { hasAutoName } from "./auto-name";
import type { Properties, ValueDifference } from "./properties";
import { listDifferences, listValueDifferences, pick } from "./properties";
import type { KnownResource, ResourceType } from "./resource-type";

/** What differs between the state and the program. */
export interface Difference {
  /** Top-level inputs. */
  changed: string[];
  /** Those of them that replace the resource. */
  replacing: string[];
  /** The same at any depth. */
  values: ValueDifference[];
  deleteBeforeReplace: boolean;
}

/** Compares what the state says of a resource's inputs with those that it is to have. */
export function compare(
  type: ResourceType,
  known: Omit<KnownResource, "id">,
  wanted: { logicalName: string; inputs: Properties },
  account: Account,
): Difference {
  const normalize = type.normalize ?? ((properties: Properties) => properties);
  const keys = [...Object.keys(known.inputs), ...Object.keys(wanted.inputs)];
  const before = normalize(pick(known.state, keys), account);
  const after = normalize(wanted.inputs, account);
  const changed = listDifferences(before, after);
  const values = changed.flatMap((key) => listValueDifferences(key, before[key], after[key]));
  const replacedBy = account.follows("replacing-input") ? type.replacedBy : [];
  const others = type.findReplacing?.(before, after, account) ?? [];
  const replacing = changed.filter((key) => [...replacedBy, ...others].includes(key));
  // What only the program replaces, by a resource option, is the program's affair.
  const deleteBeforeReplace = replacing.length > 0 && goesFirst(type, wanted, account);
  return { changed, replacing, values, deleteBeforeReplace };
}

function goesFirst(
  { autoName, deletesFirst }: ResourceType,
  { inputs, logicalName }: { inputs: Properties; logicalName: string },
  account: Account,
): boolean {
  const hasOwnName = autoName !== undefined && !hasAutoName(inputs, logicalName, autoName);
  return (
    deletesFirst?.(account) === true || (hasOwnName && account.follows("own-name-deletes-first"))
  );
}
