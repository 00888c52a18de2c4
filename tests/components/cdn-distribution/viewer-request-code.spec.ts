import * as vm from "node:vm";
import { expect } from "chai";
import type { ViewerRequestTasks } from "../../../components/cdn-distribution/viewer-request-code";
import { writeViewerRequestCode } from "../../../components/cdn-distribution/viewer-request-code";

/** What the code makes of a request for `https://{host}/a b?{query}`, as plain data. */
function run(tasks: ViewerRequestTasks, host: string, query?: string): unknown {
  const event = {
    request: {
      method: "GET",
      uri: "/a%20b",
      headers: { host: { value: host }, "x-forwarded-host": { value: "forged.example.net" } },
      rawQueryString: () => query,
    },
  };
  const result: unknown = vm.runInNewContext(`${writeViewerRequestCode(tasks)};handler(event)`, {
    event,
  });
  return JSON.parse(JSON.stringify(result));
}

const REDIRECT: ViewerRequestTasks = {
  redirectNames: ["www.example.com", "example.net"],
  redirectTo: "example.com",
  sendForwardedHost: false,
};
const FORWARD: ViewerRequestTasks = {
  redirectNames: [],
  redirectTo: undefined,
  sendForwardedHost: true,
};
const redirected = (location: string) => ({
  statusCode: 301,
  statusDescription: "Moved Permanently",
  headers: { location: { value: location } },
});
const passed = (host: string, forwardedHost: string) => ({
  method: "GET",
  uri: "/a%20b",
  headers: { host: { value: host }, "x-forwarded-host": { value: forwardedHost } },
});

describe("The library's own function on the viewer's requests", () => {
  const rows: [
    title: string,
    ViewerRequestTasks,
    host: string,
    query: string | undefined,
    unknown,
  ][] = [
    [
      "redirects a name, with its path",
      REDIRECT,
      "www.example.com",
      undefined,
      redirected("https://example.com/a%20b"),
    ],
    [
      "redirects a further name, with its query string",
      REDIRECT,
      "example.net",
      "b=2&a=%20",
      redirected("https://example.com/a%20b?b=2&a=%20"),
    ],
    [
      "redirects whatever the case, without an empty query string",
      REDIRECT,
      "WWW.example.com",
      "",
      redirected("https://example.com/a%20b"),
    ],
    [
      "passes on the name to which it redirects",
      REDIRECT,
      "example.com",
      "a=1",
      passed("example.com", "forged.example.net"),
    ],
    [
      "tells the origin of the viewer's Host, whatever the viewer says of it",
      FORWARD,
      "www.example.com",
      undefined,
      passed("www.example.com", "www.example.com"),
    ],
    [
      "redirects before anything else",
      { ...REDIRECT, sendForwardedHost: true },
      "www.example.com",
      undefined,
      redirected("https://example.com/a%20b"),
    ],
    [
      "does both",
      { ...REDIRECT, sendForwardedHost: true },
      "example.com",
      undefined,
      passed("example.com", "example.com"),
    ],
  ];
  for (const [title, tasks, host, query, expected] of rows) {
    it(title, () => {
      expect(run(tasks, host, query)).to.deep.equal(expected);
    });
  }
});
