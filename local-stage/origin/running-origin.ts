import { request } from "undici";
import { checkHealthCheckPath } from "./health";
import { UserError } from "../user-error";
import { throwProblems } from "./problems";

const ANSWER_TIMEOUT_MS = 5_000;

/**
 * Checks an app that already runs, given by --origin. Its health check may answer what it likes
 * below 500: an app that hides it, or redirects, can still be measured.
 *
 * @param url http, without path, query or credentials
 * @throws UserError when the URL isn't such, when nobody answers within 5 s, or a 5xx comes
 */
export async function checkRunningOrigin(url: string, healthCheckPath: string): Promise<void> {
  await throwProblems([checkOriginUrl(url), checkHealthCheckPath(healthCheckPath)]);
  const healthUrl = new URL(url).origin + healthCheckPath;
  const status = await askStatus(healthUrl).catch((error: unknown) => {
    throw new UserError(
      `--origin ${url} can't be reached: GET ${healthUrl} failed (${describeCause(error)}). ` +
        "Start the app there or correct the URL.",
    );
  });
  if (status >= 500) {
    throw new UserError(
      `--origin ${url} is not healthy: GET ${healthUrl} answers ${status}. ` +
        "Correct the app, then start again.",
    );
  }
}

async function checkOriginUrl(url: string): Promise<void> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  // What remains of a URL with nothing but scheme, host and port.
  const bare = parsed && `${parsed.protocol}//${parsed.host}/`;
  if (parsed?.href !== bare || !/^http:/.test(url)) {
    throw new UserError(
      `--origin must be an http URL without a path, got "${url}". ` +
        "Use for example http://127.0.0.1:8000.",
    );
  }
}

async function askStatus(url: string): Promise<number> {
  const timeouts = { headersTimeout: ANSWER_TIMEOUT_MS, bodyTimeout: ANSWER_TIMEOUT_MS };
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const response = await request(url, { reset: true, signal, ...timeouts });
  await response.body.dump();
  return response.statusCode;
}

/** Connection errors of several addresses come as one error without a message of its own. */
function describeCause(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return (error as NodeJS.ErrnoException).code ?? error.message;
}
