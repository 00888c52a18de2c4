import type { HeaderFields } from "../header-fields";
import { readHeader } from "../header-fields";
import type { ViewerRequest } from "../request/viewer-request";
import { formatQuery, listValues } from "./check-result";
import type {
  EventCookie,
  EventRequest,
  EventValues,
  ReturnedRequest,
  ReturnedResponse,
} from "./function-event";
import { isDisallowedHeader, isReadOnlyHeader } from "./restricted-headers";

/**
 * The request as a function left it (CF-KEY-12). What it didn't touch stays as the viewer wrote it.
 *
 * @param given what the function was shown
 */
export function applyRequest(
  request: ViewerRequest,
  given: EventRequest,
  returned: ReturnedRequest,
): ViewerRequest {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return {
    ...request,
    path: returned.uri,
    query: isSame(returned.querystring, given.querystring)
      ? request.query
      : formatQuery(returned.querystring),
    headers: {
      ...keepHidden(request.headers),
      ...joinValues(returned.headers),
      cookie: isSame(returned.cookies, given.cookies)
        ? readHeader(request.headers, "cookie")
        : formatCookies(returned.cookies),
    },
  };
}

/** The headers of a response as a function returned it: name, value, name, value …. */
export function listReturnedHeaders({ headers, cookies }: ReturnedResponse): string[] {
  return [
    ...Object.entries(headers).flatMap(([name, value]) =>
      listValues(value).flatMap((item) => [name, item]),
    ),
    ...Object.entries(cookies).flatMap(([name, cookie]) =>
      (cookie.multiValue ?? [cookie]).flatMap((item) => [
        "set-cookie",
        formatSetCookie(name, item),
      ]),
    ),
  ];
}

// A function can neither see nor drop these.
function keepHidden(headers: HeaderFields): HeaderFields {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => isDisallowedHeader(name) || isReadOnlyHeader("viewer-request", name),
    ),
  );
}

function joinValues(headers: EventValues): HeaderFields {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, listValues(value).join(", ")]),
  );
}

function formatCookies(cookies: EventValues): string | undefined {
  const pairs = Object.entries(cookies).flatMap(([name, value]) =>
    listValues(value).map((item) => `${name}=${item}`),
  );
  return pairs.length === 0 ? undefined : pairs.join("; ");
}

function formatSetCookie(name: string, { value, attributes }: EventCookie): string {
  return attributes ? `${name}=${value}; ${attributes}` : `${name}=${value}`;
}
