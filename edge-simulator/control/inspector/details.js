import { element, find, formatMs, formatSeconds } from "./elements.js";

/** Shows everything about one request. */
export function showDetails(request) {
  const { method, url, host, status, result, why, pathPattern, cacheKey, notes } = request;
  find("details").replaceChildren(
    element("p", { className: "url" }, `${method} ${url} → ${status}, ${result}`),
    element("p", {}, why),
    ...part("Behavior", pathPattern ?? "none: turned away before"),
    ...part("Host", host),
    ...part("Cache key", cacheKey ?? "none: the cache wasn't asked"),
    ...part("Freshness", describeLifetime(request.lifetime)),
    ...request.originExchanges.flatMap((exchange) =>
      part(`Asked of origin ${exchange.originId}`, describeExchange(exchange)),
    ),
    ...part("Answer to the viewer", request.headers.map(formatHeader).join("\n")),
    ...part("Notes", notes.join("\n")),
    ...part("Sent", describeSent(request)),
  );
}

function part(title, text) {
  return text ? [element("h3", {}, title), element("pre", {}, text)] : [];
}

function describeLifetime(lifetime) {
  if (lifetime === undefined) {
    return "made by the edge itself";
  }
  const { rule, ttlSeconds, ageSeconds, remainingSeconds } = lifetime;
  const left =
    remainingSeconds >= 0
      ? `${formatSeconds(remainingSeconds)} left`
      : `expired ${formatSeconds(-remainingSeconds)} ago`;
  return `TTL ${formatSeconds(ttlSeconds)}, decided by ${rule}; age ${formatSeconds(ageSeconds)}, ${left}`;
}

function describeExchange({ method, path, headers, status, failure, durationMs }) {
  const outcome = `→ ${status ?? failure ?? "no answer yet"} after ${formatMs(durationMs)}`;
  return [`${method} ${path}`, ...headers.map(formatHeader), outcome].join("\n");
}

function describeSent({ bytesSent, durationMs, isWhole }) {
  const end = isWhole ? "" : "; the viewer left before the end";
  return `${bytesSent} bytes in ${formatMs(durationMs)}${end}`;
}

function formatHeader([name, value]) {
  return `${name}: ${value}`;
}
