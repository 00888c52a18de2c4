import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  ensureVirtualEnvironment,
  explainPipFailure,
  explainVenvFailure,
  listRequirements,
} from "../../../local-stage/origin/virtual-environment";
import { UserError } from "../../../local-stage/user-error";

describe("listRequirements", () => {
  it("leaves out comments, blank lines and options", () => {
    const text =
      "# tools\nFlask==3.1.3\n\n--index-url https://example.org\r\n  gunicorn==27.0.1 \n";
    expect(listRequirements(text)).to.deep.equal(["Flask==3.1.3", "gunicorn==27.0.1"]);
  });
});

describe("explainVenvFailure", () => {
  const python = { command: "python3", version: "3.11.2" };
  const missing = "Python 3.11.2 can't make virtual environments: its venv module is missing.";
  const rows: { title: string; lines: string[]; message: string }[] = [
    {
      title: "Debian's missing ensurepip, with the package Debian names",
      lines: [
        "The virtual environment was not created successfully because ensurepip is not",
        "available.  On Debian/Ubuntu systems, you need to install the python3-venv",
        "    apt install python3.11-venv",
      ],
      message: `${missing} Install it (Debian, Ubuntu: sudo apt install python3.11-venv) and start again.`,
    },
    {
      title: "a missing venv module",
      lines: ["/usr/bin/python3: No module named venv"],
      message: `${missing} Install it (Debian, Ubuntu: sudo apt install python3-venv) and start again.`,
    },
    {
      title: "anything else by its last lines",
      lines: ["Error: [Errno 28]", "No space left on device"],
      message:
        "python3 -m venv failed. Its last lines:\n    Error: [Errno 28]\n    No space left on device",
    },
  ];
  for (const { title, lines, message } of rows) {
    it(`explains ${title}`, () => {
      expect(explainVenvFailure(python, lines)).to.equal(message);
    });
  }
});

describe("explainPipFailure", () => {
  it("names the file, the remedy and pip's last lines", () => {
    expect(explainPipFailure("/app", ["ERROR: No matching distribution"])).to.equal(
      "pip could not install /app/requirements.txt. " +
        "Check the file and the connection to the package index, then start again. " +
        "pip's last lines:\n    ERROR: No matching distribution",
    );
  });
});

describe("ensureVirtualEnvironment", () => {
  it("says where it can't make its folder", async () => {
    const directory = await mkdtemp(join(tmpdir(), "venv-"));
    // Root may write everywhere, so a link to nowhere stands in for a folder without leave to write.
    await symlink("nowhere", join(directory, ".venv"));
    const error: unknown = await ensureVirtualEnvironment({
      directory,
      python: { command: "python3", version: "3.11.2" },
      environment: {},
      report: () => undefined,
    }).catch((reason: unknown) => reason);
    await rm(directory, { recursive: true });
    expect(error).to.be.instanceOf(UserError);
    expect((error as UserError).message).to.match(
      /^The virtual environment can't be made in .+\.venv \(E[A-Z]+: .+\)\. Make the folder writable, or run the app yourself and give its URL with --origin\.$/,
    );
  });
});
