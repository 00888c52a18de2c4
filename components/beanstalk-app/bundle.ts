import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import ignore from "ignore";
import type { Problem } from "../shared/problems";

/**
 * The largest source bundle that Beanstalk takes: 500 MB.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html
 */
export const MAX_BUNDLE_BYTES = 500 * 1024 * 1024;

/** What is to be uploaded, and the label of the version made of it. */
export interface Bundle {
  /** The first 20 hexadecimal digits of a hash over the content. */
  label: string;
  archive: pulumi.asset.Archive | pulumi.asset.Asset;
  extension: string;
}

/** A file of the bundle: its path as the archive holds it, and where it is on disk. */
interface BundleFile {
  posixPath: string;
  absolutePath: string;
  executable: boolean;
  sizeBytes: number;
}

/** What is never part of a bundle, whatever `.ebignore` says. */
const ALWAYS_IGNORED = [".git", ".elasticbeanstalk", ".ebignore"];

/** Reads and labels a directory in which `findDirectoryProblems` found no problem. */
export function bundleDirectory(directory: string): Bundle {
  const { files } = listFiles(path.resolve(directory));
  const assets = files.map(
    (file) => [file.posixPath, new pulumi.asset.FileAsset(file.absolutePath)] as const,
  );
  const archive = new pulumi.asset.AssetArchive(Object.fromEntries(assets));
  return { label: hashFiles(files), archive, extension: ".zip" };
}

/** Reads and labels an archive in which `findArchiveProblems` found no problem. */
export function bundleArchive(archivePath: string): Bundle {
  const hash = createHash("sha256");
  hashFile(hash, archivePath);
  const archive = new pulumi.asset.FileAsset(path.resolve(archivePath));
  return { label: toLabel(hash), archive, extension: path.extname(archivePath) };
}

/** Everything that is wrong with an archive. Reads no content. */
export function findArchiveProblems(archivePath: string): Problem[] {
  const problem = (must: string, remedy: string) => [
    { path: "source.archivePath", must, value: archivePath, remedy },
  ];
  if (![".zip", ".war"].includes(path.extname(archivePath))) {
    return problem("must end in .zip or .war", "Build the bundle as one of these.");
  }
  const stats = statPath(archivePath);
  if (stats?.isFile() !== true) {
    return problem("must name an existing file", "Build the archive first, or correct the path.");
  }
  if (stats.size === 0 || stats.size > MAX_BUNDLE_BYTES) {
    const must = `must have 1 to ${MAX_BUNDLE_BYTES} bytes, and has ${stats.size}`;
    return problem(must, "Leave out of the bundle what the application does not need.");
  }
  return [];
}

/** Everything that is wrong with a directory. Reads no content. */
export function findDirectoryProblems(directory: string): Problem[] {
  const problem = (must: string, remedy: string) => ({
    path: "source.directory",
    must,
    value: directory,
    remedy,
  });
  if (statPath(directory)?.isDirectory() !== true) {
    const remedy = "Correct the path; a relative one starts at the working directory.";
    return [problem("must name an existing directory", remedy)];
  }
  const { files, refused } = listFiles(path.resolve(directory));
  const problems = refused.map((entry) => {
    const must = `must hold regular files only, and "${entry}" is none`;
    return problem(must, "Put a copy of its target there, or name it in .ebignore.");
  });
  if (files.length === 0 && refused.length === 0) {
    const remedy = "Name less in .ebignore, or correct the path.";
    problems.push(problem("must hold at least one file", remedy));
  }
  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  if (totalBytes > MAX_BUNDLE_BYTES) {
    const must = `must hold at most ${MAX_BUNDLE_BYTES} bytes, and holds ${totalBytes}`;
    const remedy = "Name in .ebignore what the application does not need, or give an archivePath.";
    problems.push(problem(must, remedy));
  }
  return problems;
}

/** What is at a path; `undefined` for nothing, a path that leads through a file included. */
function statPath(file: string): fs.Stats | undefined {
  return fs.existsSync(file) ? fs.statSync(file) : undefined;
}

/** The directory's files in a fixed order, and what is neither a file nor a directory. */
function listFiles(directory: string): { files: BundleFile[]; refused: string[] } {
  const ignored = ignore().add(readIgnoreFile(directory)).add(ALWAYS_IGNORED);
  const files: BundleFile[] = [];
  const refused: string[] = [];
  const visit = (parent: string) => {
    for (const entry of fs.readdirSync(path.join(directory, parent), { withFileTypes: true })) {
      const posixPath = parent === "" ? entry.name : `${parent}/${entry.name}`;
      if (ignored.ignores(entry.isDirectory() ? `${posixPath}/` : posixPath)) {
        continue;
      }
      if (entry.isDirectory()) {
        visit(posixPath);
      } else if (entry.isFile()) {
        files.push(describeFile(directory, posixPath));
      } else {
        refused.push(posixPath);
      }
    }
  };
  visit("");
  return {
    files: files.sort((a, b) => (a.posixPath < b.posixPath ? -1 : 1)),
    refused: refused.sort(),
  };
}

function readIgnoreFile(directory: string): string {
  const file = path.join(directory, ".ebignore");
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
}

function describeFile(directory: string, posixPath: string): BundleFile {
  const absolutePath = path.join(directory, posixPath);
  const { mode, size } = fs.statSync(absolutePath);
  return { posixPath, absolutePath, executable: (mode & 0o100) !== 0, sizeBytes: size };
}

/** Only path, executable bit and content count: two checkouts of one commit get one label. */
function hashFiles(files: BundleFile[]): string {
  const hash = createHash("sha256");
  for (const { posixPath, absolutePath, executable, sizeBytes } of files) {
    hash.update(`${posixPath}\0${executable ? "x" : "-"}\0${sizeBytes}\0`);
    hashFile(hash, absolutePath);
  }
  return toLabel(hash);
}

function hashFile(hash: ReturnType<typeof createHash>, file: string): void {
  const buffer = Buffer.alloc(1024 * 1024);
  const descriptor = fs.openSync(file, "r");
  try {
    for (;;) {
      const bytes = fs.readSync(descriptor, buffer);
      if (bytes === 0) {
        return;
      }
      hash.update(buffer.subarray(0, bytes));
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

function toLabel(hash: ReturnType<typeof createHash>): string {
  return hash.digest("hex").slice(0, 20);
}
