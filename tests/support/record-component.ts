import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { recordProgram } from "../../local-stage/evaluate/record";
import type { RecordedStack, RecordedValue } from "../../local-stage/recorded-stack";
import { keyOf } from "../../local-stage/recorded-stack";

/** The options of a registration that a recorded stack leaves out. */
export interface RegisteredOptions {
  ignoreChanges: string[];
  retainOnDelete: boolean;
  additionalSecretOutputs: string[];
  /** Type and name of each resource that must be there first, through inputs or `dependsOn`. */
  dependencies: string[];
}

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

const STACK_TYPE = "pulumi:pulumi:Stack";

/** Assets are named relative to the folder of the components' tests. */
const PROJECT_DIRECTORY = path.join(__dirname, "..", "components");

/** Runs a program under strict mocks, as stack "test" of project "test" in eu-central-1. */
export async function recordComponent(
  program: () => unknown,
  { preview = false } = {},
): Promise<Recording> {
  const observed = { options: {}, published: {} };
  return { stack: await record(program, preview, observed), ...observed };
}

/** Runs a program that must fail. */
export async function recordFailure(program: () => unknown): Promise<RecordedFailure> {
  const observed: Omit<Recording, "stack"> = { options: {}, published: {} };
  const error: unknown = await record(program, false, observed).then(
    () => new Error("The program did not fail."),
    (reason: unknown) => reason,
  );
  // A resource is registered a few promises after its constructor ran.
  await new Promise((resolve) => setImmediate(resolve));
  return { message: (error as Error).message, registered: Object.keys(observed.options) };
}

function record(
  program: () => unknown,
  preview: boolean,
  observed: Omit<Recording, "stack">,
): Promise<RecordedStack> {
  const options = {
    project: "test",
    stack: "test",
    config: { "aws:region": "eu-central-1" },
    secretKeys: [],
    projectDirectory: PROJECT_DIRECTORY,
    preview,
  };
  return recordProgram(options, () => {
    observeMonitor(observed);
    return program();
  });
}

/** The monitor's requests, as far as they are looked at here. */
interface Monitor {
  registerResource(request: RegisterRequest, callback: unknown): unknown;
  registerResourceOutputs(request: OutputsRequest, callback: unknown): unknown;
}
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getIgnorechangesList(): string[];
  getRetainondelete(): boolean;
  getAdditionalsecretoutputsList(): string[];
  getDependenciesList(): string[];
}
interface OutputsRequest {
  getUrn(): string;
  getOutputs(): { toJavaScript(): Record<string, RecordedValue> };
}

function observeMonitor({ options, published }: Omit<Recording, "stack">): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const { registerResource, registerResourceOutputs } = monitor;
  monitor.registerResource = (request, callback) => {
    if (request.getType() !== STACK_TYPE) {
      options[keyOf({ type: request.getType(), name: request.getName() })] = {
        ignoreChanges: request.getIgnorechangesList(),
        retainOnDelete: request.getRetainondelete(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        dependencies: request.getDependenciesList().map(keyOfUrn).sort(),
      };
    }
    return registerResource.call(monitor, request, callback);
  };
  monitor.registerResourceOutputs = (request, callback) => {
    published[keyOfUrn(request.getUrn())] = request.getOutputs().toJavaScript();
    return registerResourceOutputs.call(monitor, request, callback);
  };
}

/** `urn:pulumi:test::test::outer$inner::name` to `inner::name`. */
function keyOfUrn(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return keyOf({ type: types.split("$").pop() ?? "", name });
}
