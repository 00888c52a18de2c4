import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs, S3BundleArgs, SourceArgs } from "../../../components";
import { MAX_BUNDLE_BYTES } from "../../../components/beanstalk-app/bundle";
import type { ArgumentRow } from "../../support/component-arguments";
import { useTemporaryDirectory, writeFiles } from "../../support/temporary-directory";
import { beanstalkArguments } from "./beanstalk-arguments";

type Row = ArgumentRow<BeanstalkAppArgs>;

/** A file of that length which takes no space. */
function writeSparseFile(file: string, bytes: number): void {
  fs.writeFileSync(file, "");
  fs.truncateSync(file, bytes);
}

describe("a source on disk", () => {
  const root = useTemporaryDirectory();

  /** The messages, with the temporary directory shown as `~`. */
  const find = (source: SourceArgs) =>
    beanstalkArguments.sayErrors({ source }).map((sentence) => sentence.replaceAll(root(), "~"));

  const notADirectory = (shown: string) =>
    `source.directory must name an existing directory, got "${shown}". ` +
    "Correct the path; a relative one starts at the working directory.";
  const notRegular = (entry: string) =>
    `source.directory must hold regular files only, and "${entry}" is none, got "~". ` +
    "Put a copy of its target there, or name it in .ebignore.";
  const noFile =
    'source.directory must hold at least one file, got "~". ' +
    "Name less in .ebignore, or correct the path.";
  const tooBig = (bytes: number) =>
    `source.directory must hold at most 524288000 bytes, and holds ${bytes}, got "~". ` +
    "Name in .ebignore what the application does not need, or give an archivePath.";

  const directories: [
    title: string,
    prepare: (directory: string) => void,
    expected: string[],
    name?: string,
  ][] = [
    ["a missing directory", () => undefined, [notADirectory("~/nowhere")], "nowhere"],
    ["a file", (d) => writeFiles(d, { a: "" }), [notADirectory("~/a")], "a"],
    ["a path through a file", (d) => writeFiles(d, { a: "" }), [notADirectory("~/a/b")], "a/b"],
    ["an empty directory", () => undefined, [noFile]],
    ["directories alone", (d) => fs.mkdirSync(path.join(d, "a/b"), { recursive: true }), [noFile]],
    ["ignored files alone", (d) => writeFiles(d, { ".ebignore": "*", a: "" }), [noFile]],
    ["version control alone", (d) => writeFiles(d, { ".git/HEAD": "" }), [noFile]],
    ["one empty file", (d) => writeFiles(d, { a: "" }), []],
    [
      "links to a file, to a directory and to nothing",
      (d) => {
        writeFiles(d, { "a.py": "", "lib/b.py": "" });
        fs.symlinkSync("a.py", path.join(d, "z-file"));
        fs.symlinkSync("lib", path.join(d, "y-directory"));
        fs.symlinkSync("nowhere", path.join(d, "lib/x-nothing"));
      },
      [notRegular("lib/x-nothing"), notRegular("y-directory"), notRegular("z-file")],
    ],
    [
      "an ignored link",
      (d) => {
        writeFiles(d, { "a.py": "", ".ebignore": "link" });
        fs.symlinkSync("a.py", path.join(d, "link"));
      },
      [],
    ],
    ["a FIFO", (d) => void execFileSync("mkfifo", [path.join(d, "queue")]), [notRegular("queue")]],
    ["500 MB", (d) => writeSparseFile(path.join(d, "a"), MAX_BUNDLE_BYTES), []],
    [
      "a byte more",
      (d) => {
        writeSparseFile(path.join(d, "a"), MAX_BUNDLE_BYTES);
        writeFiles(d, { b: "x" });
      },
      [tooBig(524_288_001)],
    ],
    // Nobody could read that much within the test's time.
    ["a terabyte", (d) => writeSparseFile(path.join(d, "a"), 2 ** 40), [tooBig(2 ** 40)]],
    [
      "a link and too much",
      (d) => {
        writeSparseFile(path.join(d, "a"), 2 ** 40);
        fs.symlinkSync("a", path.join(d, "link"));
      },
      [notRegular("link"), tooBig(2 ** 40)],
    ],
  ];
  for (const [title, prepare, expected, name = ""] of directories) {
    it(`finds ${expected.length || "no"} problem in ${title}`, () => {
      prepare(root());
      expect(find({ directory: path.join(root(), name) })).to.deep.equal(expected);
    });
  }

  const archive = (rule: string, name: string, remedy: string) => [
    `source.archivePath ${rule}, got "~/${name}". ${remedy}`,
  ];
  const buildFirst = "Build the archive first, or correct the path.";
  const leaveOut = "Leave out of the bundle what the application does not need.";
  const archives: [name: string, bytes: number | undefined, expected: string[]][] = [
    ["a.zip", 1, []],
    ["a.war", MAX_BUNDLE_BYTES, []],
    ["a.zip", 0, archive("must have 1 to 524288000 bytes, and has 0", "a.zip", leaveOut)],
    [
      "a.zip",
      MAX_BUNDLE_BYTES + 1,
      archive("must have 1 to 524288000 bytes, and has 524288001", "a.zip", leaveOut),
    ],
    ["a.tgz", 1, archive("must end in .zip or .war", "a.tgz", "Build the bundle as one of these.")],
    ["a.zip", undefined, archive("must name an existing file", "a.zip", buildFirst)],
  ];
  for (const [name, bytes, expected] of archives) {
    it(`finds ${expected.length || "no"} problem in ${name} of ${bytes ?? "no"} bytes`, () => {
      if (bytes !== undefined) {
        writeSparseFile(path.join(root(), name), bytes);
      }
      expect(find({ archivePath: path.join(root(), name) })).to.deep.equal(expected);
    });
  }

  it("takes no directory for an archive", () => {
    fs.mkdirSync(path.join(root(), "a.zip"));
    expect(find({ archivePath: path.join(root(), "a.zip") })).to.deep.equal(
      archive("must name an existing file", "a.zip", buildFirst),
    );
  });
});

describe("the label of a version that exists", () => {
  const sayLabel = (got: string) =>
    "source.versionLabel must have 1 to 100 characters, none of them a slash, " +
    `got "${got}". Use the label of a version that the application has.`;
  const wrong = ["", "v".repeat(101), "a/b"];
  beanstalkArguments.testErrors([
    ...["v", "v 1.0 (ü)", "v".repeat(100)].map((versionLabel): Row => [
      `the label ${versionLabel}`,
      { source: { versionLabel } },
      [],
    ]),
    ...wrong.map((versionLabel): Row => [
      `the label ${versionLabel || "left empty"}`,
      { source: { versionLabel } },
      [sayLabel(versionLabel)],
    ]),
  ]);
});

const UNKNOWN = { bucketName: pulumi.output("builds"), key: pulumi.output("1.zip") };
const S3_BUNDLE = { bucketName: "builds", key: "web/1.zip", label: "1" };

describe("a bundle in S3", () => {
  const inS3 = (change: Partial<S3BundleArgs>) => ({
    source: { s3Bundle: { ...S3_BUNDLE, ...change } },
  });
  const given = (name: string) => `source.s3Bundle.${name} must be given. It must be a text.`;
  beanstalkArguments.testErrors([
    ["a bucket, a key and a label", inS3({}), []],
    ["a bucket and a key that are not known yet", inS3(UNKNOWN), []],
    ["the longest label", inS3({ label: "1".repeat(100) }), []],
    [
      "none of them",
      { source: { s3Bundle: {} as S3BundleArgs } },
      ["bucketName", "key", "label"].map(given),
    ],
    [
      "a slash in front of the key",
      inS3({ key: "/web/1.zip" }),
      [
        "source.s3Bundle.key must be the key of an object, without a slash in front, " +
          'got "/web/1.zip". Use a key such as "builds/web-1.4.0.zip".',
      ],
    ],
    ...["", "1".repeat(101), "web/1"].map((label): Row => [
      `the label ${label || "left empty"}`,
      inS3({ label }),
      [
        "source.s3Bundle.label must have 1 to 100 characters, none of them a slash, " +
          `got "${label}". Name the build, as by its number or commit.`,
      ],
    ]),
  ]);
});

describe("a source", () => {
  const exactlyOne = (got: string) => [
    `source must have exactly one of directory, archivePath, versionLabel and s3Bundle${got}. ` +
      "Give the application's directory, a built archive, an existing label or a bundle in S3.",
  ];
  beanstalkArguments.testErrors([
    [
      "its absence",
      { source: undefined },
      ["source must be given. It must be a group of arguments."],
    ],
    ["none of the four", { source: {} }, exactlyOne("")],
    ["nothing", { source: { directory: undefined } }, exactlyOne("")],
    [
      "two of the four",
      { source: { directory: "nowhere", versionLabel: "v1" } },
      exactlyOne(', got ["directory","versionLabel"]'),
    ],
    [
      "all four",
      { source: { directory: ".", archivePath: "a", versionLabel: "v1", s3Bundle: S3_BUNDLE } },
      exactlyOne(', got ["directory","archivePath","versionLabel","s3Bundle"]'),
    ],
    [
      "an unknown kind",
      { source: { dir: "." } as SourceArgs },
      ["source.dir is not an argument. Known are directory, archivePath, versionLabel, s3Bundle."],
    ],
    [
      "a directory without a name",
      { source: { directory: "" } },
      ['source.directory must not be empty, got "". Give a value, or leave it out.'],
    ],
  ]);
});
