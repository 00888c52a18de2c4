import type { Behavior } from "../configuration/compiled-distribution";
import { pairHeaders, readHeader } from "../header-fields";
import { readEdgeHeader } from "../request/generated-headers";
import type { ViewerRequest } from "../request/viewer-request";
import type {
  EventCookie,
  EventRequest,
  EventResponse,
  EventValue,
  EventValues,
} from "./function-event";
import { isDisallowedHeader } from "./restricted-headers";

/** A request as a function sees it (CF-FN-10…12), with the CloudFront-* headers of its policies. */
export function describeRequest(request: ViewerRequest, { forwarding }: Behavior): EventRequest {
  const { method, path, query, headers } = request;
  const visible = Object.keys(headers).filter(
    (name) => name !== "cookie" && !name.startsWith("cloudfront-") && !isDisallowedHeader(name),
  );
  const pairs = [
    ...visible.map((name) => [name, readHeader(headers, name)] as const),
    ...forwarding.generatedHeaders.map((name) => [name, readEdgeHeader(request, name)] as const),
  ];
  return {
    method,
    uri: path,
    querystring: group(query === "" ? [] : query.split("&").map((text) => divide(text))),
    headers: group(pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    cookies: group(
      (readHeader(headers, "cookie") ?? "")
        .split(";")
        .filter((text) => text.trim() !== "")
        .map((text) => divide(text.trim())),
    ),
  };
}

/** A response as a function sees it. `headers` are name, value, name, value …. */
export function describeResponse(
  status: number,
  statusDescription: string,
  headers: readonly string[],
): EventResponse {
  const fields: [string, string][] = [];
  const cookies: [string, EventCookie][] = [];
  for (const [name, value] of listPairs(headers)) {
    if (name === "set-cookie") {
      cookies.push(parseSetCookie(value));
    } else if (!isDisallowedHeader(name)) {
      fields.push([name, value]);
    }
  }
  return {
    statusCode: status,
    statusDescription,
    headers: group(fields),
    cookies: groupCookies(cookies),
  };
}

/** Headers as node:http takes them, in pairs with lower-cased names. */
export function listPairs(headers: readonly string[]): [name: string, value: string][] {
  return pairHeaders(headers).map(([name, value]) => [name.toLowerCase(), value]);
}

function divide(text: string): [name: string, value: string] {
  const equals = text.indexOf("=");
  return equals < 0 ? [text, ""] : [text.slice(0, equals), text.slice(equals + 1)];
}

function group(pairs: readonly (readonly string[])[]): EventValues {
  const values = new Map<string, string[]>();
  for (const [name = "", value = ""] of pairs) {
    if (name === "__proto__") {
      continue; // no name that an object of JavaScript can carry to and fro: it stays as it is
    }
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const described = [...values].map(([name, all]) => [name, describeValues(all)] as const);
  return Object.fromEntries(described);
}

function describeValues(values: readonly string[]): EventValue {
  const [value = ""] = values;
  return values.length === 1
    ? { value }
    : { value, multiValue: values.map((item) => ({ value: item })) };
}

function parseSetCookie(text: string): [name: string, cookie: EventCookie] {
  const end = text.indexOf(";");
  const [name, value] = divide(end < 0 ? text : text.slice(0, end));
  const attributes = end < 0 ? undefined : text.slice(end + 1).trim();
  return [name, attributes === undefined ? { value } : { value, attributes }];
}

function groupCookies(
  cookies: readonly (readonly [string, EventCookie])[],
): EventResponse["cookies"] {
  const byName = new Map<string, EventCookie>();
  for (const [name, cookie] of cookies) {
    const earlier = byName.get(name);
    byName.set(
      name,
      earlier === undefined
        ? cookie
        : { ...earlier, multiValue: [...(earlier.multiValue ?? [earlier]), cookie] },
    );
  }
  return Object.fromEntries(byName);
}
