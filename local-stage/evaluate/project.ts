import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { UserError } from "../user-error";

/** A Pulumi project and one stack's configuration, as the CLI would read them. */
export interface StackProject {
  name: string;
  /** The program, as an absolute path. */
  main: string;
  /** Values by full key; objects and lists as JSON text. */
  config: Record<string, string>;
  /** Keys whose values are encrypted; a placeholder stands in their place. */
  secretKeys: string[];
}

interface ConfigDeclaration {
  type?: string;
  default?: unknown;
  value?: unknown;
}

/** Without the stack's key nobody can decrypt a secret: the program gets this in its place. */
const SECRET_PLACEHOLDER = "local-stage-placeholder";

/**
 * Reads `Pulumi.yaml` and `Pulumi.<stack>.yaml`: the project's defaults, and the stack's values over
 * them, each checked against its declared type.
 *
 * Source: https://www.pulumi.com/docs/iac/concepts/config/
 *
 * @throws UserError for a missing file, or for missing and wrong values, all at once
 */
export function readStackProject(directory: string, stack: string): StackProject {
  const project = readYaml(path.join(directory, "Pulumi.yaml"));
  const name = String(project["name"]);
  const stackFile = path.join(directory, `Pulumi.${stack}.yaml`);
  if (!hasStack(directory, stack)) {
    const stacks = listStacks(directory);
    const remedy = stacks.length > 0 ? `Use one of: ${stacks.join(", ")}.` : "Create that file.";
    throw new UserError(
      `There is no stack "${stack}": Pulumi.${stack}.yaml does not exist. ${remedy}`,
    );
  }
  const declared = project["config"] as Record<string, unknown> | undefined;
  const given = readYaml(stackFile)["config"] as Record<string, unknown> | undefined;
  const { config, secretKeys } = mergeConfig(name, stack, declared ?? {}, given ?? {});
  const main = path.resolve(directory, String(project["main"] ?? "index.ts"));
  return { name, main, config, secretKeys };
}

/** Whether a project has a stack's configuration. */
export function hasStack(directory: string, stack: string): boolean {
  return fs.existsSync(path.join(directory, `Pulumi.${stack}.yaml`));
}

function readYaml(file: string): Record<string, unknown> {
  if (!fs.existsSync(file)) {
    throw new UserError(`${file} does not exist. Run the command in the project's folder.`);
  }
  const content = parseYaml(file) ?? {};
  if (!isMapping(content) || !isMapping(content["config"] ?? {})) {
    throw new UserError(
      `${file} must be a mapping of keys, and so must its config. Correct the file.`,
    );
  }
  return content;
}

function parseYaml(file: string): unknown {
  try {
    return parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    const [reason] = String((error as Error).message).split("\n");
    throw new UserError(`${file} is no YAML: ${reason} Correct the file.`);
  }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function listStacks(directory: string): string[] {
  return fs
    .readdirSync(directory)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/** Puts the stack's values over the project's. Pure. */
export function mergeConfig(
  project: string,
  stack: string,
  declared: Record<string, unknown>,
  given: Record<string, unknown>,
): { config: Record<string, string>; secretKeys: string[] } {
  const qualify = (key: string) => (key.includes(":") ? key : `${project}:${key}`);
  const config: Record<string, string> = {};
  const secretKeys: string[] = [];
  for (const [key, value] of Object.entries(given)) {
    const readable = replaceEncrypted(value);
    config[qualify(key)] = toConfigText(readable);
    if (JSON.stringify(readable) !== JSON.stringify(value)) {
      secretKeys.push(qualify(key));
    }
  }
  const problems: string[] = [];
  for (const [shortKey, declaration] of Object.entries(declared)) {
    const key = qualify(shortKey);
    const { type, fallback } = readDeclaration(declaration);
    if (config[key] === undefined && fallback !== undefined) {
      config[key] = toConfigText(fallback);
    }
    const text = config[key];
    if (text === undefined) {
      problems.push(`${key} has no value and no default.`);
    } else if (!secretKeys.includes(key) && !hasType(text, type)) {
      problems.push(`${key} must be of type ${type}, got ${JSON.stringify(text)}.`);
    }
  }
  if (problems.length > 0) {
    throw new UserError(
      `Configuration of stack "${stack}": ${problems.join(" ")} Correct Pulumi.${stack}.yaml.`,
    );
  }
  return { config, secretKeys };
}

/** A declaration is a default alone, or an object that tells type and default. */
function readDeclaration(declaration: unknown): { type: string | undefined; fallback: unknown } {
  if (declaration === null || typeof declaration !== "object" || Array.isArray(declaration)) {
    return { type: undefined, fallback: declaration ?? undefined };
  }
  const { type, default: fallback, value } = declaration as ConfigDeclaration;
  return { type, fallback: value ?? fallback };
}

/** The value with a placeholder for each part that only the stack's key could decrypt. */
function replaceEncrypted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(replaceEncrypted);
  }
  if (!isMapping(value)) {
    return value;
  }
  return "secure" in value
    ? SECRET_PLACEHOLDER
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceEncrypted(item)]));
}

function toConfigText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function hasType(text: string, type: string | undefined): boolean {
  switch (type) {
    case "integer":
      return /^-?\d+$/.test(text);
    case "boolean":
      return text === "true" || text === "false";
    case "array":
      return text.startsWith("[");
    case "object":
      return text.startsWith("{");
    default:
      return true;
  }
}
