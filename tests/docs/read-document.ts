import * as fs from "node:fs";
import * as path from "node:path";
import { PROJECT } from "./read-walkthrough";

/** A document of `docs/`. */
export function readDocument(name: string): string {
  return fs.readFileSync(path.join(PROJECT, "docs", name), "utf8");
}

/** The blocks of a language that a document shows, in order. */
export function listBlocks(text: string, language: string): string[] {
  const blocks = text.matchAll(new RegExp("^```" + language + "\\n([^]*?)^```", "gm"));
  return [...blocks].map(([, block = ""]) => block);
}
