import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { useTemporaryDirectory, writeFiles } from "../support/temporary-directory";
import { describeWith } from "../support/describe-with";

const PROJECT = path.resolve(__dirname, "../..");
const SCRIPT = path.join(PROJECT, ".github", "scripts", "refuse-outdated.sh");

const FILES = { "stacks/index.ts": "1", "Pulumi.dev.yaml": "1", "Pulumi.prod.yaml": "1" };

describeWith(["bash", "git"], "refuse-outdated.sh", () => {
  const temporaryDirectory = useTemporaryDirectory();
  const inDirectory = (name: string) => path.join(temporaryDirectory(), name);

  function git(directory: string, ...args: string[]): string {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    const cwd = inDirectory(directory);
    return execFileSync("git", [...identity, ...args], { cwd, encoding: "utf8" }).trim();
  }

  function commit(files: Record<string, string>): string {
    writeFiles(inDirectory("origin"), files);
    git("origin", "add", "--all");
    git("origin", "commit", "--quiet", "--message", "a change");
    return git("origin", "rev-parse", "HEAD");
  }

  /** Checks a commit out as actions/checkout does: it alone, on no branch. */
  function checkOut(sha: string): void {
    fs.mkdirSync(inDirectory("checkout"));
    git("checkout", "init", "--quiet");
    git("checkout", "remote", "add", "origin", `file://${inDirectory("origin")}`);
    git("checkout", "fetch", "--quiet", "--depth=1", "origin", sha);
    git("checkout", "checkout", "--quiet", "--detach", sha);
  }

  function refuse(): [exitCode: number | null, stderr: string] {
    const { status, stderr } = spawnSync("bash", [SCRIPT], {
      cwd: inDirectory("checkout"),
      encoding: "utf8",
      env: { PATH: process.env["PATH"], STACK: "dev" },
    });
    return [status, stderr];
  }

  beforeEach(() => {
    fs.mkdirSync(inDirectory("origin"));
    git("origin", "init", "--quiet", "--initial-branch=main");
  });

  const ROWS: { what: string; later: Record<string, string>; refused: boolean }[] = [
    { what: "the documents alone", later: { "README.md": "2" }, refused: false },
    { what: "another stage's configuration", later: { "Pulumi.prod.yaml": "2" }, refused: false },
    { what: "this stage's configuration", later: { "Pulumi.dev.yaml": "2" }, refused: true },
    { what: "the program", later: { "stacks/index.ts": "2" }, refused: true },
    { what: "the app, by a new file", later: { "origin-app/new.py": "2" }, refused: true },
    { what: "the dependencies", later: { "package-lock.json": "2" }, refused: true },
  ];
  for (const { what, later, refused } of ROWS) {
    it(`${refused ? "refuses" : "lets through"} a commit after which main changed ${what}`, () => {
      const sha = commit(FILES);
      commit(later);
      checkOut(sha);
      const message =
        "This commit is outdated: main has changed what is deployed, and the run of main deploys that.\n";
      expect(refuse()).to.deep.equal(refused ? [1, message] : [0, ""]);
    });
  }

  it("lets main's newest commit through, whatever came before", () => {
    commit(FILES);
    checkOut(commit({ "stacks/index.ts": "2" }));
    expect(refuse()).to.deep.equal([0, ""]);
  });

  it("fails where main can't be fetched", () => {
    checkOut(commit(FILES));
    git("origin", "branch", "--move", "another");
    expect(refuse()[0]).to.equal(128);
  });

  it("knows all that the stages' program is made of", () => {
    const [, deployed = ""] = /^deployed=\((.+)\)$/m.exec(fs.readFileSync(SCRIPT, "utf8")) ?? [];
    const paths = deployed.split(" ").filter((name) => !name.includes("$"));
    expect(paths.filter((name) => !fs.existsSync(path.join(PROJECT, name)))).to.deep.equal([]);
    const sources = ["stacks", "components"].flatMap((directory) =>
      fs
        .readdirSync(path.join(PROJECT, directory), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => path.join(PROJECT, directory, file)),
    );
    const imported = sources.flatMap((file) =>
      [...fs.readFileSync(file, "utf8").matchAll(/ from "(\.[^"]+)"/g)].map(([, name = ""]) =>
        path.relative(PROJECT, path.resolve(path.dirname(file), name)),
      ),
    );
    const outside = imported.filter((file) => !paths.includes(file.split(path.sep)[0] ?? ""));
    expect(outside).to.deep.equal([]);
  });
});
