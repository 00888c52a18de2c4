import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A listening TCP server whose connections the test handles itself. */
export interface Target {
  host: string;
  port: number;
  /** The next connection. */
  accept(): Promise<Socket>;
  close(): Promise<void>;
}

export async function listenForTest(): Promise<Target> {
  const server = createServer({ allowHalfOpen: true });
  const sockets: Socket[] = [];
  const accepted: Socket[] = [];
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    sockets.push(socket);
    accepted.push(socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    host: "127.0.0.1",
    port: (server.address() as AddressInfo).port,
    accept: async () => {
      while (accepted.length === 0) {
        await once(server, "connection");
      }
      return accepted.shift() as Socket;
    },
    close: async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Connects, keeping the own half open when the other end closes its half. */
export async function connectForTest(port: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port, allowHalfOpen: true });
  await once(socket, "connect");
  return socket;
}

/** Reads until `length` bytes are there. */
export async function readText(socket: Socket, length: number): Promise<string> {
  let text = "";
  while (text.length < length) {
    const [chunk] = (await once(socket, "data")) as [Buffer];
    text += chunk.toString("latin1");
  }
  return text;
}

/** Reads until the other end closes its half; unlike a stream consumer, leaves the socket open. */
export async function readToEnd(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
  await once(socket, "end");
  return text;
}

/** The code of the error that a socket ends with. */
export async function readErrorCode(socket: Socket): Promise<string | undefined> {
  return await new Promise((resolve) => {
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    socket.resume();
  });
}
