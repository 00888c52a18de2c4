import { expect } from "chai";
import { signCanned, signCustom, toQuery, type SignatureParts } from "./support/sign";
import {
  describePolicy,
  endSeconds,
  expectAnswer,
  getKeys,
  restricted,
  signedHost,
  signedUrl,
  startSeconds,
  withSignedStage,
  type SignerKeys,
} from "./support/signed-stage";
import type { ViewerOptions } from "./support/test-stage";

interface Row {
  readonly title: string;
  readonly sign?: (keys: SignerKeys) => SignatureParts;
  /** The query besides the signature. */
  readonly query?: string;
  readonly method?: ViewerOptions["method"];
  /** `undefined`: served. */
  readonly code?: string;
}

const urlRows: Row[] = [
  { title: "CF-SIGN-02 no signature", code: "MissingKey" },
  { title: "CF-MTH-08 CF-SIGN-02 OPTIONS without a signature", method: "OPTIONS" },
  { title: "CF-SIGN-02 a HEAD without a signature", method: "HEAD", code: "" },
  {
    title: "CF-SIGN-01 a canned policy, RSA, SHA-1 unsaid",
    sign: ({ rsa }) => signCanned(rsa, signedUrl, endSeconds),
  },
  {
    title: "CF-SIGN-01 a canned policy, RSA, SHA-1 said",
    sign: ({ rsa }) => signCanned(rsa, signedUrl, endSeconds, "SHA1"),
  },
  {
    title: "CF-SIGN-01 a canned policy, RSA, SHA-256",
    sign: ({ rsa }) => signCanned(rsa, signedUrl, endSeconds, "SHA256"),
  },
  {
    title: "CF-SIGN-01 a canned policy, ECDSA",
    sign: ({ ecdsa }) => signCanned(ecdsa, signedUrl, endSeconds, "SHA256"),
  },
  {
    title: "CF-SIGN-01 a canned policy for a URL with a query",
    query: "size=1&b",
    sign: ({ rsa }) => signCanned(rsa, `${signedUrl}?size=1&b`, endSeconds),
  },
  {
    title: "CF-SIGN-01 SHA-256 that isn't announced",
    sign: ({ rsa }) => ({
      ...signCanned(rsa, signedUrl, endSeconds, "SHA256"),
      "Hash-Algorithm": "SHA1",
    }),
    code: "AccessDenied",
  },
  {
    title: "CF-SIGN-01 another hash algorithm",
    sign: ({ rsa }) => ({ ...signCanned(rsa, signedUrl, endSeconds), "Hash-Algorithm": "MD5" }),
    code: "AccessDenied",
  },
  {
    title: "CF-SIGN-02 a canned policy for another URL",
    sign: ({ rsa }) => signCanned(rsa, `https://${signedHost}/b`, endSeconds),
    code: "AccessDenied",
  },
  {
    title: "CF-SIGN-02 a canned policy for the other scheme",
    sign: ({ rsa }) => signCanned(rsa, `http://${signedHost}/a`, endSeconds),
    code: "AccessDenied",
  },
  {
    title: "CF-SIGN-02 a canned policy with wildcards is for a URL with such characters",
    sign: ({ rsa }) => signCanned(rsa, `https://${signedHost}/*`, endSeconds),
    code: "AccessDenied",
  },
  {
    title: "CF-SIGN-02 an end that was moved",
    sign: ({ rsa }) => ({
      ...signCanned(rsa, signedUrl, endSeconds),
      Expires: String(endSeconds + 60),
    }),
    code: "AccessDenied",
  },
  {
    title: "CF-SIGN-02 expired",
    sign: ({ rsa }) => signCanned(rsa, signedUrl, startSeconds),
    code: "AccessDenied",
  },
  {
    title: "CF-SIGN-02 a key of nobody's",
    sign: ({ stranger }) => signCanned(stranger, signedUrl, endSeconds),
    code: "InvalidKey",
  },
  {
    title: "CF-SIGN-02 a stranger's signature in a trusted key's name",
    sign: ({ rsa, stranger }) => signCanned({ ...stranger, id: rsa.id }, signedUrl, endSeconds),
    code: "AccessDenied",
  },
  {
    title: "CF-SIGN-02 no signature beside the key",
    sign: ({ rsa }) => ({ "Key-Pair-Id": rsa.id, Expires: String(endSeconds) }),
    code: "MalformedSignature",
  },
  {
    title: "CF-SIGN-01 base64 with characters that a URL changes",
    sign: ({ rsa }) => ({ ...signCanned(rsa, signedUrl, endSeconds), Signature: "a+b/c=" }),
    code: "MalformedSignature",
  },
  {
    title: "CF-SIGN-01 a custom policy with wildcards",
    sign: ({ rsa }) => signCustom(rsa, describePolicy("http*://*.example.com/?")),
  },
  {
    title: "CF-SIGN-01 a custom policy, ECDSA, SHA-256",
    sign: ({ ecdsa }) => signCustom(ecdsa, describePolicy(signedUrl), "SHA256"),
  },
  {
    title: "CF-SIGN-01 a custom policy without a resource is for everything",
    sign: ({ rsa }) => signCustom(rsa, describePolicy(undefined)),
  },
  {
    title: "CF-SIGN-02 a custom policy for another place",
    sign: ({ rsa }) => signCustom(rsa, describePolicy(`https://${signedHost}/b*`)),
    code: "AccessDenied",
  },
  {
    title: "CF-SIGN-02 a custom policy that has ended",
    sign: ({ rsa }) =>
      signCustom(
        rsa,
        describePolicy(signedUrl, { DateLessThan: { "AWS:EpochTime": startSeconds } }),
      ),
    code: "AccessDenied",
  },
  {
    title: "CF-SIGN-01 a custom policy from now on",
    sign: ({ rsa }) =>
      signCustom(
        rsa,
        describePolicy(signedUrl, { DateGreaterThan: { "AWS:EpochTime": startSeconds } }),
      ),
  },
  {
    title: "CF-SIGN-02 a custom policy from later on",
    sign: ({ rsa }) =>
      signCustom(
        rsa,
        describePolicy(signedUrl, { DateGreaterThan: { "AWS:EpochTime": startSeconds + 1 } }),
      ),
    code: "AccessDenied",
  },
  {
    title: "CF-SIGN-01 a custom policy for the viewer's network",
    sign: ({ rsa }) =>
      signCustom(rsa, describePolicy(signedUrl, { IpAddress: { "AWS:SourceIp": "127.0.0.0/8" } })),
  },
  {
    title: "CF-SIGN-02 a custom policy for another network",
    sign: ({ rsa }) =>
      signCustom(rsa, describePolicy(signedUrl, { IpAddress: { "AWS:SourceIp": "192.0.2.0/24" } })),
    code: "AccessDenied",
  },
  {
    title: "CF-SIGN-02 a custom policy without an end",
    sign: ({ rsa }) => signCustom(rsa, { Statement: [{ Resource: signedUrl, Condition: {} }] }),
    code: "MalformedPolicy",
  },
  {
    title: "CF-SIGN-02 a custom policy of two statements",
    sign: ({ rsa }) => {
      const { Statement } = describePolicy(signedUrl);
      return signCustom(rsa, { Statement: [...Statement, ...Statement] });
    },
    code: "MalformedPolicy",
  },
  {
    title: "CF-SIGN-02 a custom policy that isn't JSON",
    sign: ({ rsa }) => signCustom(rsa, "{"),
    code: "MalformedPolicy",
  },
];

describe("signed URLs", () => {
  for (const { title, sign, query = "", method, code } of urlRows) {
    it(`${title}: ${code === undefined ? "served" : "refused"}`, async () => {
      await withSignedStage(restricted, async (stage) => {
        const signature = sign === undefined ? "" : toQuery(sign(getKeys()));
        const queries = [query, signature].filter((part) => part !== "").join("&");
        const path = queries === "" ? "/a" : `/a?${queries}`;
        const received = await stage.send(path, { method, headers: { host: signedHost } });
        expectAnswer(received, code);
        expect(stage.origin.seen.length).to.equal(code === undefined ? 1 : 0);
      });
    });
  }
});
