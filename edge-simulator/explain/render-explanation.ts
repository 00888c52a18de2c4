import type { HeaderFields } from "../header-fields";
import type {
  ExplainedFunction,
  ExplainedOriginRequest,
  ExplainedResponse,
  Explanation,
} from "./explanation";

const width = 80;
const labelWidth = 12;

/** An explanation as text for a terminal, in 80 columns. */
export function renderExplanation(explanation: Explanation): string {
  const { request, behavior, refusal, cacheKey, originRequest, storage } = explanation;
  const { functions, viewerResponse } = explanation;
  const rows: [label: string, lines: readonly string[]][] = [
    ["Request", [request]],
    ["Behavior", [behavior.pathPattern, behavior.sentence]],
    ["Refused", refusal === undefined ? [] : [refusal]],
    ["Function", describeFunctions(functions, "viewer-request")],
    ["Cache key", cacheKey?.lines ?? []],
    ["", cacheKey?.ignored.length ? [`Not in it: ${cacheKey.ignored.join(", ")}.`] : []],
    ["Origin gets", originRequest === undefined ? [] : describeOriginRequest(originRequest)],
    ["Kept", storage?.sentences ?? []],
    ["Next time", storage === undefined ? [] : [storage.next, ...storage.advice]],
    ["Function", describeFunctions(functions, "viewer-response")],
    ["Viewer gets", viewerResponse === undefined ? [] : describeResponse(viewerResponse)],
  ];
  return rows
    .filter(([, lines]) => lines.length > 0)
    .map(([label, lines]) => renderRow(label, lines))
    .join("\n");
}

function describeFunctions(
  functions: Explanation["functions"],
  eventType: ExplainedFunction["eventType"],
): string[] {
  return functions
    .filter((ran) => ran.eventType === eventType)
    .flatMap(({ name, sentences }) => [`${name}, on the ${eventType}.`, ...sentences]);
}

function describeOriginRequest({
  originId,
  baseUrl,
  line,
  headers,
  droppedRange,
}: ExplainedOriginRequest): string[] {
  return [
    `${line}  (${originId}, ${baseUrl})`,
    ...listHeaders(headers),
    ...(droppedRange === undefined ? [] : [droppedRange]),
  ];
}

function describeResponse({ status, headers }: ExplainedResponse): string[] {
  return [String(status), ...listHeaders(headers)];
}

function listHeaders(headers: HeaderFields): string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((item) => `${name}: ${item}`),
  );
}

function renderRow(label: string, lines: readonly string[]): string {
  return lines
    .flatMap((line) => wrap(line, width - labelWidth))
    .map((line, index) => (index === 0 ? label : "").padEnd(labelWidth) + line)
    .join("\n");
}

/** Breaks a line at spaces; a word that is too long stays whole. */
function wrap(line: string, columns: number): string[] {
  const lines = [""];
  for (const word of line.split(" ")) {
    const current = lines[lines.length - 1] ?? "";
    if (current !== "" && current.length + 1 + word.length > columns) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = current === "" ? word : `${current} ${word}`;
    }
  }
  return lines;
}
