import type { OriginProtection } from "./deployed-stage";
import type { Exchange } from "./send-request";
import type { Send, SmokeCheck } from "./smoke-check";
import { conclude } from "./smoke-check";

/** What the way past CloudFront must come to. */
interface Expectation {
  isMet: (exchange: Exchange) => boolean;
  rule: string;
  remedy: string;
}

const SEE_DRIFT = 'see what differs from the program by "pulumi preview --refresh"';

const REFUSED: Expectation = {
  isMet: (exchange) => "failure" in exchange && exchange.failure.isRefusal,
  rule: "nobody but CloudFront may connect",
  remedy: SEE_DRIFT,
};

/** With both, the prefix list refuses first: an answer of 403 shows that it lets others in. */
const EXPECTATIONS: Record<OriginProtection, Expectation> = {
  None: {
    isMet: (exchange) => answers(exchange, 200),
    rule: "the origin must answer 200",
    remedy: "look at the environment's health",
  },
  PrefixList: REFUSED,
  Secret: {
    isMet: (exchange) => answers(exchange, 403),
    rule: "the app must answer 403 to who does not bring the secret",
    remedy: SEE_DRIFT,
  },
  PrefixListAndSecret: REFUSED,
};

/** The way past CloudFront is as open or closed as the stage says. */
export async function checkOrigin(
  originUrl: string,
  originProtection: OriginProtection,
  send: Send,
): Promise<SmokeCheck> {
  const url = new URL("/", originUrl);
  const { isMet, rule, remedy } = EXPECTATIONS[originProtection];
  const exchange = await send(url);
  const protection = `originProtection is ${originProtection}`;
  return isMet(exchange)
    ? conclude(url, exchange, "pass", protection)
    : conclude(url, exchange, "fail", `${protection}, so ${rule}; ${remedy}.`);
}

function answers(exchange: Exchange, status: number): boolean {
  return "answer" in exchange && exchange.answer.status === status;
}
