/* global document, fetch, location, performance */
"use strict";

// These tell how the answer came; they stand first and are shown even when they are missing.
const TELLING_HEADERS = ["x-cache", "age", "via", "cache-control", "etag", "date"];

function describeAnswer(headers) {
  const cache = (headers.get("x-cache") ?? "").toLowerCase();
  if (cache.startsWith("refreshhit")) {
    return "The edge asked the origin whether its copy still holds, and it does.";
  }
  if (cache.startsWith("hit")) {
    const age = headers.get("age") ?? "0";
    return `From the edge's cache. The copy is ${age} s old; the origin wasn't asked.`;
  }
  if (cache.startsWith("miss")) {
    return "Through the edge, which had no copy and asked the origin.";
  }
  if (cache !== "") {
    return `Through the edge: ${headers.get("x-cache")}.`;
  }
  return "Straight from the origin, with no edge in between.";
}

function listHeaders(headers) {
  const others = [...headers.keys()].filter((name) => !TELLING_HEADERS.includes(name));
  return [...TELLING_HEADERS, ...others].map((name) => [name, headers.get(name)]);
}

function createRow([name, value]) {
  const row = document.createElement("tr");
  const header = document.createElement("th");
  header.scope = "row";
  header.textContent = name;
  const cell = document.createElement("td");
  cell.textContent = value ?? "not sent";
  cell.classList.toggle("missing", value === null);
  row.append(header, cell);
  return row;
}

async function ask() {
  const verdict = document.getElementById("verdict");
  const startMs = performance.now();
  try {
    // no-store: the browser's own cache must not answer for the edge.
    const response = await fetch(location.href, { cache: "no-store" });
    const durationMs = Math.round(performance.now() - startMs);
    verdict.textContent = describeAnswer(response.headers);
    document.getElementById("duration").textContent = `${response.status} after ${durationMs} ms`;
    const rows = listHeaders(response.headers).map(createRow);
    document.getElementById("headers").replaceChildren(...rows);
  } catch (error) {
    verdict.textContent = `No answer: ${error.message}`;
  }
}

document.getElementById("ask").addEventListener("click", () => void ask());
void ask();
