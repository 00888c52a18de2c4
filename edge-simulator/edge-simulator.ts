import { randomBytes } from "node:crypto";
import type { CacheStore } from "./cache/cache-store";
import { EdgeCache } from "./cache/edge-cache";
import { compileInvalidation } from "./cache/invalidation";
import { MemoryStore } from "./cache/memory-store";
import type { StoredResponse } from "./cache/stored-response";
import type { Clock } from "./clock";
import { findChangedBehaviors } from "./cache/changed-behaviors";
import { compileDistribution } from "./configuration/compile";
import type { CompiledDistribution } from "./configuration/compiled-distribution";
import type { KeyGroups } from "./configuration/compile-access";
import { ConfigurationError } from "./configuration/configuration-error";
import type { DistributionConfig } from "./configuration/distribution-schema";
import { checkConfiguration } from "./configuration/find-problems";
import { addManagedPolicies, type Policies } from "./configuration/policies";
import type { Exchange } from "./exchange";
import type { EdgeFunction } from "./functions/edge-function";
import { EdgeFunctions } from "./functions/edge-functions";
import { ViewerFunctions } from "./functions/viewer-functions";
import { OriginClient } from "./origin/origin-client";
import type { OriginFailureKind } from "./origin/origin-failure";
import type { OriginConnection } from "./origin/origin-connection";
import { UndiciOriginConnection } from "./origin/undici-origin-connection";
import { RequestHandler } from "./request-handler";
import { makeRequestIds } from "./request/request-id";
import {
  describeEdgeHeaders,
  resultTypes,
  type EdgeResponse,
  type ResultType,
} from "./response/edge-response";
import { Presenter } from "./response/presenter";
import type { RequestReport } from "./trace/request-report";
import { Trace } from "./trace/trace";
import { makeSelfSignedCertificate, type KeyPair } from "./viewer/self-signed-certificate";
import { ViewerListener, type EdgeUrls } from "./viewer/viewer-listener";

export interface EdgeSimulatorOptions {
  /** What `aws cloudfront get-distribution-config` prints under `DistributionConfig`. */
  readonly distribution: DistributionConfig;
  /** The customer's policies by id; AWS's managed ones are built in. */
  readonly policies?: Partial<Policies>;
  /** CloudFront functions, by the ARN that behaviors name. */
  readonly functions?: Readonly<Record<string, EdgeFunction>>;
  /**
   * Where origins really are, by origin id: `{ web: "http://127.0.0.1:8000" }`. The others are
   * reached at their domain name and port.
   */
  readonly origins?: Readonly<Record<string, string>>;
  /**
   * Fields to go on without, though they aren't simulated, as problems name them: `WebACLId`,
   * `DefaultCacheBehavior.SmoothStreaming`. Each has to be there.
   */
  readonly ignore?: readonly string[];
  /**
   * A second port that speaks TLS, with HTTP/2 where `HttpVersion` has it: a private key and its
   * certificate, both PEM, or `true` for a self-signed one of localhost, 127.0.0.1 and ::1.
   * Defaults to `false`: there is none.
   */
  readonly https?: KeyPair | boolean;
  /**
   * What the port without TLS counts as for the viewer protocol policy. Defaults to `http` where
   * there is one with TLS, else to `https`: a stand-in, so that `redirect-to-https` lets requests
   * pass.
   */
  readonly viewerScheme?: "http" | "https";
  /**
   * The country of every viewer, for `Restrictions` and `CloudFront-Viewer-Country`: an ISO 3166-1
   * alpha-2 code in capital letters. Defaults to none: then CloudFront doesn't know it, and serves.
   */
  readonly country?: string;
  /**
   * The public keys of the key groups that behaviors trust, in PEM format, by key id, by group id:
   * `{ "my-group-id": { K2JCJMDEHXQW5F: "-----BEGIN PUBLIC KEY-----…" } }`.
   */
  readonly keyGroups?: KeyGroups;
  /** Defaults to the system's clock. */
  readonly clock?: Clock;
  /** Defaults to 256 MiB of memory. */
  readonly store?: CacheStore;
  /** Defaults to HTTP/1.1 over the network. */
  readonly originConnection?: OriginConnection;
  /**
   * Numbers from 0 up to, but without, 1: which responses a sampling rate takes. Defaults to
   * `Math.random`.
   */
  readonly random?: () => number;
}

/** What an edge has done so far, and what it holds. */
export interface EdgeStats {
  /** Requests that were answered. */
  readonly requests: number;
  /** How many of them were answered how: the type in `X-Cache`. */
  readonly byResult: Readonly<Record<ResultType, number>>;
  /** Requests to origins. */
  readonly originRequests: number;
  /**
   * How many of them brought no response, or only part of one, by why: after all attempts and the
   * secondary origin. Kinds that haven't happened aren't in it.
   */
  readonly errorsByKind: Readonly<Partial<Record<OriginFailureKind, number>>>;
  /** Responses in the cache, errors among them, and the bytes that they take. */
  readonly objects: number;
  readonly bytes: number;
}

/** What an edge follows, and may follow another of while it runs. */
export type EdgeConfiguration = Pick<
  EdgeSimulatorOptions,
  "distribution" | "policies" | "keyGroups" | "functions" | "origins" | "ignore"
>;

/** What is made of a configuration, and replaced with it. */
interface Followed {
  readonly config: DistributionConfig;
  readonly distribution: CompiledDistribution;
  readonly functions: EdgeFunctions;
  readonly handler: RequestHandler;
}

/** A CloudFront distribution as a server on this machine. */
export class EdgeSimulator {
  private readonly clock: Clock;
  private readonly store: CacheStore;
  private readonly cache: EdgeCache;
  private readonly originConnection: OriginConnection;
  private readonly origins: OriginClient;
  private readonly viaName = `${randomBytes(16).toString("hex")}.cloudfront.net`;
  private readonly edgeHeaders: readonly string[];
  private followed: Followed;
  /** What was followed before: requests that began under it may still be under way. */
  private outdated: Followed | undefined;
  private readonly listener: ViewerListener;
  private readonly https: KeyPair | boolean;
  private readonly offersHttp2: boolean;
  private readonly disposal = new AbortController();
  private readonly watchers = new Set<(report: RequestReport) => void>();
  private readonly updateWatchers = new Set<() => void>();
  private readonly byResult = Object.fromEntries(
    resultTypes.map((result) => [result, 0]),
  ) as Record<ResultType, number>;

  /** @throws ConfigurationError with everything that is wrong with the configuration */
  constructor(private readonly options: EdgeSimulatorOptions) {
    const distribution = compileChecked(options);
    this.clock = options.clock ?? Date;
    this.store = options.store ?? new MemoryStore();
    this.originConnection = options.originConnection ?? new UndiciOriginConnection();
    this.origins = new OriginClient(this.originConnection, this.viaName);
    this.cache = new EdgeCache(this.store, this.origins, this.clock, this.disposal.signal);
    this.edgeHeaders = describeEdgeHeaders(this.viaName, distribution.offersHttp3);
    this.followed = this.prepare(options, distribution);
    this.https = options.https ?? false;
    this.offersHttp2 = distribution.offersHttp2;
    this.listener = new ViewerListener({
      plainScheme: options.viewerScheme ?? (this.https ? "http" : "https"),
      edgeHeaders: this.edgeHeaders,
      nextRequestId: makeRequestIds(),
      country: options.country,
      answer: (exchange) => this.answer(exchange),
      httpsPort: undefined,
      isClosing: false,
    });
  }

  /** What it follows. */
  get distribution(): DistributionConfig {
    return this.followed.config;
  }

  /**
   * Starts to listen.
   *
   * @param options.host the address to listen on; `127.0.0.1` by default
   * @param options.port the port without TLS; 0, the default, chooses a free one
   * @param options.httpsPort the port with TLS, where there is one; likewise
   * @throws when a port is taken, or when `https` isn't a key with its certificate
   */
  async start({ host = "127.0.0.1", port = 0, httpsPort = 0 } = {}): Promise<EdgeUrls> {
    const { https, offersHttp2 } = this;
    await this.followed.functions.load();
    if (https === false) {
      return this.listener.listen({ host, port });
    }
    const keyPair = https === true ? await makeSelfSignedCertificate() : https;
    return this.listener.listen({ host, port }, { ...keyPair, port: httpsPort, offersHttp2 });
  }

  /**
   * Follows another configuration from the next request on; connections, requests under way and
   * what is cached stay, but for what came by behaviors that differ. Where `origins` or `ignore`
   * isn't given, it is as it was when the edge was made; so is `HttpVersion` always.
   *
   * @returns how many objects were forgotten
   * @throws ConfigurationError with everything that is wrong; the edge goes on as it was
   */
  async update(configuration: EdgeConfiguration): Promise<number> {
    const next = this.prepare(configuration, compileChecked({ ...this.options, ...configuration }));
    await next.functions.load();
    this.outdated?.functions.dispose();
    this.outdated = this.followed;
    this.followed = next;
    const forgotten = this.cache.invalidate({
      matchesUrl: findChangedBehaviors(this.outdated.distribution, next.distribution),
      matchesTags: undefined,
    });
    this.updateWatchers.forEach((tell) => tell());
    return forgotten;
  }

  /**
   * Forgets responses, as CreateInvalidation does: `/a` is one URL, `/a*` all that begin so,
   * `#a` what the origin tagged so in the header of `CacheTagConfig`.
   *
   * @returns how many objects were removed
   * @throws InvalidationPathError naming every path and tag that CloudFront would refuse
   */
  invalidate(paths: readonly string[]): number {
    return this.cache.invalidate(
      compileInvalidation(paths, this.followed.distribution.cacheTagHeader),
    );
  }

  /**
   * Tells of each request, once it is over, what was done with it. Requests that can't be read
   * (400, 494) aren't among them.
   *
   * @returns what ends that
   */
  watch(watcher: (report: RequestReport) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /**
   * Tells whenever the edge has begun to follow another configuration.
   *
   * @returns what ends that
   */
  watchUpdates(watcher: () => void): () => void {
    this.updateWatchers.add(watcher);
    return () => this.updateWatchers.delete(watcher);
  }

  /** What is in the cache, some of it: at most `limit` objects. */
  listObjects(limit: number): { key: string; response: StoredResponse }[] {
    const listed: { key: string; response: StoredResponse }[] = [];
    for (const [key, response] of this.store.entries()) {
      if (listed.length === limit) {
        break;
      }
      listed.push({ key, response });
    }
    return listed;
  }

  stats(): EdgeStats {
    const byResult = { ...this.byResult };
    return {
      requests: Object.values(byResult).reduce((sum, count) => sum + count, 0),
      byResult,
      originRequests: this.origins.requests,
      errorsByKind: this.origins.failuresByKind,
      objects: this.store.objects,
      bytes: this.store.bytes,
    };
  }

  /**
   * Takes no further requests and closes every connection. May be called again, also to cut
   * short an earlier call's `drainMs`.
   *
   * @param options.drainMs how long requests under way may take to end; 0 by default
   */
  async dispose({ drainMs = 0 } = {}): Promise<void> {
    await this.listener.close(drainMs);
    this.disposal.abort();
    this.outdated?.functions.dispose();
    this.followed.functions.dispose();
    await this.originConnection.close();
  }

  private prepare(
    { distribution: config, functions: codes = {} }: EdgeConfiguration,
    distribution: CompiledDistribution,
  ): Followed {
    const { clock, viaName, edgeHeaders } = this;
    const functions = new EdgeFunctions(codes, distribution.origins, clock);
    const handler = new RequestHandler(
      distribution,
      this.cache,
      this.origins,
      new ViewerFunctions(functions, distribution.origins, viaName, edgeHeaders),
      new Presenter(clock, edgeHeaders, this.options.random ?? Math.random),
      clock,
      viaName,
    );
    return { config, distribution, functions, handler };
  }

  private answer(exchange: Exchange): EdgeResponse | Promise<EdgeResponse> {
    const isWatched = this.watchers.size > 0;
    const response = isWatched ? this.trace(exchange) : this.followed.handler.answer(exchange);
    return response instanceof Promise
      ? response.then((later) => this.count(later))
      : this.count(response);
  }

  private count(response: EdgeResponse): EdgeResponse {
    this.byResult[response.result]++;
    return response;
  }

  private async trace(exchange: Exchange): Promise<EdgeResponse> {
    const trace = new Trace(exchange.request, this.clock);
    const response = await this.followed.handler.answer({ ...exchange, trace });
    trace.setAnswer(response);
    exchange.viewer.onEnd((end) => {
      const report = trace.report(end);
      this.watchers.forEach((tell) => tell(report));
    });
    return response;
  }
}

/** @throws ConfigurationError */
function compileChecked(options: EdgeSimulatorOptions): CompiledDistribution {
  const { problems, simulated } = checkConfiguration(options);
  if (problems.length > 0) {
    throw new ConfigurationError(problems);
  }
  const { distribution, policies, origins, keyGroups } = simulated;
  return compileDistribution(distribution, addManagedPolicies(policies), origins, keyGroups);
}
