import { find } from "./elements.js";

/** What stands at the origin while none is asked. */
let idleOrigins = "";

/** Names the origins that there are. */
export function drawOrigins(origins) {
  idleOrigins = origins.length === 1 ? origins[0] : `${origins.length} origins`;
  find("origin-names").textContent = origins.join(", ");
  find("origin-result").textContent = idleOrigins;
}

/** Draws the way that a request took: to the edge, and on to the origin where it had to. */
export function drawRoute(request) {
  const { result, status, originExchanges, method, url, pathPattern, why } = request;
  const asked = originExchanges.at(-1);
  const kind = ["Hit", "RefreshHit", "Miss", "Error"].includes(result) ? result : "Other";
  mark(["leg-dns", "leg-edge", "stop-viewer", "stop-dns", "stop-edge"], kind);
  mark(["leg-origin", "stop-origin"], asked === undefined ? undefined : kind);
  find("edge-result").textContent = `${result} · ${status}`;
  find("origin-result").textContent =
    asked === undefined
      ? idleOrigins
      : `${asked.originId} · ${asked.status ?? asked.failure ?? "no answer"}`;
  const behavior = pathPattern === undefined ? "" : `, behavior ${pathPattern}`;
  find("route-caption").textContent = `${method} ${url}${behavior}: ${why}`;
}

function mark(ids, kind) {
  for (const id of ids) {
    const part = find(id);
    const [base] = part.classList;
    part.setAttribute("class", kind === undefined ? base : `${base} ${kind}`);
    if (kind !== undefined) {
      // So that the animation runs anew for each request.
      void part.getBoundingClientRect();
      part.classList.add("passed");
    }
  }
}
