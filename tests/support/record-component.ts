import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { recordProgram } from "../../local-stage/evaluate/record";
import { parseKey } from "../../local-stage/evaluate/resource-options";
import type {
  RecordedStack,
  RecordedValue,
  ResourceOptions,
} from "../../local-stage/recorded-stack";
import { keyOf } from "../../local-stage/recorded-stack";

/** The options that the components' tests look at, with what stands for unset. */
export type RegisteredOptions = Required<
  Pick<
    ResourceOptions,
    "ignoreChanges" | "retainOnDelete" | "additionalSecretOutputs" | "dependencies"
  >
>;

export interface Recording {
  stack: RecordedStack;
  /** By the resource's key; see `keyOf`. */
  options: Record<string, RegisteredOptions>;
  /** What each component publishes through `registerOutputs`, by its key. */
  published: Record<string, Record<string, RecordedValue>>;
}

export interface RecordedFailure {
  message: string;
  /** The keys of the resources that were registered before the error. */
  registered: string[];
}

const UNSET: RegisteredOptions = {
  ignoreChanges: [],
  retainOnDelete: false,
  additionalSecretOutputs: [],
  dependencies: [],
};

/** Assets are named relative to the folder of the components' tests. */
const PROJECT_DIRECTORY = path.join(__dirname, "..", "components");

/** Runs a program under strict mocks, as stack "test" of project "test" in eu-central-1. */
export async function recordComponent(
  program: () => unknown,
  { preview = false } = {},
): Promise<Recording> {
  const stack = await record(program, preview);
  const options = Object.fromEntries(
    stack.resources.map((resource) => [keyOf(resource), { ...UNSET, ...resource.options }]),
  );
  const states = listRegistered().map(([key, { state }]) => [key, describeState(state)] as const);
  return { stack, options, published: Object.fromEntries(states) };
}

/** Runs a program that must fail. */
export async function recordFailure(program: () => unknown): Promise<RecordedFailure> {
  const error: unknown = await record(program, false).then(
    () => new Error("The program did not fail."),
    (reason: unknown) => reason,
  );
  // A resource is registered a few promises after its constructor ran.
  await new Promise((resolve) => setImmediate(resolve));
  return { message: (error as Error).message, registered: listRegistered().map(([key]) => key) };
}

function record(program: () => unknown, preview: boolean): Promise<RecordedStack> {
  const options = {
    project: "test",
    stack: "test",
    config: { "aws:region": "eu-central-1" },
    secretKeys: [],
    projectDirectory: PROJECT_DIRECTORY,
    preview,
  };
  return recordProgram(options, program);
}

/** What the SDK's mocks keep of the last program. */
interface MockMonitor {
  getRegisteredResources(): Map<string, { state: unknown }>;
}

function listRegistered(): [key: string, resource: { state: unknown }][] {
  const monitor = pulumi.runtime.getMonitor() as unknown as MockMonitor;
  return [...monitor.getRegisteredResources()]
    .map(([urn, resource]): [string, { state: unknown }] => [parseKey(urn), resource])
    .filter(([key]) => !key.startsWith("pulumi:pulumi:Stack::"));
}

/** A component's state is what it published, as the engine gets it. */
function describeState(state: unknown): Record<string, RecordedValue> {
  const published = state as { toJavaScript?(): Record<string, RecordedValue> };
  return published.toJavaScript?.() ?? {};
}
