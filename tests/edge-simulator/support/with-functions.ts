import type { EdgeFunction } from "../../../edge-simulator";
import type { StageOptions } from "./test-stage";

/**
 * A stage whose behavior has functions with these bodies, which find `request` and `response` of
 * the event, and `cf`.
 */
export function withFunctions(
  { onRequest, onResponse }: { onRequest?: string; onResponse?: string },
  options: StageOptions = {},
  keyValueStore?: EdgeFunction["keyValueStore"],
): StageOptions {
  const describe = (body: string) => ({
    code: `import cf from 'cloudfront';
async function handler(event) {
const request = event.request;
const response = event.response;
${body}
}`,
    keyValueStore,
  });
  return {
    ...options,
    behavior: {
      ...options.behavior,
      FunctionAssociations: {
        Items: [
          ...(onRequest === undefined
            ? []
            : [{ EventType: "viewer-request" as const, FunctionARN: "arn:request" }]),
          ...(onResponse === undefined
            ? []
            : [{ EventType: "viewer-response" as const, FunctionARN: "arn:response" }]),
        ],
      },
    },
    edge: {
      ...options.edge,
      functions: {
        "arn:request": { name: "on-request", ...describe(onRequest ?? "") },
        "arn:response": { name: "on-response", ...describe(onResponse ?? "") },
      },
    },
  };
}
