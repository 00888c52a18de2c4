import { createPublicKey, verify, type KeyObject } from "node:crypto";

/** A public key of a key group. Two of the same text are equal, as compiled data has to be. */
export class TrustedKey {
  // Not `private`: comparisons pass over it, and would tell two keys of the same text apart.
  readonly #key: KeyObject;

  /** @param pem its text, in PEM format */
  constructor(readonly pem: string) {
    this.#key = createPublicKey(pem);
  }

  /** @param digest as node:crypto calls it: `sha1`, `sha256` */
  hasSigned(text: string, digest: string, signature: Buffer): boolean {
    return verify(digest, Buffer.from(text), this.#key, signature);
  }
}
