import { randomBytes } from "node:crypto";
import type { CacheStore } from "./cache/cache-store";
import { EdgeCache } from "./cache/edge-cache";
import { compileInvalidation } from "./cache/invalidation";
import { MemoryStore } from "./cache/memory-store";
import type { StoredResponse } from "./cache/stored-response";
import type { DistributionConfig } from "./configuration/distribution-schema";
import type { EdgeConfiguration, EdgeSimulatorOptions, EdgeStats } from "./edge-options";
import type { Exchange } from "./exchange";
import { FollowedConfiguration } from "./followed-configuration";
import { OriginClient } from "./origin/origin-client";
import type { OriginConnection } from "./origin/origin-connection";
import { UndiciOriginConnection } from "./origin/undici-origin-connection";
import { makeRequestIds } from "./request/request-id";
import type { EdgeResponse } from "./response/edge-response";
import { RequestObserver } from "./trace/request-observer";
import type { RequestReport } from "./trace/request-report";
import { makeSelfSignedCertificate, type KeyPair } from "./viewer/self-signed-certificate";
import { ViewerListener, type EdgeUrls } from "./viewer/viewer-listener";

/** A CloudFront distribution as a server on this machine. */
export class EdgeSimulator {
  private readonly store: CacheStore;
  private readonly cache: EdgeCache;
  private readonly originConnection: OriginConnection;
  private readonly origins: OriginClient;
  private readonly followed: FollowedConfiguration;
  private readonly observer: RequestObserver;
  private readonly updateWatchers = new Set<() => void>();
  private readonly listener: ViewerListener;
  private readonly https: KeyPair | boolean;
  private readonly offersHttp2: boolean;
  private readonly disposal = new AbortController();

  /** @throws ConfigurationError with everything that is wrong with the configuration */
  constructor(options: EdgeSimulatorOptions) {
    const { clock = Date, https = false } = options;
    const viaName = `${randomBytes(16).toString("hex")}.cloudfront.net`;
    this.store = options.store ?? new MemoryStore();
    this.originConnection = options.originConnection ?? new UndiciOriginConnection();
    this.origins = new OriginClient(this.originConnection, viaName);
    this.cache = new EdgeCache(this.store, this.origins, clock, this.disposal.signal);
    const { cache, origins } = this;
    this.followed = new FollowedConfiguration(options, { cache, origins, clock, viaName });
    this.observer = new RequestObserver(clock);
    this.https = https;
    this.offersHttp2 = this.followed.distribution.offersHttp2;
    this.listener = new ViewerListener({
      plainScheme: options.viewerScheme ?? (https ? "http" : "https"),
      edgeHeaders: this.followed.edgeHeaders,
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
    await this.followed.load();
    if (https === false) {
      return this.listener.listen({ host, port });
    }
    const keyPair = https === true ? await makeSelfSignedCertificate() : https;
    return this.listener.listen({ host, port }, { ...keyPair, port: httpsPort, offersHttp2 });
  }

  /**
   * Follows another configuration from the next request on; connections, requests under way and
   * what is cached stay, but for what came by behaviors that differ. `HttpVersion` stays as it was
   * when the edge was made, and so does what the configuration leaves out.
   *
   * @returns how many objects were forgotten
   * @throws ConfigurationError with everything that is wrong; the edge goes on as it was
   */
  async update(configuration: EdgeConfiguration): Promise<number> {
    const forgotten = await this.followed.update(configuration);
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
    return this.observer.watch(watcher);
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
    const { byResult } = this.observer;
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
    await this.followed.dispose();
    await this.originConnection.close();
  }

  private answer(viewerExchange: Exchange): EdgeResponse | Promise<EdgeResponse> {
    const exchange = this.observer.begin(viewerExchange);
    const response = this.followed.answer(exchange);
    return response instanceof Promise
      ? this.answerLater(exchange, response)
      : this.observer.answer(exchange, response);
  }

  // A method of its own: a closure in `answer` would cost hits time.
  private async answerLater(
    exchange: Exchange,
    response: Promise<EdgeResponse>,
  ): Promise<EdgeResponse> {
    return this.observer.answer(exchange, await response);
  }
}
