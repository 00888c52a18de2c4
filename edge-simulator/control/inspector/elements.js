/* global document */
/** The element of the page with this id. */
export function find(id) {
  return document.getElementById(id);
}

/** Makes an element. Text is only ever set as text: what viewers send is never read as HTML. */
export function element(name, properties = {}, content = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...(Array.isArray(content) ? content : [String(content ?? "")]));
  return made;
}

/** An SVG element. */
export function svgElement(name, attributes = {}) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

export function formatMs(ms) {
  return ms === undefined ? "" : ms < 1 ? "<1 ms" : `${Math.round(ms)} ms`;
}

/** Seconds as people say them. */
export function formatSeconds(seconds) {
  const units = [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
  ];
  const [size, unit] = units.find(([length]) => Math.abs(seconds) >= 2 * length) ?? [1, "s"];
  return `${Math.round(seconds / size)} ${unit}`;
}
