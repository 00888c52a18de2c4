import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { UserError } from "../user-error";

/** Why a port can't be had, from the system's error code, and what to do. */
export function explainPortFailure(port: number, code: string | undefined): string {
  const use = code === "EADDRINUSE" ? "is in use" : `can't be opened (${code})`;
  return `Port ${port} for the origin app ${use}. Free it or choose another with --origin-port.`;
}

/**
 * Checks that a port of 127.0.0.1 can be listened on.
 *
 * @param port from 1 to 65535; a free one when undefined
 * @throws UserError when it is out of range, in use or not allowed
 */
export async function choosePort(port: number | undefined): Promise<number> {
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    throw new UserError(`--origin-port must be a whole number from 1 to 65535, got ${port}.`);
  }
  const server = createServer();
  try {
    server.listen(port ?? 0, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    throw new UserError(explainPortFailure(port ?? 0, (error as NodeJS.ErrnoException).code));
  }
  const chosen = (server.address() as AddressInfo).port;
  server.close();
  await once(server, "close");
  return chosen;
}
