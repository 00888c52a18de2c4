import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { bundleArchive, bundleDirectory } from "../../../components/beanstalk-app/bundle";
import { useTemporaryDirectory, writeFiles } from "../../support/temporary-directory";

const FILES = {
  Procfile: "web: gunicorn app",
  "app/main.py": "print()",
  "app/static/a.css": "a{}",
};

const labelOf = (directory: string) => bundleDirectory(directory).label;

/** The paths in a directory's archive, and where their content comes from. */
async function listAssets(directory: string): Promise<Record<string, string>> {
  const archive = bundleDirectory(directory).archive as pulumi.asset.AssetArchive;
  const assets = (await archive.assets) as Record<string, pulumi.asset.FileAsset>;
  const paths = Object.entries(assets).map(async ([name, asset]) => [name, await asset.path]);
  return Object.fromEntries((await Promise.all(paths)) as [string, string][]);
}

describe("bundleDirectory", () => {
  const root = useTemporaryDirectory();
  const write = (name: string, files: Record<string, string>) => {
    const directory = path.join(root(), name);
    fs.mkdirSync(directory, { recursive: true });
    writeFiles(directory, files);
    return directory;
  };

  it("is labelled by path, executable bit, size and content, in the order of whole paths", () => {
    const directory = write("app", { "a/run.sh": "#!", "a-b.py": "hello" });
    fs.chmodSync(path.join(directory, "a/run.sh"), 0o755);
    const hash = createHash("sha256").update("a-b.py\0-\x005\0hello" + "a/run.sh\0x\x002\0#!");
    expect(labelOf(directory)).to.equal(hash.digest("hex").slice(0, 20));
  });

  it("uploads the files alone, as a zip, by POSIX path", async () => {
    const directory = write("app", FILES);
    fs.mkdirSync(path.join(directory, "empty"));
    expect(bundleDirectory(directory).extension).to.equal(".zip");
    expect(await listAssets(directory)).to.deep.equal({
      Procfile: path.join(directory, "Procfile"),
      "app/main.py": path.join(directory, "app/main.py"),
      "app/static/a.css": path.join(directory, "app/static/a.css"),
    });
  });

  const same: [title: string, change: (directory: string) => string | void][] = [
    ["another modification time", (d) => fs.utimesSync(path.join(d, "Procfile"), 1, 1)],
    ["another location", (d) => fs.renameSync(d, `${d}-moved`) ?? `${d}-moved`],
    ["a relative path", (d) => path.relative(process.cwd(), d)],
    ["a slash behind it", (d) => `${d}/`],
    ["rights of others", (d) => fs.chmodSync(path.join(d, "Procfile"), 0o666)],
    ["an empty directory", (d) => void fs.mkdirSync(path.join(d, "empty"))],
    ["version control", (d) => writeFiles(d, { ".git/HEAD": "x", "app/.git": "gitdir: x" })],
    ["the EB CLI's folder", (d) => writeFiles(d, { ".elasticbeanstalk/config.yml": "x" })],
    ["an .ebignore without matches", (d) => writeFiles(d, { ".ebignore": "*.log\n" })],
  ];
  for (const [title, change] of same) {
    it(`keeps its label with ${title}`, () => {
      const directory = write("app", FILES);
      const before = labelOf(directory);
      expect(labelOf(change(directory) ?? directory)).to.equal(before);
    });
  }

  it("keeps its label whatever the order of creation and the umask", () => {
    const before = labelOf(write("app", FILES));
    const entries = Object.entries(FILES);
    const orders = [entries, [...entries].reverse(), [...entries.slice(1), ...entries.slice(0, 1)]];
    const umask = process.umask();
    try {
      [0o000, 0o022, 0o077].forEach((mask, index) => {
        process.umask(mask);
        const shuffled = Object.fromEntries(orders[index] ?? []);
        expect(labelOf(write(`app-${index}`, shuffled))).to.equal(before);
      });
    } finally {
      process.umask(umask);
    }
  });

  const different: [title: string, change: (directory: string) => void][] = [
    ["content", (d) => writeFiles(d, { Procfile: "web: gunicorn APP" })],
    ["the executable bit", (d) => fs.chmodSync(path.join(d, "Procfile"), 0o744)],
    ["a file's name", (d) => fs.renameSync(path.join(d, "Procfile"), path.join(d, "procfile"))],
    ["a file's directory", (d) => fs.renameSync(path.join(d, "app"), path.join(d, "src"))],
    ["a file more", (d) => writeFiles(d, { "empty.txt": "" })],
    ["a file less", (d) => fs.rmSync(path.join(d, "Procfile"))],
    ["the contents of two files", (d) => swap(d, "app/main.py", "app/static/a.css")],
  ];
  for (const [title, change] of different) {
    it(`changes its label with ${title}`, () => {
      const directory = write("app", FILES);
      const before = labelOf(directory);
      change(directory);
      expect(labelOf(directory)).to.not.equal(before);
    });
  }

  const ambiguous: [Record<string, string>, Record<string, string>][] = [
    [{ ab: "c" }, { a: "bc" }],
    [
      { a: "1", b: "2" },
      { a: "12", b: "" },
    ],
    [{ a: "b\0-\x001\0c" }, { a: "", b: "c" }],
    [{ "a/b": "" }, { "a-b": "" }],
  ];
  ambiguous.forEach(([left, right], index) => {
    it(`tells where one file ends and the next begins, case ${index + 1}`, () => {
      expect(labelOf(write("left", left))).to.not.equal(labelOf(write("right", right)));
    });
  });
});

describe("bundleDirectory with an .ebignore", () => {
  const root = useTemporaryDirectory();
  const files = {
    "a.py": "",
    "a.log": "",
    "keep.log": "",
    "venv/b.py": "",
    "lib/venv/c.py": "",
    "#d.py": "",
    ".git/HEAD": "",
  };
  const rows: [title: string, lines: string[], kept: string[]][] = [
    ["nothing in it", [], ["#d.py", "a.log", "a.py", "keep.log", "lib/venv/c.py", "venv/b.py"]],
    [
      "a comment and an empty line",
      ["# a.py", "", "#d.py"],
      ["#d.py", "a.log", "a.py", "keep.log", "lib/venv/c.py", "venv/b.py"],
    ],
    ["a glob", ["*.log"], ["#d.py", "a.py", "lib/venv/c.py", "venv/b.py"]],
    [
      "a negation",
      ["*.log", "!keep.log"],
      ["#d.py", "a.py", "keep.log", "lib/venv/c.py", "venv/b.py"],
    ],
    ["a directory, anywhere", ["venv/", "*.log"], ["#d.py", "a.py"]],
    ["a directory, at the top", ["/venv/", "*.log"], ["#d.py", "a.py", "lib/venv/c.py"]],
    [
      "a negation inside an ignored directory",
      ["/venv/", "!venv/b.py", "*.log"],
      ["#d.py", "a.py", "lib/venv/c.py"],
    ],
    ["an attempt to bring back .git", ["*", "!a.py", "!.git/", "!.git/HEAD"], ["a.py"]],
  ];
  for (const [title, lines, kept] of rows) {
    it(`honours ${title}`, async () => {
      writeFiles(root(), { ...files, ".ebignore": lines.join("\n") });
      expect(Object.keys(await listAssets(root()))).to.deep.equal(kept);
    });
  }
});

describe("bundleArchive", () => {
  const root = useTemporaryDirectory();
  const write = (name: string, content: string) => {
    writeFiles(root(), { [name]: content });
    return path.join(root(), name);
  };

  it("is labelled by its bytes and keeps its extension", async () => {
    const archivePath = write("app.war", "PK");
    const { label, archive, extension } = bundleArchive(archivePath);
    expect(label).to.equal(createHash("sha256").update("PK").digest("hex").slice(0, 20));
    expect(extension).to.equal(".war");
    expect(await (archive as pulumi.asset.FileAsset).path).to.equal(archivePath);
  });

  it("has the same label for the same bytes under another name, and another for others", () => {
    const { label } = bundleArchive(write("a.zip", "PK"));
    expect(bundleArchive(write("b.zip", "PK")).label).to.equal(label);
    expect(bundleArchive(write("c.zip", "pk")).label).to.not.equal(label);
  });

  it("is read in pieces, whatever its size", () => {
    const archivePath = write("app.zip", "x".repeat(3_000_001));
    const hash = createHash("sha256").update(fs.readFileSync(archivePath));
    expect(bundleArchive(archivePath).label).to.equal(hash.digest("hex").slice(0, 20));
  });
});

function swap(directory: string, one: string, other: string): void {
  const [a, b] = [path.join(directory, one), path.join(directory, other)];
  const [contentOfA, contentOfB] = [fs.readFileSync(a), fs.readFileSync(b)];
  fs.writeFileSync(a, contentOfB);
  fs.writeFileSync(b, contentOfA);
}
