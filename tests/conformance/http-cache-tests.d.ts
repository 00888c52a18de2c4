// What of the package's modules is used here. It comes without types.

declare module "http-cache-tests/tests/index.mjs" {
  export interface SuiteTest {
    id: string;
    /** What the suite wants, in Markdown. */
    name: string;
    /** `required` where it isn't said. */
    kind?: "required" | "optimal" | "check";
    /** Ids of tests without whose passing this one shows nothing. */
    depends_on?: string[];
    /** It is about a browser's own cache. */
    browser_only?: boolean;
    /** Prints the requests and responses, as the viewer and as the origin sees them. */
    dump?: boolean;
  }

  export interface Suite {
    id: string;
    name: string;
    tests: SuiteTest[];
  }

  const suites: Suite[];
  export default suites;
}

declare module "http-cache-tests/client/runner.mjs" {
  import type { Suite } from "http-cache-tests/tests/index.mjs";

  /** By the test's id: whether it passes, or what kind of error it ended with, and which. */
  export type Results = Record<string, true | [kind: string, reason: string]>;

  /** May be called once: the module gathers tests and results. */
  export function runTests(
    suites: readonly Suite[],
    fetch: typeof globalThis.fetch,
    isBrowser: boolean,
    baseUrl: string,
    chunkSize: number,
  ): Promise<void>;

  export function getResults(): Results;
}

declare module "http-cache-tests/server/handle-*.mjs" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  export default function handle(
    pathSegments: string[],
    request: IncomingMessage,
    response: ServerResponse,
  ): void;
}
