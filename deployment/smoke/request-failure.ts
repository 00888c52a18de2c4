/** Why there was no answer. */
export interface RequestFailure {
  /** Whether the network refused the connection, as a security group does. */
  isRefusal: boolean;
  /** What happened, without a full stop. */
  text: string;
}

/** A limit of `RequestLimits` is over. */
export class RequestTimeout extends Error {
  override readonly name = "RequestTimeout";

  constructor(
    readonly stage: "connect" | "answer",
    readonly ms: number,
  ) {
    super(`${stage}: ${ms} ms`);
  }
}

/** Node.js has OpenSSL's codes and its own. */
const TLS_CODE = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO)/;

/**
 * What an error of a request means.
 *
 * Source: https://nodejs.org/api/errors.html#common-system-errors and
 * https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
export function describeRequestError(error: Error, { hostname }: URL): RequestFailure {
  if (error instanceof RequestTimeout) {
    const seconds = error.ms / 1000;
    return error.stage === "connect"
      ? { isRefusal: true, text: `connection timed out after ${seconds} s` }
      : { isRefusal: false, text: `connected, but no whole answer within ${seconds} s` };
  }
  const { code = error.message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ECONNREFUSED":
      return { isRefusal: true, text: "connection refused" };
    case "ETIMEDOUT":
      return { isRefusal: true, text: "connection timed out" };
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return { isRefusal: false, text: `the name ${hostname} does not resolve (${code})` };
    case "ECONNRESET":
      return { isRefusal: false, text: "connected, but closed without a whole answer" };
    default:
      return TLS_CODE.test(code)
        ? { isRefusal: false, text: `no TLS connection to ${hostname} (${code})` }
        : { isRefusal: false, text: `the request failed (${code})` };
  }
}
