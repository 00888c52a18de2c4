import { readHeader } from "../header-fields";
import type { OriginResponse } from "./origin-connection";
import type { OriginFailureKind } from "./origin-failure";

/**
 * Why a response that has come can't be used; `undefined`: it can.
 *
 * @param method what the origin was asked by
 * @param maxBodyBytes how long the body may be
 */
export function findFault(
  { status, headers }: OriginResponse,
  method: string,
  maxBodyBytes: number,
): OriginFailureKind | undefined {
  const length = readHeader(headers, "content-length");
  if (length === undefined || method === "HEAD" || status === 204 || status === 304) {
    return undefined;
  }
  if (Number(length) > maxBodyBytes) {
    return "too-long"; // CF-STO-01, CF-RNG-06
  }
  const range = status === 206 ? (readHeader(headers, "content-range") ?? "") : "";
  const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(range) ?? [];
  // CF-LOG-05 has a name for it; which status viewers get isn't documented.
  const isOther = last !== undefined && Number(length) !== Number(last) - Number(first) + 1;
  return isOther ? "range-length" : undefined;
}
