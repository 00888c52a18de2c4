import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { RecordedValue } from "../recorded-stack";
import { markSecret } from "../recorded-stack";

/**
 * The keys with which the Pulumi SDK marks what plain JSON cannot say, when it sends a property to
 * the engine.
 *
 * Source: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts
 */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const ASSET_SIGNATURE = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE_SIGNATURE = "0def7320c3a5731c473e5ecbe6d01bc7";
const RESOURCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";

/**
 * What the SDK would send to the engine, as data that can be shown and compared: secrets marked,
 * assets as path and hash, resources as their URN, paths relative to the project.
 */
export function decodeWireValue(value: RecordedValue, projectDirectory: string): RecordedValue {
  const decode = (item: RecordedValue) => decodeWireValue(item, projectDirectory);
  if (Array.isArray(value)) {
    return value.map(decode);
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  switch (value[SIGNATURE_KEY]) {
    case SECRET_SIGNATURE:
      return markSecret(decode(value["value"] ?? null));
    case ASSET_SIGNATURE:
    case ARCHIVE_SIGNATURE:
      return describeAsset(value, projectDirectory);
    case RESOURCE_SIGNATURE:
      return value["urn"] ?? null;
    default:
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item)]));
  }
}

/**
 * A file or directory as its path and a SHA-256 hash of its content; an archive made of several
 * assets as each of them, by its path in the archive.
 */
function describeAsset(
  asset: Record<string, RecordedValue>,
  projectDirectory: string,
): RecordedValue {
  if (typeof asset["path"] === "string") {
    return {
      path: path.relative(projectDirectory, asset["path"]).split(path.sep).join("/"),
      hash: hashPath(asset["path"]),
    };
  }
  const assets = asset["assets"];
  if (assets !== undefined && assets !== null && typeof assets === "object") {
    const entries = Object.entries(assets as Record<string, Record<string, RecordedValue>>);
    const described = Object.fromEntries(
      entries.map(([name, item]) => [name, describeAsset(item, projectDirectory)]),
    );
    return { hash: hashText(JSON.stringify(described)), assets: described };
  }
  return { hash: hashText(String(asset["text"] ?? asset["uri"])) };
}

function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hashPath(file: string): string {
  const hash = createHash("sha256");
  if (fs.statSync(file).isDirectory()) {
    for (const entry of fs.readdirSync(file).sort()) {
      hash.update(`${entry}\0${hashPath(path.join(file, entry))}\0`);
    }
  } else {
    hash.update(fs.readFileSync(file));
  }
  return hash.digest("hex");
}
