import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { useTemporaryDirectory, writeFiles } from "../support/temporary-directory";
import { describeWith } from "../support/describe-with";
import type { Comment } from "./fake-gh";
import { writeFakeGh } from "./fake-gh";

const PROJECT = path.resolve(__dirname, "../..");
const SCRIPT = path.join(PROJECT, ".github", "scripts", "comment-preview.sh");
const BOT = { login: "github-actions[bot]" };
const MARKER = "<!-- preview: shop/dev -->";
const RUN_URL = "https://github.example/octo-org/shop/actions/runs/42";

interface Shown {
  exitCode: number | null;
  stderr: string;
  comments: Comment[];
  summary: string;
}

/** What stands in the block of code, and the fence around it. */
function readBlock(body: string): { fence: string; text: string; after: string } {
  const [, fence = "", text = "", after = ""] =
    /\n(`{3,})text\n([^]*?)\n\1\n([^]*)$/.exec(body) ?? [];
  return { fence, text, after };
}

describeWith(["bash", "jq", "iconv"], "comment-preview.sh", () => {
  const temporaryDirectory = useTemporaryDirectory();

  /** Runs the script over such a text of Pulumi's, in a project "shop". */
  function comment(
    text: string | Buffer,
    comments: Comment[] = [],
    environment: Record<string, string> = {},
  ): Shown {
    const inDirectory = (name: string) => path.join(temporaryDirectory(), name);
    writeFakeGh(temporaryDirectory());
    writeFiles(temporaryDirectory(), {
      "comments.json": JSON.stringify(comments),
      "Pulumi.yaml": "name: shop\ndescription: A shop\n",
      "summary.md": "",
    });
    fs.writeFileSync(inDirectory("preview.txt"), text);
    const { status, stderr } = spawnSync("bash", [SCRIPT, "preview.txt"], {
      cwd: temporaryDirectory(),
      encoding: "utf8",
      env: {
        PATH: `${temporaryDirectory()}:${process.env["PATH"]}`,
        STACK: "dev",
        OUTCOME: "success",
        PULL_REQUEST: "7",
        COMMIT: "0123456789abcdef0123456789abcdef01234567",
        GH_TOKEN: "a token",
        FAKE_COMMENTS: inDirectory("comments.json"),
        GITHUB_STEP_SUMMARY: inDirectory("summary.md"),
        GITHUB_REPOSITORY: "octo-org/shop",
        GITHUB_SERVER_URL: "https://github.example",
        GITHUB_RUN_ID: "42",
        ...environment,
      },
    });
    return {
      exitCode: status,
      stderr,
      comments: JSON.parse(fs.readFileSync(inDirectory("comments.json"), "utf8")) as Comment[],
      summary: fs.readFileSync(inDirectory("summary.md"), "utf8"),
    };
  }

  /** The body of the only comment. */
  function commentOn(text: string | Buffer, environment?: Record<string, string>): string {
    const { exitCode, stderr, comments } = comment(text, [], environment);
    expect([exitCode, stderr]).to.deep.equal([0, ""]);
    expect(comments).to.have.length(1);
    return comments[0]?.body ?? "";
  }

  it("creates a comment where there is none, and writes the same into the summary", () => {
    const { exitCode, stderr, comments, summary } = comment(" ~ web  update\nResources:\n    1");
    expect([exitCode, stderr]).to.deep.equal([0, ""]);
    expect(summary).to.equal(
      [
        "#### Preview of `shop`, stack `dev`",
        "",
        "What `pulumi up` would change, as of 0123456789abcdef0123456789abcdef01234567.",
        "",
        "<details><summary>Preview</summary>",
        "",
        "```text",
        " ~ web  update",
        "Resources:",
        "    1",
        "```",
        "",
        "</details>",
        "",
      ].join("\n"),
    );
    expect(comments).to.deep.equal([{ id: 100, user: BOT, body: `${MARKER}\n${summary}` }]);
  });

  it("updates the comment of its project and stack alone, on whatever page it is", () => {
    const others: Comment[] = [
      { id: 1, user: BOT, body: "<!-- preview: shop/staging -->\nstaging" },
      { id: 2, user: { login: "a-person" }, body: `${MARKER}\nas a person quotes it` },
      { id: 3, user: BOT, body: "<!-- preview: other/dev -->\nother" },
      { id: 4, user: BOT, body: `Not at its beginning: ${MARKER}` },
    ];
    const old = { id: 5, user: BOT, body: `${MARKER}\nold` };
    const { comments } = comment("new", [...others, old]);
    expect(comments.slice(0, 4)).to.deep.equal(others);
    expect(comments.slice(4).map(({ id, body }) => [id, readBlock(body).text])).to.deep.equal([
      [5, "new"],
    ]);
  });

  it("says that a preview failed, and shows its error", () => {
    const body = commentOn("error: boom", { OUTCOME: "failure" });
    expect(body).to.contain("**The preview failed**, as of 0123456789");
    expect(body).to.contain("<details open><summary>");
    expect(readBlock(body).text).to.equal("error: boom");
  });

  const TEXTS: { what: string; text: string | Buffer; shown: string; fence?: string }[] = [
    { what: "a mention, inside the block", text: "@octo-org/team", shown: "@octo-org/team" },
    { what: "HTML and a marker", text: `</details>\n${MARKER}`, shown: `</details>\n${MARKER}` },
    { what: "a fence", text: "```\n# big", shown: "```\n# big", fence: "````" },
    { what: "a long fence", text: "a `````` b", shown: "a `````` b", fence: "```````" },
    { what: "endless backticks", text: `a${"`".repeat(70_000)}b`, shown: "a…b" },
    { what: "colors", text: "\x1b[1;31mred\x1b[0m \x1b[Kline", shown: "red line" },
    { what: "control characters", text: "a\x00b\x07c\r\nd\te", shown: "abc\nd\te" },
    { what: "writing directions", text: "a\u202a\u202eb\u2066\u2069c\u2026", shown: "abc\u2026" },
    { what: "a hidden direction", text: Buffer.from("a\xe2\x00\x80\xaeb", "latin1"), shown: "ab" },
    { what: "bytes that are no UTF-8", text: Buffer.from([0x61, 0xff, 0x62]), shown: "ab" },
    { what: "nothing", text: "", shown: "" },
    { what: "an ended last line", text: "a\n", shown: "a" },
  ];
  for (const { what, text, shown, fence = "```" } of TEXTS) {
    it(`shows ${what} as text`, () => {
      const body = commentOn(text);
      const block = shown === "" ? /\n(```)text\n()```\n([^]*)$/.exec(body) : undefined;
      const found = block ? { fence: block[1], text: block[2], after: block[3] } : readBlock(body);
      expect(found).to.deep.equal({ fence, text: shown, after: "\n</details>\n" });
    });
  }

  it("cuts a comment in the middle, at whole lines, and points to the whole text", () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `${index} größer`);
    const { comments, summary } = comment(lines.join("\n"));
    const body = comments[0]?.body ?? "";
    expect(Buffer.byteLength(body)).to.be.within(55_000, 60_000);
    const { text, after } = readBlock(body);
    const shown = text.split("\n");
    expect([shown[0], shown.at(-1)]).to.deep.equal([lines[0], lines.at(-1)]);
    expect(shown.filter((line) => !lines.includes(line))).to.deep.equal(["[…]"]);
    expect(after).to.equal(
      `\n</details>\n\nLines in the middle are left out: [the whole text](${RUN_URL}).\n`,
    );
    expect(readBlock(summary).text).to.equal(lines.join("\n"));
  });

  it("cuts the summary under what GitHub takes", () => {
    const { summary } = comment("0123456789\n".repeat(150_000));
    expect(Buffer.byteLength(summary)).to.be.within(900_000, 1024 * 1024);
    expect(readBlock(summary).after).to.contain("left out");
  });

  it("closes the block over a single line that is too long", () => {
    const body = commentOn("x".repeat(200_000));
    expect(readBlock(body)).to.deep.include({ fence: "```", text: "[…]" });
  });

  it("fails where GitHub refuses", () => {
    const { exitCode, comments } = comment("text", [], { GH_TOKEN: "another" });
    expect([exitCode, comments]).to.deep.equal([4, []]);
  });
});
