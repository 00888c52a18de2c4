import { isSelected, type ValueSelector } from "./value-selector";

/** A path with its query, where there is one. */
export function joinQuery(path: string, query: string): string {
  return query === "" ? path : `${path}?${query}`;
}

/**
 * The selected parameters of a query, as the viewer wrote them and in the viewer's order
 * (CF-KEY-07): `&` alone divides parameters, names are compared as they stand.
 */
export function selectQuery(query: string, selector: ValueSelector): string {
  if (selector.kind === "all") {
    return query;
  }
  if (selector.kind === "none" || query === "") {
    return "";
  }
  return query
    .split("&")
    .filter((parameter) => isSelected(selector, readPairName(parameter)))
    .join("&");
}

/** The name of a `name=value` pair, which may be without a value. */
export function readPairName(parameter: string): string {
  const equals = parameter.indexOf("=");
  return equals < 0 ? parameter : parameter.slice(0, equals);
}
