import { expect } from "chai";
import type { ServerResponse } from "node:http";
import type { OriginFailureKind } from "../../edge-simulator";
import { TestStage } from "../edge-simulator/support/test-stage";
import { FaultyOrigin, type Fault } from "./support/faulty-origin";
import { load } from "./support/load";
import { isBodyOf } from "./support/told-body";

const connectionAttempts = 2;
const readTimeoutSeconds = 1;
const connectionTimeoutSeconds = 1;
/** The documented time-outs: each attempt's, and that between bytes. The rest is for a busy machine. */
const longestMs =
  1000 *
  (connectionAttempts * (connectionTimeoutSeconds + readTimeoutSeconds) + readTimeoutSeconds + 2);

interface FaultRow {
  readonly title: string;
  /** What goes wrong with every other response. */
  readonly fault?: Fault;
  /** What goes wrong besides, ten times while requests come. */
  readonly tick?: (origin: FaultyOrigin) => void;
  /** What is counted, and nothing else. Where connections break at any time: at most these. */
  readonly kinds: readonly OriginFailureKind[];
  /** The statuses of errors that viewers get; likewise. */
  readonly statuses: readonly number[];
  /** Whether viewers see bodies break off. */
  readonly breaksOff?: boolean;
  /** How many requests come: fewer where each fault takes as long as a time-out. */
  readonly requests?: number;
}

function beginBody(response: ServerResponse, body: string): void {
  response.setHeader("content-length", body.length);
  response.write(body.slice(0, body.length / 2));
}

const rows: FaultRow[] = [
  {
    title: "CF-GW-01 an origin that takes no connections",
    tick: (origin) => origin.stop(),
    kinds: ["connect", "closed"],
    statuses: [502],
  },
  {
    title: "CF-GW-01 an origin that closes connections instead of answering",
    fault: (response) => response.socket?.destroy(),
    kinds: ["closed"],
    statuses: [502],
  },
  {
    title: "CF-STO-02 responses that are reset half-way",
    fault: (response, body) => {
      beginBody(response, body);
      setImmediate(() => response.socket?.resetAndDestroy());
    },
    kinds: ["closed"],
    statuses: [],
    breaksOff: true,
  },
  {
    title: "CF-GW-06 CF-LIM-10 an origin that doesn't answer",
    fault: () => undefined,
    requests: 100,
    kinds: ["read-timeout"],
    statuses: [504],
  },
  {
    title: "CF-LIM-10 CF-STO-02 bodies that stop half-way",
    fault: beginBody,
    requests: 100,
    kinds: ["read-timeout"],
    statuses: [],
    breaksOff: true,
  },
  {
    title: "CF-STO-02 bodies that are shorter than their length",
    fault: (response, body) => {
      beginBody(response, body);
      response.socket?.end();
    },
    kinds: ["closed"],
    statuses: [],
    breaksOff: true,
  },
  {
    title: "CF-STO-02 chunks without a last one",
    fault: (response, body) => {
      response.write(body.slice(0, body.length / 2));
      response.socket?.end();
    },
    kinds: ["closed"],
    statuses: [],
    breaksOff: true,
  },
  {
    title: "what isn't HTTP, instead of a response",
    fault: (response) => response.socket?.end("garbage\r\n\r\n"),
    kinds: ["invalid-response"],
    statuses: [502],
  },
  {
    title: "CF-STO-02 what isn't a chunk, between chunks",
    fault: (response, body) => {
      response.write(body.slice(0, body.length / 2));
      response.socket?.end("zz\r\n");
    },
    kinds: ["invalid-response"],
    statuses: [],
    breaksOff: true,
  },
  {
    title: "another response behind one, that nobody has asked for",
    fault: (response, body) => {
      const second = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong";
      const head = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`;
      response.socket?.write(`${head}${body}${second}`);
    },
    kinds: [],
    statuses: [],
  },
  {
    title: "CF-GW-07 bursts of 503",
    fault: (response) => response.writeHead(503).end("overloaded"),
    kinds: [],
    statuses: [503],
  },
  {
    title: "an origin that is started anew again and again",
    tick: (origin) => {
      origin.stop();
      void origin.start();
    },
    kinds: ["connect", "closed"],
    statuses: [502],
  },
];

describe("faults of an origin under load", function () {
  this.timeout(40_000);

  for (const { title, fault, tick, kinds, statuses, requests = 600, breaksOff = false } of rows) {
    it(`${title}: no wrong body, nobody waits for ever, all is well afterwards`, async () => {
      const origin = new FaultyOrigin();
      const stage = await startStage(await origin.start());
      try {
        await load(stage, 300, () => stage.clock.advance(1));
        origin.fault = fault;
        const faulty = await load(stage, requests, () => {
          stage.clock.advance(2);
          tick?.(origin);
        });
        expect(faulty.wrong).to.deep.equal([]);
        expect(faulty.longestMs).to.be.below(longestMs);
        const seen = {
          kinds: Object.keys(stage.edge.stats().errorsByKind),
          statuses: Object.keys(faulty.errors).map(Number),
          breaksOff: faulty.brokenOff > 0,
        };
        if (fault !== undefined) {
          expect(seen).to.deep.equal({ kinds, statuses, breaksOff });
        } else {
          expect(kinds).to.include.members(seen.kinds);
          expect(seen.kinds).not.to.deep.equal([]);
          expect(statuses).to.include.members(seen.statuses);
        }
        checkObjects(stage);

        origin.fault = undefined;
        origin.stop();
        await origin.start();
        stage.clock.advance(60); // beyond what errors are kept for
        const after = await load(stage, 300, () => stage.clock.advance(1));
        expect(after).to.deep.include({ errors: {}, brokenOff: 0, wrong: [] });
      } finally {
        await stage.stop();
        origin.stop();
      }
    });
  }
});

function startStage(originUrl: string): Promise<TestStage> {
  return TestStage.start({
    cache: { ttls: [0, 0, 3600] },
    origin: {
      ConnectionAttempts: connectionAttempts,
      ConnectionTimeout: connectionTimeoutSeconds,
      CustomOriginConfig: {
        HTTPPort: 80,
        HTTPSPort: 443,
        OriginProtocolPolicy: "http-only",
        OriginReadTimeout: readTimeoutSeconds,
      },
    },
    edge: { origins: { web: originUrl } },
  });
}

/** Whatever is stored is whole and under its own key. */
function checkObjects(stage: TestStage): void {
  for (const { key, response } of stage.edge.listObjects(1000)) {
    const [path = ""] = /\/(kept|passed)\/\d+/.exec(key) ?? [];
    const isWhole = response.status !== 200 || isBodyOf(path, response.body.toString());
    expect(isWhole, `${key}: ${response.body.toString().slice(0, 200)}`).to.equal(true);
  }
}
