import { Agent } from "undici";
import { EdgeSimulator, type EdgeSimulatorOptions } from "../../../edge-simulator";
import {
  describeCachePolicy,
  describeDistribution,
  describeOriginRequestPolicy,
  type CachePolicyChanges,
  type DistributionChanges,
  type OriginRequestPolicyChanges,
} from "./distribution";
import { ManualClock } from "./manual-clock";
import { TestOrigin } from "./test-origin";

export interface StageOptions extends DistributionChanges {
  /** A cache policy for all behaviors that name none. */
  readonly cache?: CachePolicyChanges;
  /** An origin request policy for all behaviors that name none. */
  readonly forward?: OriginRequestPolicyChanges;
  /** Anything else that the simulator takes. */
  readonly edge?: Partial<EdgeSimulatorOptions>;
}

export interface ViewerOptions {
  readonly method?: "GET" | "HEAD" | "OPTIONS" | "PUT" | "POST" | "PATCH" | "DELETE" | "TRACE";
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
  readonly bytes: Buffer;
  /** The first word of X-Cache. */
  readonly result: string | undefined;
}

/** An edge in front of a test origin, both on real sockets, with a clock that a test moves. */
export class TestStage {
  readonly clock = new ManualClock();
  readonly origin = new TestOrigin();
  /** The second origin, where the distribution has one. */
  readonly spare = new TestOrigin();
  private readonly agent = new Agent();
  private edgeSimulator: EdgeSimulator | undefined;
  url = "";
  /** Where the edge speaks TLS; empty unless the stage asks for it. */
  httpsUrl = "";

  static async start(options: StageOptions = {}): Promise<TestStage> {
    const stage = new TestStage();
    const origins = {
      web: await stage.origin.start(),
      ...(options.spare && { spare: await stage.spare.start() }),
    };
    stage.edgeSimulator = new EdgeSimulator({
      ...describeOptions(options),
      origins,
      clock: stage.clock,
      ...options.edge,
    });
    ({ url: stage.url, httpsUrl: stage.httpsUrl = "" } = await stage.edge.start());
    return stage;
  }

  get edge(): EdgeSimulator {
    if (this.edgeSimulator === undefined) {
      throw new Error("The stage hasn't started.");
    }
    return this.edgeSimulator;
  }

  async send(path: string, options: ViewerOptions = {}): Promise<Received> {
    const response = await this.agent.request({
      origin: this.url,
      method: options.method ?? "GET",
      path,
      headers: options.headers,
      body: options.body,
    });
    const { statusCode: status, headers } = response;
    const bytes = Buffer.from(await response.body.arrayBuffer());
    const result = String(headers["x-cache"]).split(" ")[0];
    return { status, headers, body: bytes.toString(), bytes, result };
  }

  async stop(): Promise<void> {
    await this.edgeSimulator?.dispose();
    await this.origin.stop();
    await this.spare.stop();
    await this.agent.destroy();
  }
}

/** A distribution with a customer's cache policy and origin request policy. */
export function describeOptions(
  options: StageOptions,
): Pick<EdgeSimulatorOptions, "distribution" | "policies"> {
  return {
    distribution: describeDistribution({
      ...options,
      behavior: {
        ...(options.cache && { CachePolicyId: "test-cache-policy" }),
        ...(options.forward && { OriginRequestPolicyId: "test-origin-request-policy" }),
        ...options.behavior,
      },
    }),
    policies: {
      cachePolicies: { "test-cache-policy": describeCachePolicy(options.cache) },
      originRequestPolicies: {
        "test-origin-request-policy": describeOriginRequestPolicy(options.forward ?? {}),
      },
    },
  };
}
