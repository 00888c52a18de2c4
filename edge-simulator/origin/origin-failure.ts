/** Why an origin gave no response, or none that can be used. */
export type OriginFailureKind =
  | "dns"
  | "connect"
  | "connect-timeout"
  | "tls"
  | "read-timeout"
  | "completion-timeout"
  | "closed"
  | "header-too-big"
  | "invalid-response"
  | "too-long"
  | "range-length"
  | "write-failed"
  | "aborted";

/** An origin that gave no response. */
export class OriginFailure extends Error {
  override readonly name = "OriginFailure";
  /** Whether the connection had been used before: an origin may close one that is idle. */
  readonly wasReused: boolean;

  constructor(
    readonly kind: OriginFailureKind,
    { wasReused = false, ...options }: ErrorOptions & { readonly wasReused?: boolean } = {},
  ) {
    super(`The origin gave no response: ${kind}.`, options);
    this.wasReused = wasReused;
  }
}

interface FailureAnswer {
  readonly status: 502 | 504;
  readonly sentence: string;
}

const unconnected: ReadonlySet<OriginFailureKind> = new Set([
  "dns",
  "connect",
  "connect-timeout",
  "tls",
]);

/** Whether there was no connection, so that nothing of the request was sent. */
export function isUnconnected(kind: OriginFailureKind): boolean {
  return unconnected.has(kind);
}

const notConnected = "CloudFront wasn't able to connect to the origin.";
const attempted =
  "CloudFront attempted to establish a connection with the origin, but either the attempt " +
  "failed or the origin closed the connection.";
const late = "The origin did not answer in time.";

// CF-GW-01, 02, 03, 06. AMB-02: a refused connection is 502, a timeout is 504.
const answers: Readonly<Record<OriginFailureKind, FailureAnswer>> = {
  dns: {
    status: 502,
    sentence: "CloudFront wasn't able to resolve the origin domain name.",
  },
  connect: { status: 502, sentence: notConnected },
  tls: { status: 502, sentence: notConnected },
  closed: { status: 502, sentence: attempted },
  aborted: { status: 502, sentence: attempted },
  "invalid-response": { status: 502, sentence: "The origin's response was not valid HTTP." },
  "header-too-big": { status: 502, sentence: "The headers of the origin's response are too long." },
  "too-long": { status: 502, sentence: "The origin's response is too long to be cached." },
  "range-length": {
    status: 502,
    sentence: "The origin's response isn't as long as the range that it names.",
  },
  "write-failed": { status: 502, sentence: attempted },
  "connect-timeout": { status: 504, sentence: attempted },
  "read-timeout": { status: 504, sentence: late },
  "completion-timeout": { status: 504, sentence: late },
};

/** What a viewer gets when the origin failed. */
export function answerFailure(kind: OriginFailureKind): FailureAnswer {
  return answers[kind];
}
