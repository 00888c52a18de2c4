import { expect } from "chai";
import { once } from "node:events";
import { connect, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Http1Server } from "../../edge-simulator/viewer/http1-server";
import type { Exchange } from "../../edge-simulator/exchange";

// Node's own are 60 s for a head and 300 s for all, looked at each 30 s.
const shortTimes = { headersTimeout: 40, requestTimeout: 80, connectionsCheckingInterval: 20 };

const rows: [title: string, request: string, reachesOrigin: boolean][] = [
  ["a head that doesn't end", "GET /a HTTP/1.1\r\nHost: a\r\n", false],
  ["a body that doesn't end", "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\none", true],
];

describe("viewers who don't go on with their request", () => {
  for (const [title, request, reachesOrigin] of rows) {
    it(`${title}: 408, the connection closed, and the origin's with it`, async () => {
      const signals: AbortSignal[] = [];
      const { server } = new Http1Server({
        plainScheme: "https",
        edgeHeaders: [],
        country: undefined,
        httpsPort: undefined,
        isClosing: false,
        nextRequestId: () => "id",
        answer: ({ viewer }: Exchange) => {
          signals.push(viewer.over());
          return new Promise(() => undefined);
        },
      });
      Object.assign(server, shortTimes).listen(0, "127.0.0.1");
      await once(server, "listening");
      try {
        const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
        socket.write(request);
        expect(await text(socket)).to.match(/^HTTP\/1\.1 408 /);
        expect(signals.map(({ aborted }) => aborted)).to.deep.equal(reachesOrigin ? [true] : []);
      } finally {
        server.close();
      }
    });
  }
});
