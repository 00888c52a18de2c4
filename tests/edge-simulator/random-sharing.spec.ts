import { expect } from "chai";
import fc from "fast-check";
import type { ViewerRequest } from "../../edge-simulator";
import { allMethods, type CachePolicyChanges } from "./support/distribution";
import { alikeRequests, anyKeying, describeKeying, tellKeyParts } from "./support/key-model";
import { anyAnswer, listMadeFor, NamingOrigin, someRanges } from "./support/naming-origin";
import {
  TestStage,
  type Received,
  type StageOptions,
  type ViewerOptions,
} from "./support/test-stage";
import { withFunctions } from "./support/with-functions";

/** A function on requests, and what it makes of one, told in another way. */
interface Rewrite {
  readonly code: string;
  rewrite(request: ViewerRequest): ViewerRequest;
}

const byHeader: Rewrite = {
  code: `if (request.headers['x-variant']) {
      request.uri = request.headers['x-variant'].value === '1' ? '/one' : '/b';
    }
    return request;`,
  rewrite: (request) => {
    const value = request.headers["x-variant"];
    return value === undefined ? request : { ...request, path: value === "1" ? "/one" : "/b" };
  },
};
const byCookie: Rewrite = {
  code: `if (request.cookies.b) {
      request.querystring = { a: request.cookies.b };
      delete request.headers['x-b'];
    }
    return request;`,
  rewrite: (request) => {
    const [, value] = /(?:^|; )b=([^;]*)/.exec(String(request.headers["cookie"])) ?? [];
    return value === undefined
      ? request
      : { ...request, query: `a=${value}`, headers: { ...request.headers, "x-b": undefined } };
  },
};
const answering: Rewrite = {
  code: `if (request.cookies.A) {
      return { statusCode: 200, headers: { 'made-for': request.headers['x-viewer'] } };
    }
    return request;`,
  rewrite: (request) => request,
};
const anyRewrite = fc.constantFrom(undefined, byHeader, byCookie, answering);

const onResponse = "response.headers['ran-for'] = request.headers['x-viewer']; return response;";

/** A request, and what came of it. */
interface Sent {
  readonly viewer: ViewerRequest;
  readonly received: Received;
  readonly number: number;
}

/** Requests that come at the same time, and how long it takes until the next do. */
interface Burst {
  readonly requests: readonly ViewerRequest[];
  readonly pauseSeconds: number;
}

const anyBursts: fc.Arbitrary<Burst[]> = alikeRequests.chain((pool) =>
  fc.array(
    fc.record({
      // From a few, so that many are asked for again.
      requests: fc.array(
        fc
          .record({
            viewer: fc.constantFrom(...pool),
            range: fc.constantFrom(undefined, undefined, undefined, ...someRanges),
            variant: fc.constantFrom(undefined, undefined, "1", "2"),
          })
          .map(({ viewer, range, variant }) => ({
            ...viewer,
            headers: { ...viewer.headers, range, "x-variant": variant },
          })),
        { minLength: 1, maxLength: 5 },
      ),
      pauseSeconds: fc.constantFrom(0, 1, 3),
    }),
    { minLength: 2, maxLength: 4 },
  ),
);
const everything: NonNullable<StageOptions["forward"]> = {
  headers: "allViewer",
  cookies: "all",
  queryStrings: "all",
};
const anyForwarding = fc.constantFrom(everything, { headers: "allViewer" as const });
const anyTtls = fc.constantFrom<NonNullable<CachePolicyChanges["ttls"]>>(
  ...([
    [0, 60, 600],
    [2, 60, 600],
    [0, 0, 60],
  ] as const),
);

/** Sends bursts of requests; each viewer is told whose response it got. */
async function sendBursts(stage: TestStage, bursts: readonly Burst[]): Promise<Sent[]> {
  let number = 0;
  const all: Sent[] = [];
  for (const { requests, pauseSeconds } of bursts) {
    const burst = requests.map(async (viewer) => {
      const own = number++;
      const given = Object.entries({ ...viewer.headers, "x-viewer": String(own) });
      const received = await stage.send(`${viewer.path}${viewer.query && `?${viewer.query}`}`, {
        method: viewer.method as ViewerOptions["method"],
        headers: Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Record<
          string,
          string
        >,
      });
      return { viewer, received, number: own };
    });
    all.push(...(await Promise.all(burst)));
    stage.clock.advance(pauseSeconds);
  }
  return all;
}

/**
 * @param keys of all requests, by their number
 * @returns for whom else the response was made
 */
function checkViewer(sent: Sent, keys: readonly string[]): number[] {
  const { viewer, received, number } = sent;
  const madeFor = listMadeFor(viewer.method, received).map(Number);
  for (const other of madeFor) {
    expect(keys[other], `${number} got ${other}'s`).to.equal(keys[number]);
  }
  const others = madeFor.filter((other) => other !== number);
  const isOwn = received.result === "Miss" || received.result?.startsWith("Function");
  expect(isOwn ? others : []).to.deep.equal([]);
  const { "ran-for": ranFor = String(number) } = received.headers;
  expect(ranFor, "the viewer whose response a function was run on").to.equal(String(number));
  return others;
}

/** A stage that caches, compresses and runs functions whenever it may. */
function describeStage(
  options: StageOptions,
  rewriting: Rewrite | undefined,
  originConnection: NamingOrigin,
): StageOptions {
  const CachedMethods = { Items: ["GET", "HEAD", "OPTIONS"] };
  const stage: StageOptions = {
    ...options,
    behavior: {
      ...options.behavior,
      AllowedMethods: { Items: allMethods, CachedMethods },
      Compress: true,
    },
    edge: { originConnection },
  };
  return rewriting === undefined
    ? stage
    : withFunctions({ onRequest: rewriting.code, onResponse }, stage);
}

describe("sharing, at random", () => {
  it("CF-KEY-01 CF-KEY-04 CF-KEY-12 CF-COL-02 viewers get only what was made for their own key", async () => {
    const shared = { ranges: 0, compressed: 0, legacy: 0, rewritten: 0, head: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(anyKeying, anyTtls, anyForwarding),
        anyRewrite,
        fc.array(anyAnswer, { minLength: 1, maxLength: 6 }),
        anyBursts,
        async ([keying, ttls, forward], rewriting, answers, bursts) => {
          const rewrite = rewriting?.rewrite ?? ((viewer: ViewerRequest) => viewer);
          const options = describeKeying(keying, ttls, forward);
          const stage = await TestStage.start(
            describeStage(options, rewriting, new NamingOrigin(answers)),
          );
          try {
            const all = await sendBursts(stage, bursts);
            const keys = all.map(({ viewer }) => tellKeyParts(rewrite(viewer), keying.policy));
            for (const sent of all) {
              const others = checkViewer(sent, keys).length;
              const { received, viewer } = sent;
              shared.ranges += received.status === 206 ? others : 0;
              shared.compressed += received.headers["content-encoding"] !== undefined ? others : 0;
              shared.legacy += keying.forwardedValues !== undefined ? others : 0;
              shared.rewritten += rewrite(viewer) !== viewer ? others : 0;
              shared.head += viewer.method === "HEAD" ? others : 0;
            }
          } finally {
            await stage.stop();
          }
        },
      ),
      { numRuns: 80 },
    );
    for (const [kind, count] of Object.entries(shared)) {
      expect(count, `responses that were another's: ${kind}`).to.be.above(5);
    }
  }).timeout(30_000); // two seconds where nothing else runs
});
