import { element, find, formatSeconds } from "./elements.js";

/** Shows what is in the cache. */
export function showObjects({ objects, bytes, items }, invalidate) {
  const more = objects > items.length ? `, the first ${items.length} listed` : "";
  find("cache-size").textContent = `(${objects} objects, ${formatBytes(bytes)}${more})`;
  find("objects").replaceChildren(...items.map((item) => makeRow(item, invalidate)));
}

function makeRow({ url, variant, status, bodyBytes, remainingSeconds, rule }, invalidate) {
  const button = element("button", { type: "button" }, "Invalidate");
  button.setAttribute("aria-label", `Invalidate ${url}`);
  button.addEventListener("click", () => invalidate(url));
  const left = remainingSeconds > 0 ? formatSeconds(remainingSeconds) : "expired";
  return element("tr", {}, [
    element("td", {}, url),
    element("td", {}, variant),
    element("td", {}, status),
    element("td", { className: "number" }, bodyBytes),
    element("td", { className: "number" }, left),
    element("td", {}, rule),
    element("td", {}, [button]),
  ]);
}

function formatBytes(bytes) {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
