import * as fs from "node:fs";
import * as path from "node:path";

/** A comment of a pull request, as far as the script looks at it. */
export interface Comment {
  id: number;
  user: { login: string };
  body: string;
}

/**
 * `gh api` over a file of comments, as much as the workflows' scripts call: pages of two comments,
 * one JSON array after the other; `--method` POST and PATCH with `--field body=@FILE`. Whatever else
 * it is asked fails.
 */
const SOURCE = `#!/usr/bin/env node
const fs = require("node:fs");
const [api, ...args] = process.argv.slice(2);
const comments = JSON.parse(fs.readFileSync(process.env.FAKE_COMMENTS, "utf8"));
const valueOf = (option) => args[args.indexOf(option) + 1];
const target = args.find((arg) => arg.startsWith("repos/"));
const method = args.includes("--method") ? valueOf("--method") : "GET";
const ofPull = new RegExp("^repos/octo-org/shop/issues/7/comments");
const ofComment = /^repos\\/octo-org\\/shop\\/issues\\/comments\\/(\\d+)$/.exec(target);
if (api !== "api" || process.env.GH_TOKEN !== "a token") {
  process.exit(4);
} else if (method === "GET" && ofPull.test(target) && args.includes("--paginate")) {
  for (let start = 0; start === 0 || start < comments.length; start += 2) {
    process.stdout.write(JSON.stringify(comments.slice(start, start + 2)));
  }
} else {
  const body = fs.readFileSync(valueOf("--field").replace(/^body=@/, ""), "utf8");
  if (method === "POST" && ofPull.test(target)) {
    comments.push({ id: 100 + comments.length, user: { login: "github-actions[bot]" }, body });
  } else if (method === "PATCH" && ofComment) {
    comments.find(({ id }) => id === Number(ofComment[1])).body = body;
  } else {
    process.exit(5);
  }
  fs.writeFileSync(process.env.FAKE_COMMENTS, JSON.stringify(comments));
}
`;

/** Writes the program into a directory, for the front of PATH. */
export function writeFakeGh(directory: string): void {
  fs.writeFileSync(path.join(directory, "gh"), SOURCE, { mode: 0o755 });
}
