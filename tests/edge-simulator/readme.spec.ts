import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(__dirname, "../..");

function readBlock(markdown: string, language: string): string {
  const block = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(markdown)?.[1];
  if (block === undefined) {
    throw new Error(`The README has no ${language} block.`);
  }
  return block;
}

describe("README.md of the edge simulator", () => {
  it("has an example that prints what it says", async () => {
    const markdown = await readFile(join(root, "edge-simulator/README.md"), "utf8");
    const example = readBlock(markdown, "ts").replace(
      '"./edge-simulator"',
      JSON.stringify(join(root, "edge-simulator")),
    );
    const folder = await mkdtemp(join(tmpdir(), "edge-simulator-"));
    try {
      const file = join(folder, "example.ts");
      await writeFile(file, example);
      const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", file], {
        cwd: root,
      });
      expect(stdout).to.equal(readBlock(markdown, "text"));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
