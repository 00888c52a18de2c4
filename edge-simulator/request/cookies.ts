import { isSelected, type ValueSelector } from "../configuration/value-selector";

/**
 * The selected cookies of a `Cookie` header as CloudFront writes them (CF-KEY-09): sorted by
 * name, without names that begin with `$` and without what isn't `name=value`; empty when none
 * is left.
 */
export function selectCookies(cookieHeader: string | undefined, selector: ValueSelector): string {
  if (cookieHeader === undefined || selector.kind === "none") {
    return "";
  }
  return cookieHeader
    .split(";")
    .map(parseCookie)
    .filter((cookie) => cookie !== undefined)
    .filter(({ name }) => !name.startsWith("$") && isSelected(selector, name))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
    .map(({ text }) => text)
    .join("; ");
}

function parseCookie(pair: string): { name: string; text: string } | undefined {
  const text = pair.trim();
  const equals = text.indexOf("=");
  return equals > 0 ? { name: text.slice(0, equals).trim(), text } : undefined;
}
