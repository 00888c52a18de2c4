import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { UserError } from "../user-error";

const loopback = "127.0.0.1";

/** What a link keeps of one connection, so that a fast sender can't fill the memory. */
const maxHeldBytes = 1024 * 1024;

/** Calls back after a delay in milliseconds; what it returns calls that off. */
export type Schedule = (callback: () => void, delayMs: number) => () => void;

export interface LinkOptions {
  /** Where the link leads. */
  to: { host: string; port: number };
  /** How long each request is held, in whole milliseconds; 0 passes everything on at once. */
  delayMs: number;
  /** The loopback port to listen on. Defaults to a free one. */
  port?: number;
  /** The option by which the user chose `port`, for the error that names it. Defaults to `port`. */
  portOption?: string;
  /** The timer. Defaults to `setTimeout`. */
  schedule?: Schedule;
}

/** An open link; see `openLink`. */
export interface Link {
  /** The link's own end, for example `http://127.0.0.1:50123`. */
  url: string;
  port: number;
  /**
   * Lets connections that come from now on lead elsewhere.
   *
   * @returns once those that came before have ended
   */
  leadTo(to: LinkOptions["to"]): Promise<void>;
  /**
   * Stops listening and ends every connection at both ends. May be called again.
   *
   * @param drainMs how long connections may take to end by themselves; 0 by default
   */
  close(drainMs?: number): Promise<void>;
}

/**
 * Opens a stretch of network on loopback: a TCP port that leads to `to`, as far away as `delayMs`.
 *
 * What the client sends arrives `delayMs` later, in order; what the target sends arrives at once.
 * The whole round trip is thus added once per request, also on a connection kept alive. It works on
 * bytes and not on HTTP, so nothing of a request or response can change on the way. A half-closed
 * connection stays half open, and a failure at one end resets the other.
 *
 * @throws UserError naming the port and its option when it can't be listened on.
 */
export async function openLink(options: LinkOptions): Promise<Link> {
  const { delayMs, schedule = scheduleTimeout } = options;
  let { to } = options;
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const target = connect({ ...to, allowHalfOpen: true, noDelay: true });
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
    }
    joinSockets(client, target, delayMs, schedule);
  });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${loopback}:${port}`,
    port,
    leadTo: async (other) => {
      to = other;
      await untilClosed([...sockets]);
    },
    close: (drainMs = 0) => closeAll(server, sockets, drainMs),
  };
}

async function listen(server: Server, { port, portOption = "port" }: LinkOptions): Promise<void> {
  try {
    await once(server.listen(port ?? 0, loopback), "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "EADDRINUSE" ? "something else listens there already" : code;
    throw new UserError(
      `${portOption} must be a port that is free on ${loopback}, got ${port} (${reason}). ` +
        `Choose another one, or leave ${portOption} out to use any free port.`,
      { cause: error },
    );
  }
}

async function closeAll(server: Server, sockets: Set<Socket>, drainMs: number): Promise<void> {
  const closed = untilClosed([server, ...sockets]);
  server.close();
  const destroyAll = () => sockets.forEach((socket) => socket.destroy());
  const timer = setTimeout(destroyAll, drainMs);
  if (drainMs === 0) {
    destroyAll();
  }
  await closed;
  clearTimeout(timer);
}

async function untilClosed(handles: readonly (Server | Socket)[]): Promise<void> {
  await Promise.all(
    handles.map((handle) => new Promise((resolve) => handle.once("close", resolve))),
  );
}

function joinSockets(client: Socket, target: Socket, delayMs: number, schedule: Schedule): void {
  client.on("error", () => target.resetAndDestroy());
  target.on("error", () => client.resetAndDestroy());
  target.pipe(client);
  if (delayMs === 0) {
    client.pipe(target);
  } else {
    pipeDelayed(client, target, delayMs, schedule);
  }
}

/** Like `from.pipe(to)`, every chunk and the end `delayMs` late, each counted from its arrival. */
function pipeDelayed(from: Socket, to: Socket, delayMs: number, schedule: Schedule): void {
  const pending = new Set<() => void>();
  let heldBytes = 0;
  const delay = (pass: () => void): void => {
    const cancel = schedule(() => {
      pending.delete(cancel);
      pass();
    }, delayMs);
    pending.add(cancel);
  };
  from.on("data", (chunk: Buffer) => {
    heldBytes += chunk.length;
    if (heldBytes >= maxHeldBytes) {
      from.pause();
    }
    // Held until the target's kernel has taken it: that carries the target's back-pressure.
    const release = (): void => {
      heldBytes -= chunk.length;
      if (heldBytes < maxHeldBytes) {
        from.resume();
      }
    };
    delay(() => to.write(chunk, release));
  });
  from.on("end", () => delay(() => to.end()));
  to.once("close", () => {
    for (const cancel of pending) {
      cancel();
    }
  });
}

function scheduleTimeout(callback: () => void, delayMs: number): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}
