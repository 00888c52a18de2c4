/** One value of a header, a cookie or a query parameter, or several (CF-FN-11). */
export interface EventValue {
  readonly value: string;
  /** All values in order, where there is more than one; wins over `value`. */
  readonly multiValue?: readonly { readonly value: string }[];
}

/** A cookie of a response, with what follows its first semicolon. */
export interface EventCookie {
  readonly value: string;
  readonly attributes?: string;
  readonly multiValue?: readonly { readonly value: string; readonly attributes?: string }[];
}

export type EventValues = Readonly<Record<string, EventValue>>;

/** A request as a function sees it (CF-FN-10). Header names are lower-case. */
export interface EventRequest {
  readonly method: string;
  /** The path, without the query. */
  readonly uri: string;
  readonly querystring: EventValues;
  readonly headers: EventValues;
  readonly cookies: EventValues;
}

/** A response as a function sees it: never with the origin's body (CF-FN-13). */
export interface EventResponse {
  readonly statusCode: number;
  readonly statusDescription: string;
  readonly headers: EventValues;
  readonly cookies: Readonly<Record<string, EventCookie>>;
}

/**
 * What a function is invoked with.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
export interface FunctionEvent {
  readonly version: "1.0";
  readonly context: {
    readonly distributionDomainName: string;
    readonly distributionId: string;
    readonly eventType: FunctionEventType;
    readonly requestId: string;
  };
  readonly viewer: { readonly ip: string };
  readonly request: EventRequest;
  readonly response?: EventResponse;
}

/** When a function runs (CF-FN-01). */
export type FunctionEventType = "viewer-request" | "viewer-response";

/** A request as a function returned it, checked. */
export interface ReturnedRequest {
  readonly uri: string;
  /** An object, or the query itself (CF-FN-12). */
  readonly querystring: EventValues | string;
  readonly headers: EventValues;
  readonly cookies: EventValues;
}

/** A response as a function returned it, checked. */
export interface ReturnedResponse {
  readonly statusCode: number;
  readonly headers: EventValues;
  readonly cookies: Readonly<Record<string, EventCookie>>;
  /** `undefined`: the function gave none. */
  readonly body: Buffer | undefined;
}
