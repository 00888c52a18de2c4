import type { RecordedValue } from "../recorded-stack";
import type { ValueChange } from "./diff-stacks";
import type { RecordedAsset } from "./list-leaves";
import { isAsset } from "./list-leaves";
import { namePolicy } from "./policy-names";

/** Enough for a list of subnets; a policy or a function's code is cut around what differs. */
const MAX_CHARACTERS = 160;

/** How much of what both sides have alike stays in front of what differs. */
const LEAD_CHARACTERS = 40;

const HASH_CHARACTERS = 8;

const MAX_FILES = 5;

/** Both sides of a change as text of one line each; undefined for a side that has no value. */
export function formatChange({ before, after }: ValueChange): (string | undefined)[] {
  if (before !== undefined && after !== undefined && isAsset(before) && isAsset(after)) {
    return [formatAsset(before), `${formatAsset(after)} ${listChangedFiles(before, after)}`];
  }
  const texts = [before, after].map((side) => (side === undefined ? undefined : formatValue(side)));
  const [old, current] = texts;
  if (old === undefined || current === undefined) {
    return texts.map((text) => text && cut(text, 0));
  }
  // "1" and 1 are no longer the same then.
  const exact = old === current ? [before, after].map((side) => escapeText(toJson(side))) : texts;
  const start = countSame(exact[0] ?? "", exact[1] ?? "");
  return exact.map((text) => cut(text ?? "", start));
}

/** A value as text of one line, a managed policy by its name. */
export function formatValue(value: RecordedValue): string {
  if (isAsset(value)) {
    return formatAsset(value);
  }
  const named = namePolicy(value);
  const isQuoted = typeof named === "string" && (named === "" || named.trim() !== named);
  return escapeText(typeof named === "string" && !isQuoted ? named : toJson(named));
}

function formatAsset(value: RecordedValue): string {
  const { path, hash } = value as unknown as RecordedAsset;
  return `${path ?? "source bundle"} (${hash.slice(0, HASH_CHARACTERS)})`;
}

function listChangedFiles(before: RecordedValue, after: RecordedValue): string {
  const [old = {}, current = {}] = [before, after].map(
    (side) => (side as unknown as RecordedAsset).assets,
  );
  const files = [...new Set([...Object.keys(old), ...Object.keys(current)])]
    .filter((file) => old[file]?.hash !== current[file]?.hash)
    .map((file) => `${file}${old[file] ? (current[file] ? "" : " removed") : " added"}`);
  const more = files.length > MAX_FILES ? [`${files.length - MAX_FILES} files more`] : [];
  const listed = [...files.slice(0, MAX_FILES), ...more].join(", ");
  return listed === "" ? "changed" : cut(escapeText(`changed: ${listed}`), 0);
}

function toJson(value: unknown): string {
  return JSON.stringify(value);
}

/** Line breaks and whatever else a terminal or a table would take for its own. */
function escapeText(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (character) =>
    character === "\n" ? "\\n" : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function countSame(a: string, b: string): number {
  const [first, second] = [[...a], [...b]];
  const index = first.findIndex((character, at) => character !== second[at]);
  return index === -1 ? first.length : index;
}

/** By characters, not by their halves: what comes out is well-formed. */
function cut(text: string, differsAt: number): string {
  const characters = [...text];
  if (characters.length <= MAX_CHARACTERS) {
    return text;
  }
  const latest = characters.length - MAX_CHARACTERS;
  const start = Math.min(Math.max(0, differsAt - LEAD_CHARACTERS), latest);
  const part = characters.slice(start, start + MAX_CHARACTERS).join("");
  return `${start > 0 ? "…" : ""}${part}${start < latest ? "…" : ""}`;
}
