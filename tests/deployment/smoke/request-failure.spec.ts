import { expect } from "chai";
import { describeRequestError, RequestTimeout } from "../../../deployment/smoke/request-failure";

const HOST = "d1.cloudfront.net";

function failWith(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code });
}

const ROWS: [error: Error, isRefusal: boolean, text: string][] = [
  [failWith("ECONNREFUSED"), true, "connection refused"],
  [failWith("ETIMEDOUT"), true, "connection timed out"],
  [new RequestTimeout("connect", 10_000), true, "connection timed out after 10 s"],
  [new RequestTimeout("answer", 15_000), false, "connected, but no whole answer within 15 s"],
  [failWith("ECONNRESET"), false, "connected, but closed without a whole answer"],
  [failWith("ENOTFOUND"), false, `the name ${HOST} does not resolve (ENOTFOUND)`],
  [failWith("EAI_AGAIN"), false, `the name ${HOST} does not resolve (EAI_AGAIN)`],
  ...[
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "EPROTO",
  ].map((code): (typeof ROWS)[number] => [
    failWith(code),
    false,
    `no TLS connection to ${HOST} (${code})`,
  ]),
  [failWith("ENETUNREACH"), false, "the request failed (ENETUNREACH)"],
  [failWith("HPE_INVALID_CONSTANT"), false, "the request failed (HPE_INVALID_CONSTANT)"],
  [new Error("odd"), false, "the request failed (odd)"],
];

describe("describeRequestError", () => {
  for (const [error, isRefusal, text] of ROWS) {
    it(`tells ${error.message}`, () => {
      const url = new URL(`https://${HOST}/`);
      expect(describeRequestError(error, url)).to.deep.equal({ isRefusal, text });
    });
  }
});
