import * as fs from "node:fs";
import * as path from "node:path";
import { readFacts } from "./facts";
import { renderFacts } from "./render-facts";

const PAGE = path.resolve(__dirname, "../cloudfront-behaviour.md");

try {
  const generated = renderFacts(readFacts());
  if (!fs.existsSync(PAGE) || fs.readFileSync(PAGE, "utf8") !== generated) {
    fs.writeFileSync(PAGE, generated);
    process.stdout.write("docs/cloudfront-behaviour.md\n");
  }
} catch (error) {
  process.stderr.write(`error: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
