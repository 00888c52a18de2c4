import type { Clock } from "../clock";
import type { Exchange, Viewer } from "../exchange";
import { resultTypes, type EdgeResponse, type ResultType } from "../response/edge-response";
import type { RequestReport } from "./request-report";
import { Trace } from "./trace";

/** Counts requests and, where somebody watches, tells of each what was done with it. */
export class RequestObserver {
  private readonly watchers = new Set<(report: RequestReport) => void>();
  private readonly counts = Object.fromEntries(resultTypes.map((result) => [result, 0])) as Record<
    ResultType,
    number
  >;

  constructor(private readonly clock: Clock) {}

  /** How many requests were answered how. */
  get byResult(): Readonly<Record<ResultType, number>> {
    return { ...this.counts };
  }

  /** Has the watcher told of each request, once it is over; the result ends that. */
  watch(watcher: (report: RequestReport) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** The exchange as it is to be served: it collects what happens where somebody watches. */
  begin(exchange: Exchange): Exchange {
    return this.watchers.size === 0
      ? exchange
      : { ...exchange, trace: new Trace(exchange.request, this.clock) };
  }

  /** Takes the answer to an exchange that was begun. */
  answer({ trace, viewer }: Exchange, response: EdgeResponse): EdgeResponse {
    this.counts[response.result]++;
    if (trace !== undefined) {
      trace.setAnswer(response);
      this.reportAtEnd(trace, viewer);
    }
    return response;
  }

  private reportAtEnd(trace: Trace, viewer: Viewer): void {
    viewer.onEnd((end) => {
      const report = trace.report(end);
      this.watchers.forEach((tell) => tell(report));
    });
  }
}
