import type { ServerResponse } from "node:http";
import type { EdgeSimulator } from "../edge-simulator";
import { describeForInspector, type InspectedRequest } from "./inspected-request";

// How often a page is told at most, and of how many requests then: more can't be read anyway.
const intervalMs = 200;
const mostRequests = 50;

/**
 * Tells inspector pages of requests as they pass, as server-sent events. The edge is watched only
 * while a page is open, so that nobody else pays for it.
 */
export class InspectorFeed {
  private readonly pages = new Set<ServerResponse>();
  private waiting: InspectedRequest[] = [];
  private skipped = 0;
  private timer: NodeJS.Timeout | undefined;
  private endWatching: (() => void) | undefined;

  constructor(private readonly edge: EdgeSimulator) {}

  /** Tells this page from now on, until it leaves. */
  add(page: ServerResponse): void {
    page.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
    });
    this.pages.add(page);
    page.once("close", () => this.remove(page));
    this.endWatching ??= this.edge.watch((report) => {
      this.collect(describeForInspector(report, this.edge.distribution));
    });
    write(page, "state", this.describeState());
  }

  /** Tells all pages how things stand: what is in the cache has changed, or what the edge follows. */
  tellState(): void {
    this.pages.forEach((page) => write(page, "state", this.describeState()));
  }

  private remove(page: ServerResponse): void {
    this.pages.delete(page);
    if (this.pages.size > 0) {
      return;
    }
    this.endWatching?.();
    this.endWatching = undefined;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = [];
    this.skipped = 0;
  }

  private collect(request: InspectedRequest): void {
    this.waiting.push(request);
    if (this.waiting.length > mostRequests) {
      this.waiting.shift();
      this.skipped++;
    }
    this.timer ??= setTimeout(() => this.tell(), intervalMs);
  }

  private tell(): void {
    const { waiting, skipped } = this;
    this.timer = undefined;
    this.waiting = [];
    this.skipped = 0;
    const news = { requests: waiting, skipped, stats: this.edge.stats() };
    this.pages.forEach((page) => write(page, "requests", news));
  }

  private describeState() {
    const { Origins, CacheBehaviors } = this.edge.distribution;
    return {
      origins: (Origins.Items ?? []).map(({ Id }) => Id),
      pathPatterns: [...(CacheBehaviors?.Items ?? []).map(({ PathPattern }) => PathPattern), "*"],
      stats: this.edge.stats(),
    };
  }
}

function write(page: ServerResponse, event: string, data: object): void {
  page.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
