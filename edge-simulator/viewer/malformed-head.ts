import type { IncomingMessage } from "node:http";

/**
 * Whether a request that node:http lets through is one that servers read in different ways, so that
 * an origin could take another one from it.
 */
export function isMalformed(incoming: IncomingMessage): boolean {
  const { url, httpVersion, headers } = incoming;
  return (
    // `OPTIONS *` is about a server, and there is none that it would mean.
    url === "*" ||
    // The parser takes HTTP/0.9 and HTTP/2.0 too.
    (httpVersion !== "1.1" && httpVersion !== "1.0") ||
    !namesHost(incoming) ||
    !isFramed(headers["transfer-encoding"], httpVersion)
  );
}

/** Whether text is what `Host` may have as its value (RFC 9110, 7.2). */
export function isHost(text: string): boolean {
  return /^[\w.~!$&'()*+,;=%[\]:-]*$/.test(text);
}

/** Whether there is one `Host`; before HTTP/1.1 there may be none. */
function namesHost({ rawHeaders, headers, httpVersion }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === "host") {
      hosts++;
    }
  }
  return hosts === 0 ? httpVersion === "1.0" : hosts === 1 && isHost(headers.host ?? "");
}

/** Whether it is clear where the body ends: the edge undoes no coding but one, and HTTP/1.0 none. */
function isFramed(coding: string | undefined, httpVersion: string): boolean {
  return coding === undefined || (coding.toLowerCase() === "chunked" && httpVersion === "1.1");
}
