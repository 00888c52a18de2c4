import * as fs from "node:fs";
import * as path from "node:path";

/** Copies files and folders by their names, without the virtual environment of `npm start`: it is big. */
export function copyFiles(names: readonly string[], from: string, to: string): void {
  for (const name of names) {
    fs.cpSync(path.join(from, name), path.join(to, name), {
      recursive: true,
      filter: (source) => path.basename(source) !== ".venv",
    });
  }
}
