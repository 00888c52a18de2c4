import { formatQuery, listValues } from "../functions/check-result";
import type {
  EventCookie,
  EventRequest,
  EventResponse,
  EventValue,
  FunctionEvent,
  ReturnedRequest,
  ReturnedResponse,
} from "../functions/function-event";
import type { FunctionOutcome } from "../functions/function-runner";
import type { OriginChoice } from "../functions/origin-change";
import type { ExplainedFunction } from "./explanation";

/** A function that was run, and what came of it. */
export interface Invocation {
  readonly name: string;
  readonly event: FunctionEvent;
  readonly outcome: FunctionOutcome;
}

/** What a function did with what it was given. */
export function describeInvocation({ name, event, outcome }: Invocation): ExplainedFunction {
  const { result, logs } = outcome;
  return {
    name,
    eventType: event.context.eventType,
    result: result.kind === "failure" ? result.type : result.kind,
    sentences: [...describeResult(event, result), ...logs.map((line) => `It logs: ${line}`)],
  };
}

function describeResult(event: FunctionEvent, result: FunctionOutcome["result"]): string[] {
  switch (result.kind) {
    case "failure":
      return [`It fails (${result.type}): ${result.reason}.`];
    case "request":
      return orNothing([
        ...describeRequestChanges(event.request, result.request),
        ...describeOriginChoice(result.origin),
      ]);
    case "response":
      return event.response === undefined
        ? [`It answers the viewer itself, with ${result.response.statusCode}.`]
        : orNothing(describeResponseChanges(event.response, result.response));
  }
}

function orNothing(sentences: string[]): string[] {
  return sentences.length === 0 ? ["It changes nothing."] : sentences;
}

function describeRequestChanges(given: EventRequest, returned: ReturnedRequest): string[] {
  const [before, after] = [given, returned].map(({ querystring }) => formatQuery(querystring));
  const query = after === "" ? "It removes the query." : `It makes the query ${after}.`;
  return [
    ...(returned.uri === given.uri ? [] : [`It makes the path ${returned.uri}.`]),
    ...(before === after ? [] : [query]),
    ...compare(given.headers, returned.headers, writeHeader),
    ...compare(given.cookies, returned.cookies, writeCookie, "the cookie "),
  ];
}

function describeOriginChoice(choice: OriginChoice | undefined): string[] {
  if (choice === undefined) {
    return [];
  }
  const changed = Object.keys(choice.changes);
  return [
    ...(choice.originId === undefined ? [] : [`It chooses the origin ${choice.originId}.`]),
    ...(changed.length === 0 ? [] : [`It changes ${changed.join(", ")} of the origin.`]),
  ];
}

function describeResponseChanges(given: EventResponse, returned: ReturnedResponse): string[] {
  const { statusCode, headers, cookies, body } = returned;
  return [
    ...(statusCode === given.statusCode ? [] : [`It makes the status ${statusCode}.`]),
    ...compare(given.headers, headers, writeHeader),
    ...compare(given.cookies, cookies, writeSetCookie, "the cookie "),
    ...(body === undefined ? [] : ["It puts a body of its own in place of the origin's."]),
  ];
}

function compare<Value>(
  given: Readonly<Record<string, Value>>,
  returned: Readonly<Record<string, Value>>,
  write: (name: string, value: Value) => string,
  what = "",
): string[] {
  const set = Object.entries(returned).flatMap(([name, value]) => {
    const earlier = given[name];
    const text = write(name, value);
    return earlier !== undefined && write(name, earlier) === text ? [] : [text];
  });
  const removed = Object.keys(given).filter((name) => !(name in returned));
  return [
    ...set.map((text) => `It sets ${what}${text}.`),
    ...removed.map((name) => `It removes ${what}${name}.`),
  ];
}

function writeHeader(name: string, value: EventValue): string {
  return `${name}: ${listValues(value).join(", ")}`;
}

function writeCookie(name: string, value: EventValue): string {
  const pairs = listValues(value).map((item) => `${name}=${item}`);
  return pairs.join("; ");
}

function writeSetCookie(name: string, cookie: EventCookie): string {
  const texts = (cookie.multiValue ?? [cookie]).map(({ value, attributes }) =>
    attributes === undefined ? `${name}=${value}` : `${name}=${value}; ${attributes}`,
  );
  return texts.join(", ");
}
