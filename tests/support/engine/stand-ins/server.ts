import * as grpc from "@grpc/grpc-js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "./properties";
import type { Difference } from "./differences";
import { EngineLog } from "./engine-log";
import type { StandInProvider } from "./provider";
import { HalfWayError } from "./provider";

/** What a provider does besides resources. */
export interface ProviderPackage {
  /** As the installed SDK's, which the engine asks for. */
  version: string;
  /** Answers look-ups. */
  invoke: (token: string, args: Properties) => Properties;
  /** Why the provider can't be used, if it can't: no credentials, for one. */
  findConfigProblem: () => string | undefined;
}

/** A provider that listens on loopback, to which an engine attaches. */
export interface RunningProvider {
  port: number;
  stop(): void;
}

/** Serves a stand-in for one of Pulumi's packages. */
export async function serveProvider(
  provider: StandInProvider,
  providerPackage: ProviderPackage,
): Promise<RunningProvider> {
  const server = new grpc.Server();
  const log = new EngineLog();
  server.addService(
    ResourceProviderService as unknown as grpc.ServiceDefinition,
    describeService(provider, providerPackage, log),
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const stop = () => {
    log.close();
    server.forceShutdown();
  };
  return { port, stop };
}

type Service = Partial<IResourceProviderServer> & grpc.UntypedServiceImplementation;

function describeService(
  provider: StandInProvider,
  { version, invoke, findConfigProblem }: ProviderPackage,
  log: EngineLog,
): Service {
  return {
    attach: answer((request: PluginAttach) => {
      log.attach(request.getAddress());
      return new Empty();
    }),
    cancel: answer(() => {
      provider.cancel();
      return new Empty();
    }),
    getPluginInfo: answer(() => new PluginInfo().setVersion(version)),
    checkConfig: answer((request: messages.CheckRequest) => {
      const problem = findConfigProblem();
      const failures =
        problem === undefined ? [] : [new messages.CheckFailure().setReason(problem)];
      return new messages.CheckResponse().setInputs(request.getNews()).setFailuresList(failures);
    }),
    diffConfig: answer(() => new messages.DiffResponse()),
    // A real provider previews changes by itself.
    configure: answer(() => new messages.ConfigureResponse().setSupportspreview(true)),
    invoke: answer((request: messages.InvokeRequest) =>
      new messages.InvokeResponse().setReturn(
        toStruct(invoke(request.getTok(), toProperties(request.getArgs()))),
      ),
    ),
    ...describeResources(provider, log),
  };
}

function describeResources(provider: StandInProvider, log: EngineLog): Service {
  return { ...describeComparisons(provider), ...describeChanges(provider, log) };
}

/** What changes nothing. */
function describeComparisons(provider: StandInProvider): Service {
  return {
    check: answer((request: messages.CheckRequest) => {
      const [olds, news] = [toProperties(request.getOlds()), toProperties(request.getNews())];
      return new messages.CheckResponse().setInputs(
        toStruct(provider.check(request.getUrn(), olds, news)),
      );
    }),
    diff: answer((request: messages.DiffRequest) =>
      describeDifference(
        provider.diff(
          request.getUrn(),
          toProperties(request.getOlds()),
          toProperties(request.getOldInputs()),
          toProperties(request.getNews()),
        ),
      ),
    ),
    read: answer((request: messages.ReadRequest) => {
      const read = provider.read(request.getUrn(), {
        id: request.getId(),
        inputs: toProperties(request.getInputs()),
        state: toProperties(request.getProperties()),
      });
      const response = new messages.ReadResponse();
      return read === undefined
        ? response
        : response
            .setId(request.getId())
            .setProperties(toStruct(read.state))
            .setInputs(toStruct(read.inputs));
    }),
  };
}

function describeChanges(provider: StandInProvider, log: EngineLog): Service {
  const sayOf = (urn: string) => (line: string) => log.showStatus(urn, line);
  return {
    create: answer(async (request: messages.CreateRequest) => {
      const [urn, inputs] = [request.getUrn(), toProperties(request.getProperties())];
      if (request.getPreview()) {
        const outputs = provider.previewCreate(urn, inputs);
        return new messages.CreateResponse().setProperties(toStruct(outputs));
      }
      const { id, outputs } = await provider.create(urn, inputs, sayOf(urn));
      return new messages.CreateResponse().setId(id).setProperties(toStruct(outputs));
    }),
    update: answer(async (request: messages.UpdateRequest) => {
      const [urn, inputs] = [request.getUrn(), toProperties(request.getNews())];
      const known = {
        id: request.getId(),
        inputs: toProperties(request.getOldInputs()),
        state: toProperties(request.getOlds()),
      };
      const outputs = request.getPreview()
        ? provider.previewUpdate(urn, known.state, inputs)
        : (await provider.update(urn, known, inputs, sayOf(urn))).outputs;
      return new messages.UpdateResponse().setProperties(toStruct(outputs));
    }),
    delete: answer(async (request: messages.DeleteRequest) => {
      const [urn, state] = [request.getUrn(), toProperties(request.getProperties())];
      await provider.delete(urn, request.getId(), state, sayOf(urn));
      return new Empty();
    }),
  };
}

function describeDifference({
  changed,
  replacing,
  values,
  deleteBeforeReplace,
}: Difference): messages.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  const response = new messages.DiffResponse()
    .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList(changed)
    .setReplacesList(replacing)
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const { path, kind } of values) {
    const isReplacing = replacing.includes(path.split(/[.[]/)[0] ?? "");
    const difference = new messages.PropertyDiff().setKind(KINDS[kind][isReplacing ? 1 : 0]);
    response.getDetaileddiffMap().set(path, difference.setInputdiff(true));
  }
  return response;
}

const { Kind } = messages.PropertyDiff;

/** The engine's words for a difference, without and with a replacement. */
const KINDS = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
} as const;

/** A gRPC method that answers by a function's result, and with its error. */
function answer<Request, Response>(
  handle: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(handle)
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(describeError(error)),
      );
  };
}

function describeError(error: unknown): Partial<grpc.ServiceError> {
  const message = error instanceof Error ? error.message : String(error);
  const description = { code: grpc.status.UNKNOWN, details: message };
  if (!(error instanceof HalfWayError)) {
    return description;
  }
  const failure = new messages.ErrorResourceInitFailed()
    .setId(error.id)
    .setProperties(toStruct(error.outputs))
    .setReasonsList([message]);
  const detail = new Any();
  detail.pack(failure.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(message);
  status.addDetails(detail);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { ...description, metadata };
}

function toProperties(struct: Struct | undefined): Properties {
  return (struct?.toJavaScript() ?? {}) as Properties;
}

function toStruct(properties: Properties): Struct {
  const known = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Struct.fromJavaScript(
    Object.fromEntries(known) as Parameters<typeof Struct.fromJavaScript>[0],
  );
}
