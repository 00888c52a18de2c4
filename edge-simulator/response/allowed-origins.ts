/** Tests whether a viewer's `Origin` is one that a policy allows. */
export type AllowedOriginTest = (viewerOrigin: string) => boolean;

/**
 * What a policy may name as an allowed origin (CF-RHP-07): `*`, or a host with or without scheme
 * and port, whose leftmost label may be `*` and whose port may be `*`.
 */
export const allowedOriginPattern =
  /^(\*|((https?):\/\/)?(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*(:(\*|\d{1,5}))?)$/i;

/** Prepares the test of one allowed origin; `*` as a whole is the policy's own matter. */
export function compileAllowedOrigin(allowed: string): AllowedOriginTest {
  const [scheme, rest] = splitAt(allowed.toLowerCase(), "://");
  const [host, port] = splitPort(rest);
  return (viewerOrigin) => {
    const [viewerScheme, viewerRest] = splitAt(viewerOrigin.toLowerCase(), "://");
    const [viewerHost, viewerPort] = splitPort(viewerRest);
    return (
      (scheme === "" ? /^https?$/.test(viewerScheme) : viewerScheme === scheme) &&
      (port === "*" || viewerPort === port) &&
      // `*.` stands for one label or more, never for none.
      (host.startsWith("*.")
        ? viewerHost.endsWith(host.slice(1)) && viewerHost.length > host.length - 1
        : viewerHost === host)
    );
  };
}

function splitAt(text: string, separator: string): [before: string, after: string] {
  const index = text.indexOf(separator);
  return index < 0 ? ["", text] : [text.slice(0, index), text.slice(index + separator.length)];
}

// No port is a port of its own: the scheme's default, which browsers leave out.
function splitPort(authority: string): [host: string, port: string] {
  const colon = authority.lastIndexOf(":");
  return colon < 0 ? [authority, ""] : [authority.slice(0, colon), authority.slice(colon + 1)];
}
