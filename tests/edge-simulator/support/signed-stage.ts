import { expect } from "chai";
import { makeEcdsaKey, makeRsaKey, type TestKey } from "./sign";
import { TestStage, type Received, type StageOptions } from "./test-stage";

/** Keys of viewers' signers. */
export interface SignerKeys {
  /** Of the key group "group". */
  readonly rsa: TestKey;
  /** Of the key group "other-group". */
  readonly ecdsa: TestKey;
  /** One that no behavior trusts. */
  readonly stranger: TestKey;
}

export const signedHost = "www.example.com";
/** The URL that rows sign. */
export const signedUrl = `https://${signedHost}/a`;
/** When a stage's clock begins, in seconds. */
export const startSeconds = Date.UTC(2026, 0, 1) / 1000;
/** When rows' signatures end. */
export const endSeconds = startSeconds + 60;

/** A stage that serves signed requests only. */
export const restricted: StageOptions = {
  cache: { queryStrings: "all" },
  root: { Aliases: { Items: [signedHost] } },
  behavior: { TrustedKeyGroups: { Enabled: true, Items: ["group", "other-group"] } },
};

// Made when first asked for: a run that only lists titles makes none.
let keys: SignerKeys | undefined;

/** The same keys for all tests: RSA keys take their time. */
export function getKeys(): SignerKeys {
  keys ??= { rsa: makeRsaKey("K1"), ecdsa: makeEcdsaKey("K2"), stranger: makeRsaKey("K3") };
  return keys;
}

/** Runs a stage that knows the public keys of both groups. */
export async function withSignedStage(
  options: StageOptions,
  run: (stage: TestStage) => Promise<void>,
): Promise<void> {
  const { rsa, ecdsa } = getKeys();
  const keyGroups = {
    group: { [rsa.id]: rsa.publicKey },
    "other-group": { [ecdsa.id]: ecdsa.publicKey },
  };
  const stage = await TestStage.start({ ...options, edge: { ...options.edge, keyGroups } });
  try {
    await run(stage);
  } finally {
    await stage.stop();
  }
}

/** @param code of the refusal, empty where its body isn't sent; `undefined`: it is served */
export function expectAnswer(
  { status, headers, body, result }: Received,
  code: string | undefined,
): void {
  if (code === undefined) {
    expect([status, body]).to.deep.equal([200, "ok"]);
    return;
  }
  expect([status, result]).to.deep.equal([403, "Error"]);
  expect([headers.server, headers["content-type"]]).to.deep.equal(["CloudFront", "text/xml"]);
  expect(/<Code>(\w*)</.exec(body)?.[1] ?? "", body).to.equal(code);
}

/** A policy of one statement, until the end that rows have. */
export function describePolicy(resource: string | undefined, condition: object = {}) {
  const DateLessThan = { "AWS:EpochTime": endSeconds };
  return { Statement: [{ Resource: resource, Condition: { DateLessThan, ...condition } }] };
}
