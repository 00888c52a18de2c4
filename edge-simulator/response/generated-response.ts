import {
  flattenHeaders,
  stampHeaders,
  type EdgeResponse,
  type EdgeStamp,
  type ResultType,
} from "./edge-response";
import { generatedPageHeaders, renderErrorPage } from "./error-page";

/** A response whose body is a page that the edge made itself. */
export interface GeneratedResponse extends EdgeResponse {
  readonly body: Buffer;
}

/** Which request an edge answers, and what it writes into every response. */
export type GeneratedStamp = Pick<EdgeStamp, "requestId" | "edgeHeaders">;

/** What a generated response says; `headers` are name, value, name, value …. */
export interface PageContent {
  readonly page: Buffer;
  readonly contentType: "text/html" | "text/xml";
  readonly headers: readonly string[];
}

/** What the edge answers by itself. */
export function generateResponse(
  status: number,
  result: ResultType,
  { page, contentType, headers }: PageContent,
  stamp: GeneratedStamp,
): GeneratedResponse {
  const fields = [
    ...flattenHeaders({ ...generatedPageHeaders, "content-type": contentType }),
    ...headers,
    ...["content-length", String(page.length)],
  ];
  return {
    status,
    result,
    headers: stampHeaders(fields, { ...stamp, result, ageSeconds: 0 }),
    body: page,
  };
}

/** An error of the edge's own after which the connection is of no more use. */
export function generateFinalError(
  status: number,
  sentence: string,
  stamp: GeneratedStamp,
): GeneratedResponse {
  const page = renderErrorPage(status, sentence, stamp.requestId);
  const headers = ["connection", "close"];
  return generateResponse(status, "Error", { page, contentType: "text/html", headers }, stamp);
}
