import { createSign, generateKeyPairSync } from "node:crypto";

/** What a signature consists of, by the names that it has in a URL. */
export type SignatureParts = Readonly<Record<string, string>>;

/** A key pair of a test's own, with the id that CloudFront would give it. */
export interface TestKey {
  readonly id: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

const publicKeyEncoding = { type: "spki", format: "pem" } as const;
const privateKeyEncoding = { type: "pkcs8", format: "pem" } as const;

export function makeRsaKey(id: string, modulusLength = 2048): TestKey {
  return {
    id,
    ...generateKeyPairSync("rsa", { modulusLength, publicKeyEncoding, privateKeyEncoding }),
  };
}

export function makeEcdsaKey(id: string, namedCurve = "prime256v1"): TestKey {
  return {
    id,
    ...generateKeyPairSync("ec", { namedCurve, publicKeyEncoding, privateKeyEncoding }),
  };
}

/** Signs one URL until a time, as the guide's examples do. */
export function signCanned(
  key: TestKey,
  url: string,
  expires: number,
  hash?: "SHA1" | "SHA256",
): SignatureParts {
  const policy = `{"Statement":[{"Resource":"${url}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
  return { Expires: String(expires), ...signText(key, policy, hash) };
}

/** Signs a custom policy. */
export function signCustom(
  key: TestKey,
  policy: unknown,
  hash?: "SHA1" | "SHA256",
): SignatureParts {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy);
  return { Policy: encode(Buffer.from(text)), ...signText(key, text, hash) };
}

export function toQuery(parts: SignatureParts): string {
  return Object.entries(parts)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

export function toCookies(parts: SignatureParts): string {
  return Object.entries(parts)
    .map(([name, value]) => `CloudFront-${name}=${value}`)
    .join("; ");
}

function signText(key: TestKey, text: string, hash?: "SHA1" | "SHA256"): SignatureParts {
  const signature = createSign(hash ?? "SHA1")
    .update(text)
    .sign(key.privateKey);
  return {
    Signature: encode(signature),
    "Key-Pair-Id": key.id,
    ...(hash && { "Hash-Algorithm": hash }),
  };
}

function encode(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("+", "-").replaceAll("=", "_").replaceAll("/", "~");
}
