import { randomFillSync } from "node:crypto";

const idBytes = 40;
const idsInPool = 128;

/**
 * Makes a maker of values for `X-Amz-Cf-Id`: 40 random bytes, base64url, as CloudFront's look
 * (CF-RSP-02). Random bytes are drawn for many at once: drawing them takes longer than the rest
 * of a cache hit.
 */
export function makeRequestIds(): () => string {
  const pool = Buffer.alloc(idBytes * idsInPool);
  let offset = pool.length;
  return () => {
    if (offset === pool.length) {
      randomFillSync(pool);
      offset = 0;
    }
    const start = offset;
    offset += idBytes;
    return `${pool.toString("base64url", start, offset)}==`;
  };
}
