import type { RecordedValue } from "../recorded-stack";
import { isMapping, isSecret } from "../recorded-stack";

type Mapping = Record<string, RecordedValue>;

/** The lists whose items have a name, by the list's: two of them are compared item by item. */
const ITEM_KEYS: Record<string, readonly string[]> = {
  customErrorResponses: ["errorCode"],
  customHeaders: ["name"],
  orderedCacheBehaviors: ["pathPattern"],
  originGroups: ["originId"],
  origins: ["originId"],
  settings: ["namespace", "resource", "name"],
  tags: ["key"],
};

/** Of these lists the order has a meaning too: CloudFront takes the first behavior that matches. */
const ORDERED_LISTS = ["orderedCacheBehaviors"];

/**
 * What an object holds, value by value, each under its path: `origins[web].domainName`,
 * `settings[aws:autoscaling:asg MinSize]`. A list of plain values, an asset and a secret are one
 * value each; so is whatever is empty. No two values share a path.
 */
export function listLeaves(object: Mapping): Map<string, RecordedValue> {
  const leaves = new Map<string, RecordedValue>();
  for (const [key, value] of Object.entries(object)) {
    addLeaves(leaves, stepInto(key).replace(/^\./, ""), key, value);
  }
  return leaves;
}

/** A file or an archive, as the evaluation records it. */
export interface RecordedAsset {
  hash: string;
  path?: string;
  /** The files of an archive, by their path in it. */
  assets?: Record<string, RecordedAsset>;
}

/** Whether a value is an asset. */
export function isAsset(value: RecordedValue): boolean {
  return (
    isMapping(value) &&
    /^[0-9a-f]{64}$/.test(String(value["hash"])) &&
    Object.keys(value).every((key) => ["hash", "path", "assets"].includes(key))
  );
}

function addLeaves(
  leaves: Map<string, RecordedValue>,
  path: string,
  property: string,
  value: RecordedValue,
): void {
  if (isLeaf(value)) {
    leaves.set(path, value);
  } else if (Array.isArray(value)) {
    addItems(leaves, path, property, value);
  } else {
    for (const [key, item] of Object.entries(value as Mapping)) {
      addLeaves(leaves, `${path}${stepInto(key)}`, key, item);
    }
  }
}

function addItems(
  leaves: Map<string, RecordedValue>,
  path: string,
  property: string,
  items: RecordedValue[],
): void {
  const keys = findItemKeys(property, items);
  if (ORDERED_LISTS.includes(property) && keys !== undefined) {
    leaves.set(path, keys);
  }
  items.forEach((item, index) => {
    const key = keys?.[index];
    if (key === undefined) {
      addLeaves(leaves, `${path}[${index}]`, "", item);
    } else {
      addLeaves(leaves, `${path}${bracket(key)}`, "", dropKey(property, item as Mapping));
    }
  });
}

/** Each item's key, told apart where two are alike; undefined for a list of nameless items. */
function findItemKeys(property: string, items: RecordedValue[]): string[] | undefined {
  const fields = Object.hasOwn(ITEM_KEYS, property) ? ITEM_KEYS[property] : undefined;
  if (fields === undefined || !items.every((item) => isMapping(item) && !isLeaf(item))) {
    return undefined;
  }
  const keys = (items as Mapping[]).map((item) =>
    fields
      .map((field) => item[field])
      .filter((part) => isKeyPart(part) && part !== "")
      .join(" "),
  );
  return keys.includes("") ? undefined : tellApart(keys);
}

function tellApart(keys: string[]): string[] {
  const taken = new Set<string>();
  return keys.map((key) => {
    let unique = key;
    for (let count = 2; taken.has(unique); count++) {
      unique = `${key} #${count}`;
    }
    taken.add(unique);
    return unique;
  });
}

/** The item without what its path says; of a mere name and value, the value. */
function dropKey(property: string, item: Mapping): RecordedValue {
  const fields = ITEM_KEYS[property] ?? [];
  const rest = Object.entries(item).filter(
    ([field, value]) => !(fields.includes(field) && isKeyPart(value)),
  );
  const [[field, value] = ["", null], ...others] = rest;
  return field === "value" && others.length === 0 ? value : Object.fromEntries(rest);
}

function isKeyPart(value: RecordedValue | undefined): boolean {
  return typeof value === "string" || typeof value === "number";
}

function isLeaf(value: RecordedValue): boolean {
  if (Array.isArray(value)) {
    return value.every((item) => isSecret(item) || item === null || typeof item !== "object");
  }
  return !isMapping(value) || isSecret(value) || isAsset(value) || Object.keys(value).length === 0;
}

/** A number alone is an index, so a key of that form is quoted. */
function stepInto(key: string): string {
  if (/^[A-Za-z_$][\w$-]*$/.test(key)) {
    return `.${key}`;
  }
  return /^\d+$/.test(key) ? `["${key}"]` : bracket(key);
}

/** Quoted where it could be taken for something else. */
function bracket(key: string): string {
  return /^"|^$|[[\]\p{Cc}]/u.test(key) ? `[${JSON.stringify(key)}]` : `[${key}]`;
}
