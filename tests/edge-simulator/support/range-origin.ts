import type { OriginAnswer, SeenRequest } from "./test-origin";

/** What test origins have ranges of. */
export const digits = "0123456789";
export const fresh = { "cache-control": "max-age=60", etag: '"one"' };

/** An origin that sends ranges of a text. */
export function serveRanges(whole = digits, headers: Record<string, string> = fresh) {
  return ({ headers: asked }: SeenRequest): OriginAnswer => {
    const [, first = "", last = ""] = /^bytes=(\d+)-(\d*)$/.exec(String(asked.range)) ?? [];
    if (first === "") {
      return { headers: { ...headers, "content-length": String(whole.length) }, body: whole };
    }
    const end = Math.min(last === "" ? Infinity : Number(last), whole.length - 1);
    const body = whole.slice(Number(first), end + 1);
    return {
      status: 206,
      headers: {
        ...headers,
        "content-length": String(body.length),
        "content-range": `bytes ${first}-${end}/${whole.length}`,
      },
      body,
    };
  };
}

/** A viewer that asks for a range. */
export const range = (value: string, others: Record<string, string> = {}) => ({
  headers: { range: value, ...others },
});
