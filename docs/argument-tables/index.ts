import * as fs from "node:fs";
import * as path from "node:path";
import { generateReadmes } from "./readmes";

const PROJECT = path.resolve(__dirname, "../..");

try {
  for (const { file, current, generated } of generateReadmes(path.join(PROJECT, "components"))) {
    if (generated !== current) {
      fs.writeFileSync(file, generated);
      process.stdout.write(`${path.relative(PROJECT, file)}\n`);
    }
  }
} catch (error) {
  process.stderr.write(`error: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
