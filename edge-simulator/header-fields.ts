/**
 * Headers by lower-cased name. Only `set-cookie` is expected to have several values; what else
 * a message repeats is one value, joined with a comma, as node:http joins it.
 */
export type HeaderFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One header's value as one string, or `undefined` when the message has no such header. */
export function readHeader(headers: HeaderFields, name: string): string | undefined {
  const value = headers[name];
  return value === undefined || typeof value === "string" ? value : value.join(", ");
}

/** Name, value, name, value … in pairs. */
export function pairHeaders(headers: readonly string[]): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index < headers.length; index += 2) {
    pairs.push([headers[index] ?? "", headers[index + 1] ?? ""]);
  }
  return pairs;
}

/** Name, value, name, value … by name; a name's second value makes a list of them. */
export function collectHeaders(headers: readonly string[]): HeaderFields {
  const collected: Record<string, string | readonly string[]> = {};
  for (const [name, value] of pairHeaders(headers)) {
    const earlier = collected[name];
    collected[name] = earlier === undefined ? value : [earlier, value].flat();
  }
  return collected;
}

/**
 * The headers that belong to one connection and are never passed on: those that HTTP defines
 * (RFC 9110, 7.6.1) and those that the message's own `Connection` header names.
 */
export function listConnectionHeaders(headers: HeaderFields): ReadonlySet<string> {
  const named = readHeader(headers, "connection");
  if (named === undefined || !/[^\s,]/.test(named)) {
    return connectionHeaders;
  }
  return new Set([
    ...connectionHeaders,
    ...named.split(",").map((name) => name.trim().toLowerCase()),
  ]);
}

/** The headers that HTTP itself gives to a connection. */
export const connectionHeaders: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
