import { flattenHeaders, stampHeaders, type EdgeResponse, type EdgeStamp } from "./edge-response";
import { generatedPageHeaders, renderErrorPage } from "./error-page";

/** A response whose body is a page that the edge made itself. */
export interface GeneratedResponse extends EdgeResponse {
  readonly body: Buffer;
}

/** Which request an edge answers, and how it calls itself. */
export type GeneratedStamp = Pick<EdgeStamp, "requestId" | "viaName">;

/** What the edge answers by itself; `headers` are name, value, name, value …. */
export function generateResponse(
  status: number,
  result: "Error" | "Redirect",
  { page, headers }: { page: Buffer; headers: readonly string[] },
  stamp: GeneratedStamp,
): GeneratedResponse {
  const fields = [
    ...flattenHeaders(generatedPageHeaders),
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
  return generateResponse(status, "Error", { page, headers: ["connection", "close"] }, stamp);
}
