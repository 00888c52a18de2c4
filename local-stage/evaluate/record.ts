import * as pulumi from "@pulumi/pulumi";
import type { RecordedResource, RecordedStack, RecordedValue } from "../recorded-stack";
import { keyOf, markSecret } from "../recorded-stack";
import { answerInvoke, computeOutputs } from "./computed-outputs";
import { listMadeUp } from "./made-up-values";
import type { OptionsRequest } from "./resource-options";
import { parseKey, readOptions } from "./resource-options";
import { decodeWireValue } from "./wire-values";

const STACK_TYPE = "pulumi:pulumi:Stack";

export interface RecordOptions {
  project: string;
  stack: string;
  /** Configuration by full key, such as `aws:region`; objects as JSON text. */
  config: Record<string, string>;
  /** The keys of the configuration whose values are secret. */
  secretKeys: string[];
  /** Assets are named relative to it. */
  projectDirectory: string;
  /** Whether outputs are unknown, as in `pulumi preview` of a new stack. Defaults to false. */
  preview?: boolean;
}

/**
 * Runs a Pulumi program against mocks, and records what it asks for. Nothing is created and nothing
 * is looked up. One program at a time: the SDK's mocks are the process's.
 *
 * @param program Loads or is the program; what it returns are the stack's outputs.
 * @throws what the program throws, at once or in an `apply`
 */
export async function recordProgram(
  options: RecordOptions,
  program: () => unknown,
): Promise<RecordedStack> {
  const { project, stack, preview = false } = options;
  const recorder: Recorder = {
    resources: [],
    outputs: {},
    madeUp: {},
    remote: new Set(),
    types: new Map(),
    seen: new Set(),
  };
  await pulumi.runtime.setMocks(createMocks(options, recorder), project, stack, preview);
  pulumi.runtime.setAllConfig(options.config, options.secretKeys);
  observeMonitor(recorder, options.projectDirectory);
  const failure = observeRejections();
  try {
    await Promise.race([pulumi.runtime.runInPulumiStack(async () => program()), failure.happened]);
    await Promise.race([pulumi.runtime.disconnect(), failure.happened]);
  } finally {
    await untilRejectionsAreTold();
    failure.stopObserving();
  }
  await Promise.race([failure.happened, Promise.resolve()]);
  const { outputs, madeUp } = recorder;
  const providerConfig = pickProviderConfig(options);
  return {
    project,
    stack,
    resources: sortTree(recorder.resources),
    outputs,
    providerConfig,
    madeUp,
  };
}

/** Keys of the project's own namespace are read by the program, and show in what it asks for. */
function pickProviderConfig({
  project,
  config,
  secretKeys,
}: RecordOptions): Record<string, RecordedValue> {
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => !key.startsWith(`${project}:`))
      .map(([key, value]) => [key, secretKeys.includes(key) ? markSecret(value) : value]),
  );
}

function createMocks(
  { config, preview = false }: RecordOptions,
  { remote, madeUp }: Recorder,
): pulumi.runtime.Mocks {
  const account = { region: config["aws:region"] ?? "us-east-1" };
  return {
    call: ({ token, inputs }) => {
      try {
        return answerInvoke(token, inputs);
      } catch (error) {
        // The SDK passes on what the engine's connection would have put there.
        throw Object.assign(error as Error, { details: (error as Error).message });
      }
    },
    newResource: ({ type, name, inputs, custom }) => {
      // The program itself makes the outputs of its components, and of the stack.
      if (custom === false && !remote.has(keyOf({ type, name }))) {
        return { id: undefined, state: inputs };
      }
      const resource = { type, name, inputs };
      const { id, ...computed } = computeOutputs(resource, account);
      Object.assign(madeUp, listMadeUp(resource, { id, ...computed }));
      return preview
        ? { id: undefined, state: inputs }
        : { id: id as string | undefined, state: { ...inputs, ...computed } };
    },
  };
}

interface Recorder {
  resources: RecordedResource[];
  outputs: Record<string, RecordedValue>;
  /** See `RecordedStack`. */
  madeUp: Record<string, string>;
  /** The keys of the components that a provider makes. */
  remote: Set<string>;
  /** The types of each resource and of its parents, by its key. */
  types: Map<string, string>;
  /** What the engine tells resources apart by. */
  seen: Set<string>;
}

/** The requests that reach the mocks' monitor, which tell parents and secrets; the mocks don't. */
interface Monitor {
  registerResource(request: RegisterRequest, callback: unknown): unknown;
  registerResourceOutputs(request: OutputsRequest, callback: unknown): unknown;
}
interface RegisterRequest extends OptionsRequest {
  getType(): string;
  getName(): string;
  getCustom(): boolean;
  getRemote(): boolean;
  getProvider(): string;
  getTransformsList(): unknown[];
  getObject(): { toJavaScript(): Record<string, RecordedValue> };
}
interface OutputsRequest {
  getUrn(): string;
  getOutputs(): { toJavaScript(): Record<string, RecordedValue> };
}

function observeMonitor(recorder: Recorder, projectDirectory: string): void {
  const decode = (struct: { toJavaScript(): Record<string, RecordedValue> }) =>
    decodeWireValue(struct.toJavaScript(), projectDirectory) as Record<string, RecordedValue>;
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const { registerResource, registerResourceOutputs } = monitor;
  monitor.registerResource = (request, callback) => {
    if (request.getRemote()) {
      recorder.remote.add(keyOf({ type: request.getType(), name: request.getName() }));
    }
    refuseDuplicate(recorder, request);
    warnOfTransforms(request);
    if (request.getType() !== STACK_TYPE) {
      const options = readOptions(request);
      recorder.resources.push({
        type: request.getType(),
        name: request.getName(),
        custom: request.getCustom(),
        inputs: decode(request.getObject()),
        parent: parseParent(request.getParent()),
        provider: request.getProvider() || null,
        ...(options && { options }),
      });
    }
    return registerResource.call(monitor, request, callback);
  };
  monitor.registerResourceOutputs = (request, callback) => {
    if (request.getUrn().includes(`::${STACK_TYPE}::`)) {
      recorder.outputs = decode(request.getOutputs());
    }
    return registerResourceOutputs.call(monitor, request, callback);
  };
}

/** The engine tells resources apart by name and type, with the types of the parents in between. */
function refuseDuplicate({ seen, types }: Recorder, request: RegisterRequest): void {
  const key = keyOf({ type: request.getType(), name: request.getName() });
  const parentTypes = types.get(parseParent(request.getParent()) ?? "") ?? "";
  types.set(key, `${parentTypes}$${request.getType()}`);
  const identity = `${types.get(key)}::${request.getName()}`;
  if (seen.has(identity)) {
    throw new pulumi.RunError(`There are two resources ${key}. Give one of them another name.`);
  }
  seen.add(identity);
}

/** The engine calls them, not the SDK; `transformations` run here. */
function warnOfTransforms(request: RegisterRequest): void {
  if (request.getTransformsList().length > 0) {
    void pulumi.log.warn(
      `The transforms of ${request.getType()} "${request.getName()}" are not applied here: only the ` +
        "engine runs them. Use transformations to see them in the local stage and the plan.",
    );
  }
}

/** The parent's key; the stack itself counts as none. */
function parseParent(urn: string): string | null {
  const key = parseKey(urn);
  return urn === "" || key.startsWith(`${STACK_TYPE}::`) ? null : key;
}

/** The SDK leaves an error in an `apply` to the process, as a rejection that nobody handles. */
function observeRejections(): { happened: Promise<never>; stopObserving: () => void } {
  let listener: (error: unknown) => void = () => undefined;
  const happened = new Promise<never>((_, reject) => {
    listener = reject;
  });
  happened.catch(() => undefined);
  process.on("unhandledRejection", listener);
  return { happened, stopObserving: () => process.off("unhandledRejection", listener) };
}

/** Node.js tells of rejections that nobody handles after all promises that are ready. */
function untilRejectionsAreTold(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Requests arrive in an order that depends on timing; the tree's order does not. */
function sortTree(resources: RecordedResource[], parent: string | null = null): RecordedResource[] {
  return resources
    .filter((resource) => resource.parent === parent)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .flatMap((resource) => [resource, ...sortTree(resources, keyOf(resource))]);
}
