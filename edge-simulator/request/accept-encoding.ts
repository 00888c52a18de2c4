/** The encodings that a cache policy can tell apart, in the order in which a key names them. */
export const contentEncodings = ["br", "gzip"] as const;

export type ContentEncoding = (typeof contentEncodings)[number];

/**
 * What stands for a viewer's `Accept-Encoding` where a cache policy normalizes it (CF-AE-01…06):
 * the enabled encodings that it contains, `identity` when it contains none of them, `undefined`
 * when there is no such header.
 *
 * CF-AE-11 leaves open what `q=0` means; here it means that the viewer doesn't want it.
 */
export function normalizeAcceptEncoding(
  acceptEncoding: string | undefined,
  enabled: readonly ContentEncoding[],
): string | undefined {
  if (acceptEncoding === undefined) {
    return undefined;
  }
  const wanted = acceptEncoding
    .toLowerCase()
    .split(",")
    .map((item) => item.trim())
    .filter((item) => !/;\s*q=0(\.0*)?$/.test(item))
    .map((item) => item.split(";")[0]?.trim());
  return enabled.filter((encoding) => wanted.includes(encoding)).join(",") || "identity";
}
