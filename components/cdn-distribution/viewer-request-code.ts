import type { CdnEdgeSettings } from "./settings";

/** The name under which the function that is written here stands beside those of the arguments. */
export const VIEWER_REQUEST_FUNCTION = "viewer-request";

/** What the function on the viewer's requests does. */
export interface ViewerRequestTasks {
  /** The names that answer 301. */
  redirectNames: string[];
  /** Where they send viewers; left out if there are none. */
  redirectTo: string | undefined;
  /** Whether requests get `X-Forwarded-Host`, with the viewer's Host. */
  sendForwardedHost: boolean;
}

/** Whether there is anything for such a function to do; it then runs for every behavior. */
export function writesViewerRequestCode(settings: CdnEdgeSettings): boolean {
  const { redirectNames, sendForwardedHost } = listViewerRequestTasks(settings);
  return redirectNames.length > 0 || sendForwardedHost;
}

export function listViewerRequestTasks({ domain, caching }: CdnEdgeSettings): ViewerRequestTasks {
  return {
    redirectNames: domain?.redirectNames ?? [],
    redirectTo: domain?.names[0],
    sendForwardedHost: caching.sendForwardedHost,
  };
}

/**
 * The function's code, for the runtime cloudfront-js-2.0. Names come out of settings that were
 * checked, and go in as JSON.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export function writeViewerRequestCode(tasks: ViewerRequestTasks): string {
  return [
    "function handler(event) {",
    "  const request = event.request;",
    "  const host = request.headers.host.value.toLowerCase();",
    ...(tasks.redirectNames.length > 0 ? writeRedirect(tasks) : []),
    ...(tasks.sendForwardedHost
      ? ["  request.headers['x-forwarded-host'] = { value: host };"]
      : []),
    "  return request;",
    "}",
    "",
  ].join("\n");
}

function writeRedirect({ redirectNames, redirectTo }: ViewerRequestTasks): string[] {
  return [
    `  if (${JSON.stringify(redirectNames)}.indexOf(host) >= 0) {`,
    "    const query = request.rawQueryString();",
    `    const location = ${JSON.stringify(`https://${redirectTo}`)} + request.uri;`,
    "    return {",
    "      statusCode: 301,",
    "      statusDescription: 'Moved Permanently',",
    "      headers: { location: { value: query ? location + '?' + query : location } },",
    "    };",
    "  }",
  ];
}
