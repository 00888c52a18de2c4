/* global EventSource, fetch, setInterval, setTimeout */
import { pointToBehavior, showBehaviors } from "./behaviors.js";
import { countAnswers, drawRatio } from "./ratio.js";
import { drawOrigins, drawRoute } from "./route.js";
import { showDetails } from "./details.js";
import { showObjects } from "./objects.js";
import { element, find, formatMs } from "./elements.js";

// How many requests the list keeps.
const mostRows = 200;
// How soon after a change the cache's contents are asked for again.
const refreshMs = 500;

let chosenId;
let isPaused = false;
let refreshTimer;
const list = find("requests");

const events = new EventSource("events");
events.addEventListener("open", () => say("connection", "Live"));
events.addEventListener("error", () => say("connection", "The edge is gone. Trying again…"));
events.addEventListener("configuration", ({ data }) => showConfiguration(data));
events.addEventListener("update", ({ data }) => {
  showConfiguration(data);
  say("updated", `Changed at ${new Date().toLocaleTimeString()}.`);
});
events.addEventListener("state", ({ data }) => {
  showStats(JSON.parse(data).stats);
  refreshObjects();
});
events.addEventListener("requests", ({ data }) => {
  const { requests, skipped, stats } = JSON.parse(data);
  showStats(stats);
  refreshObjects();
  if (isPaused) {
    return;
  }
  requests.forEach(addRow);
  find("skipped").hidden = skipped === 0;
  say("skipped", `${skipped} more passed too fast to be listed.`);
  const newest = requests.at(-1);
  if (newest !== undefined && chosenId === undefined) {
    showRoute(newest);
  }
});

list.addEventListener("keydown", (event) => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  let row = step && event.target.closest("li")?.[step];
  while (row?.hidden) {
    row = row[step];
  }
  if (row) {
    event.preventDefault();
    row.firstElementChild.focus();
    row.firstElementChild.click();
  }
});

find("filter").addEventListener("input", () => [...list.children].forEach(applyFilter));
find("pause").addEventListener("click", ({ target }) => {
  isPaused = !isPaused;
  target.setAttribute("aria-pressed", String(isPaused));
  target.textContent = isPaused ? "Go on" : "Pause";
});
find("invalidate").addEventListener("submit", (event) => {
  event.preventDefault();
  void invalidate(find("invalidate-path").value);
});
setInterval(drawRatio, 1000);
drawRatio();

function say(id, text) {
  find(id).textContent = text;
}

function showConfiguration(data) {
  const { origins, behaviors } = JSON.parse(data);
  drawOrigins(origins);
  showBehaviors(behaviors);
}

function showStats(stats) {
  countAnswers(stats);
  const { requests, byResult, originRequests } = stats;
  const hits = byResult.Hit ?? 0;
  const answered = hits + (byResult.RefreshHit ?? 0) + (byResult.Miss ?? 0);
  say("requests-count", requests);
  say("hit-ratio", answered === 0 ? "–" : `${Math.round((100 * hits) / answered)} %`);
  say("origin-count", originRequests);
  say("error-count", byResult.Error ?? 0);
}

function addRow(request) {
  const button = element("button", { type: "button", className: classOf(request.result) }, [
    element("span", { className: "result" }, request.result),
    element("span", {}, request.status),
    element("span", { className: "url" }, `${request.method} ${request.url}`),
    element("span", { className: "duration" }, formatMs(request.durationMs)),
    element("span", { className: "why" }, request.why),
  ]);
  button.addEventListener("click", () => choose(request, button));
  const row = element("li", {}, [button]);
  applyFilter(row);
  list.prepend(row);
  while (list.children.length > mostRows) {
    list.lastElementChild.remove();
  }
}

function choose(request, button) {
  chosenId = request.id;
  list.querySelector('[aria-current="true"]')?.removeAttribute("aria-current");
  button.setAttribute("aria-current", "true");
  showRoute(request);
  showDetails(request);
}

function showRoute(request) {
  drawRoute(request);
  pointToBehavior(request.pathPattern);
}

function applyFilter(row) {
  const wanted = find("filter").value.toLowerCase();
  row.hidden = !row.textContent.toLowerCase().includes(wanted);
}

function classOf(result) {
  return ["Hit", "RefreshHit", "Miss", "Error"].includes(result) ? result : "Other";
}

function refreshObjects() {
  refreshTimer ??= setTimeout(async () => {
    refreshTimer = undefined;
    const response = await fetch("objects");
    showObjects(await response.json(), invalidate);
  }, refreshMs);
}

async function invalidate(path) {
  const response = await fetch("invalidations", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ paths: [path] }),
  });
  const { removed, error } = await response.json();
  const objects = removed === 1 ? "1 object" : `${removed} objects`;
  say("invalidated", error ?? `${path}: ${objects} forgotten.`);
}
