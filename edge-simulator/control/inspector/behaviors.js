import { element, find } from "./elements.js";

/** Lists behaviors, in the order in which they are tried. */
export function showBehaviors(behaviors) {
  find("behaviors").replaceChildren(...behaviors.map(makeRow));
}

/** Points to the behavior that a request was matched by. */
export function pointToBehavior(pathPattern) {
  for (const row of find("behaviors").children) {
    const isMatched = row.firstElementChild.textContent === pathPattern;
    row.setAttribute("aria-current", String(isMatched));
  }
}

function makeRow({ pathPattern, originIds, cachePolicy }) {
  return element("tr", {}, [
    element("td", {}, pathPattern),
    element("td", {}, originIds.join(", then ")),
    element("td", {}, cachePolicy),
  ]);
}
