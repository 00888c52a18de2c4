import type { RecordedStack, RecordedValue } from "./recorded-stack";
import { UserError } from "./user-error";

/** The id that the components give the app's own origin. */
const APP_ORIGIN_ID = "origin";

/** The origins of a stage's distribution. */
export interface StageOrigins {
  /** The id of the origin at which the local app stands in. */
  originId: string;
  /** The domain names of the others, by their ids. */
  otherOrigins: Record<string, string>;
}

type Origin = Record<string, RecordedValue>;

/**
 * Tells the app's origin from the others: by the environment's domain name, or else, where the name
 * is one's own, by the id that the components give it.
 *
 * @throws UserError where several origins are there and none is known to be the app's
 */
export function findStageOrigins(stack: RecordedStack, origins: readonly Origin[]): StageOrigins {
  const app =
    origins.length === 1
      ? origins[0]
      : (origins.find((origin) => isEnvironment(stack, origin)) ??
        origins.find(({ originId }) => originId === APP_ORIGIN_ID));
  if (app === undefined) {
    const ids = origins.map(({ originId }) => String(originId)).join(", ");
    throw new UserError(
      `None of the origins of stack "${stack.stack}" (${ids}) is known to be the app's: none has ` +
        `the environment's domain name, or the id "${APP_ORIGIN_ID}". Run the app yourself, record ` +
        "the stage with npm -s run plan -- --json, and give both to npm run edge -- --stage.",
    );
  }
  const others = origins.filter((origin) => origin !== app);
  return {
    originId: String(app["originId"]),
    otherOrigins: Object.fromEntries(
      others.map(({ originId, domainName }) => [String(originId), String(domainName)]),
    ),
  };
}

function isEnvironment({ madeUp = {} }: RecordedStack, { domainName }: Origin): boolean {
  return /^Environment /.test(madeUp[String(domainName)] ?? "");
}
