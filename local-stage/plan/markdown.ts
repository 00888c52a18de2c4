/** A table, and the heading above it if it has one. Cells are Markdown; see `code` for text from elsewhere. */
export interface Section {
  heading?: string;
  columns: string[];
  rows: string[][];
}

/** Under what GitHub takes as a comment (65,536 characters), with room for words around it. */
export const MAX_BYTES = 60_000;

/** Longer names than AWS and Pulumi allow are cut, so that one row never takes all the room. */
const MAX_NAME_CHARACTERS = 300;

/** Room for the line that says how many rows were left out. */
const CLOSING_BYTES = 200;

/** Text as a code span for a table's cell, whatever characters it has. */
export function code(text: string): string {
  const characters = [...text];
  const whole = characters.length <= MAX_NAME_CHARACTERS;
  const short = whole ? text : `${characters.slice(0, MAX_NAME_CHARACTERS).join("")}…`;
  const line = short.replace(/[\r\n]+/g, " ").replaceAll("|", "\\|");
  const fence = "`".repeat(longestRun(line, "`") + 1);
  // Markdown takes one space off both ends.
  const padding = /^[` ]|[` ]$|^$/.test(line) ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** Text of many lines as a block of code. */
export function fenceBlock(text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text, "`") + 1));
  return `${fence}text\n${text}\n${fence}`;
}

/**
 * The sections under the introduction, in at most `MAX_BYTES` of UTF-8: rows that find no room are
 * left out whole, and a last line says how many they are.
 */
export function renderSections(introduction: string, sections: Section[]): string {
  const filled = sections.filter(({ rows }) => rows.length > 0);
  const whole = join(introduction, filled);
  if (Buffer.byteLength(whole) <= MAX_BYTES) {
    return whole;
  }
  let room = MAX_BYTES - CLOSING_BYTES - Buffer.byteLength(introduction);
  let leftOut = 0;
  const kept = filled.map((section) => {
    room -= Buffer.byteLength(renderSection({ ...section, rows: [] })) + "\n\n".length;
    const rows = section.rows.filter((row) => {
      room -= Buffer.byteLength(renderRow(row)) + "\n".length;
      leftOut += room < 0 ? 1 : 0;
      return room >= 0;
    });
    return { ...section, rows };
  });
  const closing = `**${leftOut} rows more** are left out, to stay under ${MAX_BYTES} bytes.`;
  return `${join(
    introduction,
    kept.filter(({ rows }) => rows.length > 0),
  )}\n\n${closing}`;
}

function join(introduction: string, sections: Section[]): string {
  return [introduction, ...sections.map(renderSection)].join("\n\n");
}

function renderSection({ heading, columns, rows }: Section): string {
  const head = [renderRow(columns), renderRow(columns.map(() => "---"))];
  const title = heading === undefined ? [] : [`#### ${heading}`, ""];
  return [...title, ...head, ...rows.map(renderRow)].join("\n");
}

function renderRow(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function longestRun(text: string, character: string): number {
  return Math.max(0, ...text.split(new RegExp(`[^${character}]+`)).map((run) => run.length));
}
