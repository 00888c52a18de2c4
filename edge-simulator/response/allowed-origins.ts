/** An origin that a policy allows, or the one that a viewer sent; all in lower case. */
export interface CorsOrigin {
  /** Empty: none is named, so that both `http` and `https` are allowed. */
  readonly scheme: string;
  /** What `*.` begins stands for all names that end so. */
  readonly host: string;
  /** `*`: any. Empty: no port, which is one of its own: the scheme's, which browsers leave out. */
  readonly port: string;
}

/** Reads an origin; `*` as a whole is the policy's own matter. */
export function readCorsOrigin(text: string): CorsOrigin {
  const [scheme, rest] = splitAt(text.toLowerCase(), "://");
  const colon = rest.lastIndexOf(":");
  return colon < 0
    ? { scheme, host: rest, port: "" }
    : { scheme, host: rest.slice(0, colon), port: rest.slice(colon + 1) };
}

/** Whether a viewer's `Origin` is the one that is allowed, or one of those (CF-RHP-07). */
export function allowsOrigin(allowed: CorsOrigin, viewer: CorsOrigin): boolean {
  const { scheme, host, port } = allowed;
  return (
    (scheme === "" ? /^https?$/.test(viewer.scheme) : viewer.scheme === scheme) &&
    (port === "*" || viewer.port === port) &&
    // `*.` stands for one label or more, never for none.
    (host.startsWith("*.")
      ? viewer.host.endsWith(host.slice(1)) && viewer.host.length > host.length - 1
      : viewer.host === host)
  );
}

function splitAt(text: string, separator: string): [before: string, after: string] {
  const index = text.indexOf(separator);
  return index < 0 ? ["", text] : [text.slice(0, index), text.slice(index + separator.length)];
}
