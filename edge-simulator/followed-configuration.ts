import { findChangedBehaviors } from "./cache/changed-behaviors";
import type { EdgeCache } from "./cache/edge-cache";
import type { Clock } from "./clock";
import { compileDistribution } from "./configuration/compile";
import type { CompiledDistribution } from "./configuration/compiled-distribution";
import { ConfigurationError } from "./configuration/configuration-error";
import type { DistributionConfig } from "./configuration/distribution-schema";
import { checkConfiguration } from "./configuration/find-problems";
import { addManagedPolicies } from "./configuration/policies";
import type { EdgeConfiguration, EdgeSimulatorOptions } from "./edge-options";
import type { Exchange } from "./exchange";
import { EdgeFunctions } from "./functions/edge-functions";
import { ViewerFunctions } from "./functions/viewer-functions";
import type { OriginClient } from "./origin/origin-client";
import { RequestHandler } from "./request-handler";
import { describeEdgeHeaders, type EdgeResponse } from "./response/edge-response";
import { Presenter } from "./response/presenter";

/** What serves, whatever configuration is followed. */
interface LastingParts {
  readonly cache: EdgeCache;
  readonly origins: OriginClient;
  readonly clock: Clock;
  /** The edge's name in `Via`. */
  readonly viaName: string;
}

/** What is made of a configuration, and replaced with it. */
interface Generation {
  readonly config: DistributionConfig;
  readonly distribution: CompiledDistribution;
  readonly functions: EdgeFunctions;
  readonly handler: RequestHandler;
  /** Requests that began under it and are waited for; those that are answered at once aren't. */
  requestsUnderWay: number;
}

/** The configuration that an edge follows, and those before it that requests still need. */
export class FollowedConfiguration {
  /** The headers that are the same in all responses: name, value, name, value …. */
  readonly edgeHeaders: readonly string[];
  private current: Generation;
  private readonly generations = new Set<Generation>();
  private lastChange: Promise<unknown> = Promise.resolve();

  /** @throws ConfigurationError with everything that is wrong with the configuration */
  constructor(
    private readonly options: EdgeSimulatorOptions,
    private readonly parts: LastingParts,
  ) {
    const distribution = compileChecked(options);
    this.edgeHeaders = describeEdgeHeaders(parts.viaName, distribution.offersHttp3);
    this.current = this.prepare(options, distribution);
    this.generations.add(this.current);
  }

  /** As it was given. */
  get config(): DistributionConfig {
    return this.current.config;
  }

  get distribution(): CompiledDistribution {
    return this.current.distribution;
  }

  /** Compiles the functions; before that, nothing may be answered. */
  load(): Promise<void> {
    return this.change(() => this.current.functions.load());
  }

  /** Waits for nothing, and gives no promise, where no origin is asked. */
  answer(exchange: Exchange): EdgeResponse | Promise<EdgeResponse> {
    const { current } = this;
    const response = current.handler.answer(exchange);
    return response instanceof Promise ? this.keepFor(response, current) : response;
  }

  /**
   * Follows another configuration from the next request on, and forgets what came by behaviors that
   * differ.
   *
   * @returns how many objects were forgotten
   * @throws ConfigurationError with everything that is wrong; then nothing changes
   */
  async update(configuration: EdgeConfiguration): Promise<number> {
    const whole = { ...this.options, ...configuration };
    const next = this.prepare(whole, compileChecked(whole));
    return this.change(() => this.follow(next));
  }

  async dispose(): Promise<void> {
    await this.lastChange;
    this.generations.forEach(({ functions }) => functions.dispose());
  }

  private prepare(
    { distribution: config, functions: codes = {} }: EdgeConfiguration,
    distribution: CompiledDistribution,
  ): Generation {
    const { parts, edgeHeaders } = this;
    const { clock, viaName } = parts;
    const functions = new EdgeFunctions(codes, distribution.origins, clock);
    const handler = new RequestHandler({
      ...parts,
      distribution,
      functions: new ViewerFunctions(functions, distribution.origins, viaName, edgeHeaders),
      presenter: new Presenter(clock, edgeHeaders, this.options.random ?? Math.random),
    });
    return { config, distribution, functions, handler, requestsUnderWay: 0 };
  }

  /** One after the other, so that what was asked for last is in force in the end. */
  private change<Result>(make: () => Promise<Result>): Promise<Result> {
    const result = this.lastChange.then(make);
    this.lastChange = result.catch(() => undefined);
    return result;
  }

  private async follow(next: Generation): Promise<number> {
    await next.functions.load();
    const before = this.current;
    this.generations.add(next);
    this.current = next;
    this.disposeUnused(before);
    return this.parts.cache.invalidate({
      matchesUrl: findChangedBehaviors(before.distribution, next.distribution),
      matchesTags: undefined,
    });
  }

  private async keepFor(
    response: Promise<EdgeResponse>,
    generation: Generation,
  ): Promise<EdgeResponse> {
    generation.requestsUnderWay++;
    try {
      return await response;
    } finally {
      generation.requestsUnderWay--;
      this.disposeUnused(generation);
    }
  }

  private disposeUnused(generation: Generation): void {
    if (generation !== this.current && generation.requestsUnderWay === 0) {
      generation.functions.dispose();
      this.generations.delete(generation);
    }
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
