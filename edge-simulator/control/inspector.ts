import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { InvalidationPathError } from "../cache/invalidation";
import type { Clock } from "../clock";
import type { EdgeSimulator } from "../edge-simulator";
import { urlOfCacheKey } from "../request/cache-key";
import { InspectorFeed } from "./inspector-feed";

const contentTypes: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css",
  js: "text/javascript",
};
const fileNames: ReadonlySet<string> = new Set([
  "index.html",
  ...["inspector.css", "inspector.js", "behaviors.js", "details.js", "elements.js"],
  ...["objects.js", "ratio.js", "route.js"],
]);
// The page needs nothing from elsewhere, and runs nothing that a viewer's request may have brought.
const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; " + "connect-src 'self'; img-src data:";
// A page can't show more.
const mostObjects = 200;

/** A web page that shows requests as they pass, and what is in the cache. */
export class Inspector {
  private readonly feed: InspectorFeed;

  constructor(
    private readonly edge: EdgeSimulator,
    private readonly clock: Clock,
  ) {
    this.feed = new InspectorFeed(edge);
  }

  /** Answers what the page asks; `body` is the request's. */
  async answer(
    { method, url }: Pick<IncomingMessage, "method" | "url">,
    body: string,
    outgoing: ServerResponse,
  ): Promise<void> {
    const [path = "/"] = (url ?? "/").split("?");
    const name = path === "/" ? "index.html" : path.slice(1);
    if (method === "POST" && path === "/invalidations") {
      this.invalidate(body, outgoing);
    } else if (method !== "GET") {
      outgoing.writeHead(405, { "content-type": "text/plain" }).end("Not here.\n");
    } else if (path === "/events") {
      this.feed.add(outgoing);
    } else if (path === "/objects") {
      sendJson(outgoing, 200, this.describeObjects());
    } else if (fileNames.has(name)) {
      await sendFile(outgoing, name);
    } else {
      outgoing.writeHead(404, { "content-type": "text/plain" }).end("There is nothing here.\n");
    }
  }

  /** Tells open pages that the edge has forgotten objects. */
  tellState(): void {
    this.feed.tellState();
  }

  private invalidate(body: string, outgoing: ServerResponse): void {
    try {
      sendJson(outgoing, 200, { removed: this.edge.invalidate(parsePaths(body)) });
      this.tellState();
    } catch (error) {
      if (!(error instanceof InvalidationPathError || error instanceof SyntaxError)) {
        throw error;
      }
      sendJson(outgoing, 400, { error: error.message });
    }
  }

  private describeObjects() {
    const { objects, bytes } = this.edge.stats();
    const nowMs = this.clock.now();
    const items = this.edge.listObjects(mostObjects).map(({ key, response }) => ({
      url: urlOfCacheKey(key),
      variant: describeVariant(key),
      status: response.status,
      bodyBytes: response.body.length,
      remainingSeconds: (response.freshUntilMs - nowMs) / 1000,
      rule: response.ttlRule,
    }));
    return { objects, bytes, items };
  }
}

/** What tells objects of one URL apart: the method and what is in the key besides the URL. */
function describeVariant(key: string): string {
  const [requestLine = "", ...parts] = key.split("\n");
  const method = requestLine.slice(0, requestLine.indexOf(" "));
  return [method === "GET" ? "" : method, ...parts].filter((part) => part !== "").join(", ");
}

/** @throws SyntaxError for what isn't `{ "paths": ["/a", …] }` */
function parsePaths(body: string): string[] {
  const { paths } = JSON.parse(body) as { paths?: unknown };
  if (!Array.isArray(paths) || !paths.every((path) => typeof path === "string")) {
    throw new SyntaxError('paths must be a list of paths. Write it like {"paths": ["/*"]}.');
  }
  return paths as string[];
}

async function sendFile(outgoing: ServerResponse, name: string): Promise<void> {
  const content = await readFile(join(__dirname, "inspector", name));
  const [, extension = ""] = name.split(".");
  outgoing.writeHead(200, {
    "content-type": contentTypes[extension],
    "cache-control": "no-store",
    "content-security-policy": contentSecurityPolicy,
  });
  outgoing.end(content);
}

function sendJson(outgoing: ServerResponse, status: number, content: object): void {
  outgoing.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  outgoing.end(JSON.stringify(content));
}
