import type { ServerResponse } from "node:http";
import type { EdgeSimulator } from "../edge-simulator";
import { describeConfiguration } from "./inspected-configuration";
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
  private endWatching: (() => void)[] = [];

  constructor(private readonly edge: EdgeSimulator) {}

  /** Tells this page from now on, until it leaves. */
  add(page: ServerResponse): void {
    page.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
    });
    this.pages.add(page);
    page.once("close", () => this.remove(page));
    if (this.pages.size === 1) {
      this.watchEdge();
    }
    write(page, "configuration", this.describeConfiguration());
    this.writeState(page);
  }

  /** Tells all pages that what is in the cache has changed. */
  tellState(): void {
    this.pages.forEach((page) => this.writeState(page));
  }

  private watchEdge(): void {
    this.endWatching = [
      this.edge.watch((report) => {
        this.collect(describeForInspector(report, this.edge.distribution));
      }),
      this.edge.watchUpdates(() => {
        this.pages.forEach((page) => write(page, "update", this.describeConfiguration()));
        this.tellState();
      }),
    ];
  }

  private remove(page: ServerResponse): void {
    this.pages.delete(page);
    if (this.pages.size > 0) {
      return;
    }
    this.endWatching.forEach((end) => end());
    this.endWatching = [];
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

  private writeState(page: ServerResponse): void {
    write(page, "state", { stats: this.edge.stats() });
  }

  private describeConfiguration() {
    return describeConfiguration(this.edge.distribution);
  }
}

function write(page: ServerResponse, event: string, data: object): void {
  page.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
