import type { CacheAnswer } from "./cache/cache-answer";
import { isCachingDisabled } from "./cache/ttl";
import type { Behavior, CompiledDistribution } from "./configuration/compiled-distribution";
import type { Exchange } from "./exchange";
import type { HeaderFields } from "./header-fields";
import { matchBehavior } from "./request/match-behavior";
import type { EdgeResponse } from "./response/edge-response";
import type { Presenter } from "./response/presenter";

/** An error that a viewer would get. */
interface EdgeError {
  readonly status: number;
  /** For how long the edge keeps it. */
  readonly ttlSeconds: number;
}

// What a viewer's request says about its own body, or about a copy or part of its own object.
const ownHeaders = [
  ...["content-length", "content-type", "content-md5", "transfer-encoding"],
  ...["if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "range"],
];

/** Answers errors with the pages of custom error responses (CF-CER). */
export class ErrorPages {
  /** @param fetch gets what cache or origin have for a request */
  constructor(
    private readonly distribution: CompiledDistribution,
    private readonly presenter: Presenter,
    private readonly fetch: (
      exchange: Exchange,
      behavior: Behavior,
    ) => CacheAnswer | Promise<CacheAnswer>,
  ) {}

  /**
   * What a viewer gets instead of an error; `undefined`: the error. That also where the page itself
   * was asked for: a page that is missing isn't looked for again.
   */
  async replace(
    exchange: Exchange,
    behavior: Behavior,
    error: EdgeError,
  ): Promise<EdgeResponse | undefined> {
    const { request, trace } = exchange;
    const { path, query } = request;
    const page = behavior.errorPages.get(error.status);
    if (page === undefined || page.path === path) {
      return undefined;
    }
    const method = request.method === "HEAD" ? "HEAD" : "GET";
    const headers: HeaderFields = {
      ...request.headers,
      ...Object.fromEntries(ownHeaders.map((name) => [name, undefined])),
    };
    const pageExchange: Exchange = {
      ...exchange,
      // CF-HDR-23: the page's origin may be told what failed.
      request: { ...request, method, path: page.path, query: "", headers, failed: { path, query } },
      body: undefined,
      trace: trace?.forErrorPage(),
    };
    const answer = await this.fetch(pageExchange, this.choose(page.path, behavior, error));
    const { status } = answer.record;
    trace?.addNote(`The custom error page ${page.path} for ${error.status}: ${status}.`);
    return this.presenter.presentErrorPage(exchange, behavior, answer, {
      errorStatus: error.status,
      pageStatus: page.status,
    });
  }

  /**
   * The behavior through which a page is fetched (CF-CER-03), with the TTLs that hold for it: its
   * own where it is one for certain paths, else as long as the error is kept (CF-CER-04). For an
   * error where caching is disabled nothing is kept (CF-ERR-03).
   */
  private choose(path: string, failed: Behavior, { ttlSeconds }: EdgeError): Behavior {
    const behavior = matchBehavior(this.distribution, path);
    const isOwn = behavior !== this.distribution.behaviors.at(-1);
    const isKept = !isCachingDisabled(failed.ttlBounds);
    const seconds = isKept ? ttlSeconds : 0;
    const asError = { minSeconds: seconds, defaultSeconds: seconds, maxSeconds: seconds };
    return {
      ...behavior,
      ttlBounds: isOwn && isKept ? behavior.ttlBounds : asError,
      errorPages: new Map(), // a page that can't be had gives its own answer (CF-CER-05)
    };
  }
}
