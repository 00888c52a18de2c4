import * as fs from "node:fs";
import * as path from "node:path";
import { readDeclarations } from "./declarations";
import type { Page } from "./render-arguments";
import { renderArguments } from "./render-arguments";

/** A component's README, as it is and as its sources' doc comments want it. */
export interface GeneratedReadme {
  file: string;
  current: string;
  generated: string;
}

/** What a README shows between its markers is generated; the first marker names the component. */
const MARKED = /<!-- arguments:(\w+) -->[^]*?<!-- \/arguments -->/;

/**
 * Generates the tables of arguments in the README of each component's folder.
 *
 * @param directory The folder of the components' folders.
 * @throws Error that names each README without the markers
 */
export function generateReadmes(directory: string): GeneratedReadme[] {
  const files = fs.readdirSync(directory, { recursive: true, encoding: "utf8" }).sort();
  const declarations = readDeclarations(readTexts(directory, selectByName(files, ".ts")));
  const texts = readTexts(directory, selectByName(files, "README.md"));
  const pages = findPages(texts);
  return Object.entries(texts).map(([file, current]) => {
    const page = pages.find((candidate) => candidate.directory === path.posix.dirname(file));
    const generated = page
      ? current.replace(MARKED, () => mark(page, renderArguments(page, pages, declarations)))
      : current;
    return { file: path.join(directory, file), current, generated };
  });
}

function findPages(texts: Record<string, string>): Page[] {
  const pages: Page[] = [];
  const unmarked: string[] = [];
  for (const [file, text] of Object.entries(texts)) {
    const [, component] = MARKED.exec(text) ?? [];
    if (component === undefined) {
      unmarked.push(file);
    } else {
      pages.push({ component, directory: path.posix.dirname(file) });
    }
  }
  if (unmarked.length > 0) {
    throw new Error(
      `These READMEs don't say where their arguments belong: ${unmarked.join(", ")}. ` +
        'Add the lines "<!-- arguments:TheComponent -->" and "<!-- /arguments -->".',
    );
  }
  return pages;
}

/** The formatter leaves the tables alone: padded, they would change whole with each cell. */
function mark({ component }: Page, rendered: string): string {
  return [
    `<!-- arguments:${component} -->`,
    "<!-- prettier-ignore-start -->",
    rendered,
    "<!-- prettier-ignore-end -->",
    "<!-- /arguments -->",
  ].join("\n\n");
}

function selectByName(files: string[], end: string): string[] {
  return files.filter((file) => file.endsWith(end));
}

/** By path below the directory, with slashes. */
function readTexts(directory: string, files: string[]): Record<string, string> {
  return Object.fromEntries(
    files.map((file) => [
      file.split(path.sep).join("/"),
      fs.readFileSync(path.join(directory, file), "utf8"),
    ]),
  );
}
