import type { Explanation } from "./explanation";

const width = 80;
const labelWidth = 12;

/** An explanation as text for a terminal, in 80 columns. */
export function renderExplanation(explanation: Explanation): string {
  const { request, behavior, refusal, cacheKey, originRequest, storage } = explanation;
  const rows: [label: string, lines: readonly string[]][] = [
    ["Request", [request]],
    ["Behavior", [behavior.pathPattern, behavior.sentence]],
    ["Refused", refusal === undefined ? [] : [refusal]],
    ["Cache key", cacheKey?.lines ?? []],
    ["", cacheKey?.ignored.length ? [`Not in it: ${cacheKey.ignored.join(", ")}.`] : []],
    ["Origin gets", originRequest === undefined ? [] : describeOriginRequest(originRequest)],
    ["Kept", storage?.sentences ?? []],
    ["Next time", storage === undefined ? [] : [storage.next, ...storage.advice]],
  ];
  return rows
    .filter(([, lines]) => lines.length > 0)
    .map(([label, lines]) => renderRow(label, lines))
    .join("\n");
}

function describeOriginRequest({
  originId,
  baseUrl,
  line,
  headers,
}: NonNullable<Explanation["originRequest"]>): string[] {
  return [
    `${line}  (${originId}, ${baseUrl})`,
    ...Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}: ${String(value)}`],
    ),
  ];
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
