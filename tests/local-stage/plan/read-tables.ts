/** One table of a Markdown text, as its cells. */
export interface ReadTable {
  columns: string[];
  rows: string[][];
}

/**
 * The tables of a Markdown text.
 *
 * @throws unless each line is a heading, a sentence or a row with as many cells as its table's head
 */
export function readTables(text: string): ReadTable[] {
  const tables: ReadTable[] = [];
  let current: ReadTable | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (!line.startsWith("|")) {
      current = undefined;
      if (line !== "" && !/^(#{3,4} |\*\*|Intro$)/.test(line)) {
        throw new Error(`Neither heading nor sentence nor row: ${JSON.stringify(line)}`);
      }
    } else if (current === undefined) {
      current = { columns: readCells(line), rows: [] };
      tables.push(current);
    } else {
      const cells = readCells(line);
      if (cells.length !== current.columns.length) {
        throw new Error(`Another number of cells than the head: ${JSON.stringify(line)}`);
      }
      current.rows.push(cells);
    }
  }
  return tables.map(({ columns, rows: [rule = [], ...rows] }) => {
    if (!rule.every((cell) => cell === "---")) {
      throw new Error(`No line under the head: ${JSON.stringify(rule)}`);
    }
    return { columns, rows };
  });
}

/** Cells end at each `|` that has no backslash in front. */
function readCells(line: string): string[] {
  const cells = line.split(/(?<!\\)\|/);
  if (cells.length < 3 || cells[0] !== "" || cells.at(-1)?.trim() !== "") {
    throw new Error(`No row: ${JSON.stringify(line)}`);
  }
  return cells.slice(1, -1).map((cell) => cell.slice(1, -1));
}
