import type { ViewerRequest } from "../../../edge-simulator";

/** A viewer's GET over https, changed where a test says so. */
export function describeViewerRequest(changes: Partial<ViewerRequest> = {}): ViewerRequest {
  return {
    method: "GET",
    path: "/a",
    query: "",
    headers: { host: "d111.cloudfront.net" },
    httpVersion: "1.1",
    scheme: "https",
    viewerAddress: "203.0.113.7",
    viewerPort: 40_000,
    requestId: "request-id==",
    ...changes,
  };
}
