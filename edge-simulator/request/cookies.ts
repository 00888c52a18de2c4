import { isSelected, type ValueSelector } from "./value-selector";
import { readPairName } from "./query-string";

/**
 * The selected cookies of a `Cookie` header as CloudFront writes them (CF-KEY-09): sorted by
 * name, without names that begin with `$` and without what isn't `name=value`; empty when none
 * is left.
 */
export function selectCookies(cookieHeader: string | undefined, selector: ValueSelector): string {
  if (cookieHeader === undefined || selector.kind === "none") {
    return "";
  }
  return listCookies(cookieHeader)
    .map((text) => ({ name: readPairName(text).trim(), text }))
    .filter(({ name }) => !name.startsWith("$") && isSelected(selector, name))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
    .map(({ text }) => text)
    .join("; ");
}

/** The cookies of a `Cookie` header, each as `name=value`; what isn't one is left out. */
export function listCookies(cookieHeader: string): string[] {
  return cookieHeader
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.indexOf("=") > 0);
}
