import type { CacheStore } from "./cache/cache-store";
import type { Clock } from "./clock";
import type { KeyGroups } from "./configuration/compile-access";
import type { DistributionConfig } from "./configuration/distribution-schema";
import type { Policies } from "./configuration/policies";
import type { EdgeFunction } from "./functions/edge-function";
import type { OriginConnection } from "./origin/origin-connection";
import type { OriginFailureKind } from "./origin/origin-failure";
import type { ResultType } from "./response/edge-response";
import type { KeyPair } from "./viewer/self-signed-certificate";

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

/**
 * What an edge follows, and may follow another of while it runs. What it leaves out is as it was
 * when the edge was made.
 */
export type EdgeConfiguration = Pick<
  EdgeSimulatorOptions,
  "distribution" | "policies" | "keyGroups" | "functions" | "origins" | "ignore"
>;
