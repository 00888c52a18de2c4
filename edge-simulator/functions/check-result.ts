import { z } from "zod";
import type {
  EventValue,
  EventValues,
  FunctionEvent,
  ReturnedRequest,
  ReturnedResponse,
} from "./function-event";
import { isDisallowedHeader, isReadOnlyHeader } from "./restricted-headers";

/** What a function returned, or why CloudFront refuses it. */
export type CheckedResult =
  | { readonly kind: "request"; readonly request: ReturnedRequest }
  | { readonly kind: "response"; readonly response: ReturnedResponse }
  | { readonly kind: "invalid"; readonly reason: string };

// CF-FN-30: path and query together stay below this.
const urlLimitBytes = 8192;

const textSchema = z
  .string()
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, { error: "must be one line of Latin-1 characters" });
const valueSchema = z.object({
  value: textSchema,
  multiValue: z.array(z.object({ value: textSchema })).optional(),
});
const cookiesSchema = z.record(
  z.string().min(1),
  z.object({
    value: textSchema,
    attributes: textSchema.optional(),
    multiValue: z
      .array(z.object({ value: textSchema, attributes: textSchema.optional() }))
      .optional(),
  }),
);
const headersSchema = z.record(
  z.string().regex(/^[!#$%&'*+\-.^_`|~\w]+$/, { error: "must be the name of a header" }),
  valueSchema,
);
const queryTextSchema = z
  .string()
  .regex(/^[!"$-~\x80-\xff]*$/, { error: "must be without spaces, control characters and #" });

const requestSchema = z.object({
  method: z.string(),
  uri: z.string().regex(/^\/[!"$->@-~\x80-\xff]*$/, {
    error: "must begin with / and be without query, spaces and control characters",
  }),
  querystring: z.union([queryTextSchema, z.record(z.string(), valueSchema)]).default({}),
  headers: headersSchema.default({}),
  cookies: z.record(z.string(), valueSchema).default({}),
});

const bodySchema = z
  .union([
    z.string().transform((data) => Buffer.from(data)),
    z
      .object({ encoding: z.enum(["text", "base64"]), data: z.string() })
      .transform(({ encoding, data }) =>
        Buffer.from(data, encoding === "base64" ? "base64" : "utf8"),
      ),
  ])
  .optional();

const responseSchema = z.object({
  statusCode: z.int().min(200).max(599),
  statusDescription: z.string().optional(),
  headers: headersSchema.default({}),
  cookies: cookiesSchema.default({}),
  body: bodySchema,
});

/**
 * What CloudFront makes of a function's result (CF-FN-06, CF-FN-12, CF-FN-13, CF-FN-20, CF-FN-21).
 *
 * @param event what the function was invoked with
 * @param result what it returned
 */
export function checkResult(event: FunctionEvent, result: unknown): CheckedResult {
  const { eventType } = event.context;
  if (typeof result !== "object" || result === null || Array.isArray(result)) {
    const wanted = eventType === "viewer-request" ? "a request or a response" : "a response";
    return { kind: "invalid", reason: `it must return ${wanted}` };
  }
  if (eventType === "viewer-response" || "statusCode" in result) {
    return checkResponse(event, result);
  }
  return checkRequest(event, result);
}

function checkRequest(event: FunctionEvent, result: object): CheckedResult {
  const parsed = requestSchema.safeParse(result);
  if (!parsed.success) {
    return { kind: "invalid", reason: describeError("request", parsed.error) };
  }
  const request = { ...parsed.data, headers: lowerNames(parsed.data.headers) };
  const reason =
    (request.method === event.request.method ? undefined : "request.method is read-only") ??
    checkLength(request) ??
    checkHeaders(event, request.headers, event.request.headers);
  return reason === undefined ? { kind: "request", request } : { kind: "invalid", reason };
}

function checkResponse(event: FunctionEvent, result: object): CheckedResult {
  const parsed = responseSchema.safeParse(result);
  if (!parsed.success) {
    return { kind: "invalid", reason: describeError("response", parsed.error) };
  }
  const { statusCode, headers, cookies, body } = parsed.data;
  const response = { statusCode, headers: lowerNames(headers), cookies, body };
  const reason = checkHeaders(event, response.headers, event.response?.headers ?? {});
  return reason === undefined ? { kind: "response", response } : { kind: "invalid", reason };
}

function lowerNames(headers: EventValues): EventValues {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function checkHeaders(
  { context: { eventType } }: FunctionEvent,
  returned: EventValues,
  given: EventValues,
): string | undefined {
  for (const [name, value] of Object.entries(returned)) {
    if (isDisallowedHeader(name)) {
      return `the header "${name}" must not be added`;
    }
    if (isReadOnlyHeader(eventType, name) && !isSame(value, given[name])) {
      return `the header "${name}" is read-only`;
    }
  }
  return undefined;
}

function isSame(returned: EventValue, given: EventValue | undefined): boolean {
  return JSON.stringify(listValues(returned)) === JSON.stringify(given && listValues(given));
}

/** The values of a name: `multiValue` wins (CF-FN-11). */
export function listValues({ value, multiValue }: EventValue): string[] {
  return multiValue === undefined ? [value] : multiValue.map((item) => item.value);
}

/** A query as an object writes it: values as they stand, the way the event had them. */
export function formatQuery(querystring: EventValues | string): string {
  if (typeof querystring === "string") {
    return querystring;
  }
  return Object.entries(querystring)
    .flatMap(([name, value]) => listValues(value).map((item) => `${name}=${item}`))
    .join("&");
}

function checkLength({ uri, querystring }: ReturnedRequest): string | undefined {
  const query = formatQuery(querystring);
  if (!queryTextSchema.safeParse(query).success) {
    return "request.querystring must be without spaces, control characters and #";
  }
  const isTooLong = Buffer.byteLength(uri) + Buffer.byteLength(query) >= urlLimitBytes;
  return isTooLong ? `uri and querystring must stay below ${urlLimitBytes} bytes` : undefined;
}

function describeError(root: string, { issues }: z.ZodError): string {
  const [issue] = issues;
  const path = [root, ...(issue?.path ?? [])].map(String).join(".");
  return `${path} ${issue?.message.startsWith("must ") ? issue.message : "is not valid"}`;
}
