import type { OriginExchange, RequestReport } from "./request-report";

/** The last request to an origin about what the viewer asked for, not about a custom error page. */
export function findLastExchange({ originExchanges }: RequestReport): OriginExchange | undefined {
  return originExchanges.filter(({ isForErrorPage }) => !isForErrorPage).at(-1);
}
