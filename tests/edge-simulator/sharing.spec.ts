import { expect } from "chai";
import fc from "fast-check";
import { Readable } from "node:stream";
import {
  managedCachePolicyIds,
  managedOriginRequestPolicyIds,
  OriginFailure,
  type OriginConnection,
  type OriginRequest,
  type OriginResponse,
  type ViewerRequest,
} from "../../edge-simulator";
import { allMethods, type CachePolicyChanges } from "./support/distribution";
import { alikeRequests, anyCachePolicy, tellKeyParts } from "./support/key-model";
import { testScenarios, type Scenario } from "./support/scenario";
import {
  TestStage,
  type Received,
  type StageOptions,
  type ViewerOptions,
} from "./support/test-stage";

/** The default behavior of the stacks: the app decides, and everything reaches it. */
const asInStacks = {
  behavior: {
    CachePolicyId: managedCachePolicyIds["UseOriginCacheControlHeaders-QueryStrings"],
    OriginRequestPolicyId: managedOriginRequestPolicyIds.AllViewer,
  },
};
const cachedOptions: StageOptions = {
  behavior: {
    AllowedMethods: { Items: allMethods, CachedMethods: { Items: ["GET", "HEAD", "OPTIONS"] } },
  },
};
const cacheable = { headers: { "cache-control": "public, max-age=60" } };

const pairs: [
  what: string,
  one: ViewerOptions & { path?: string },
  other: ViewerOptions & { path?: string },
][] = [
  ["query", { path: "/a?user=1" }, { path: "/a?user=2" }],
  ["cookie", { headers: { cookie: "id=1" } }, { headers: { cookie: "id=2" } }],
  ["cookie and none", { headers: { cookie: "id=1" } }, {}],
  ["Host", { headers: { host: "one.example" } }, { headers: { host: "two.example" } }],
];

const separated: Scenario[] = pairs.map(([what, one, other]) => ({
  title: `CF-KEY-04 CF-HOST-02 viewers of different ${what} never meet`,
  ...asInStacks,
  steps: [
    { ...one, origin: { ...cacheable, body: "one's" }, expect: { result: "Miss", body: "one's" } },
    {
      ...other,
      origin: { ...cacheable, body: "other's" },
      expect: { result: "Miss", body: "other's" },
    },
    { ...one, expect: { result: "Hit", body: "one's" } },
    { ...other, expect: { result: "Hit", body: "other's", seen: 2 } },
  ],
}));

const guarded: Scenario[] = ["private", "no-store", "private, max-age=600"].map((control) => ({
  title: `CF-TTL-05 an answer to Authorization that says ${control} is its viewer's alone`,
  ...asInStacks,
  steps: [
    {
      origin: { headers: { "cache-control": control }, body: "one's" },
      headers: { authorization: "Bearer one" },
      expect: { result: "Miss", body: "one's", forwarded: { authorization: "Bearer one" } },
    },
    {
      origin: { headers: { "cache-control": control }, body: "other's" },
      headers: { authorization: "Bearer other" },
      expect: { result: "Miss", body: "other's", forwarded: { authorization: "Bearer other" } },
    },
    { expect: { result: "Miss", body: "other's", seen: 3 } },
  ],
}));

/** What an origin answers next. */
interface AnyAnswer {
  readonly status: number;
  readonly control: string | undefined;
  readonly vary: string | undefined;
  readonly etag: string | undefined;
  readonly isDown: boolean;
}

const anyAnswer: fc.Arbitrary<AnyAnswer> = fc.record({
  status: fc.constantFrom(200, 200, 200, 404, 500, 301, 204),
  control: fc.constantFrom(
    undefined,
    "max-age=2",
    "max-age=2, stale-while-revalidate=9",
    "no-cache",
    "no-store",
    "private",
    "max-age=0, stale-if-error=9",
  ),
  vary: fc.constantFrom(undefined, "*", "X-A"),
  etag: fc.constantFrom(undefined, '"1"', '"2"'),
  isDown: fc.constantFrom(false, false, false, true),
});

/** Requests that come at the same time, and how long it takes until the next do. */
const anyBursts = alikeRequests.chain((pool) =>
  fc.array(
    fc.record({
      // From a few, so that many are asked for again.
      requests: fc.array(fc.constantFrom(...pool), { minLength: 1, maxLength: 5 }),
      pauseSeconds: fc.constantFrom(0, 1, 3),
    }),
    { minLength: 2, maxLength: 4 },
  ),
);

const everything: StageOptions["forward"] = {
  headers: "allViewer",
  cookies: "all",
  queryStrings: "all",
};
const anyForwarding = fc.constantFrom<StageOptions["forward"]>(everything, {
  headers: "allViewer",
});
const anyTtls = fc.constantFrom<CachePolicyChanges["ttls"]>([0, 60, 600], [2, 60, 600], [0, 0, 60]);

/** In memory; each answer names the viewer whose request it is made for. */
class NamingOrigin implements OriginConnection {
  private count = 0;

  constructor(private readonly answers: readonly AnyAnswer[]) {}

  async request({ headers }: OriginRequest): Promise<OriginResponse> {
    const answer = this.answers[this.count++ % this.answers.length] as AnyAnswer;
    await new Promise((resolve) => setImmediate(resolve)); // so that others come meanwhile
    if (answer.isDown) {
      throw new OriginFailure("connect");
    }
    const { status, control, vary, etag } = answer;
    const isConfirmed = etag !== undefined && headers["if-none-match"] === etag;
    const viewer = String(headers["x-viewer"]);
    const body = status === 204 || isConfirmed ? [] : [Buffer.from("for "), Buffer.from(viewer)];
    return {
      status: isConfirmed ? 304 : status,
      headers: { "made-for": viewer, "cache-control": control, vary, etag },
      body: Readable.from(body),
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Sends bursts of requests; each viewer is told whose response it got. */
async function sendBursts(
  stage: TestStage,
  bursts: readonly { requests: readonly ViewerRequest[]; pauseSeconds: number }[],
): Promise<{ viewer: ViewerRequest; received: Received; number: number }[]> {
  let number = 0;
  const all = [];
  for (const { requests, pauseSeconds } of bursts) {
    const burst = requests.map(async (viewer) => {
      const own = number++;
      const given = Object.entries({ ...viewer.headers, "x-viewer": String(own) });
      const received = await stage.send(`${viewer.path}${viewer.query && `?${viewer.query}`}`, {
        method: viewer.method as "GET",
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

/** For whom headers and body of a response were made; nobody: the edge made it itself. */
function listMadeFor({ method }: ViewerRequest, { status, headers, body }: Received): string[] {
  const inHeader = headers["made-for"];
  if (inHeader === undefined) {
    return [];
  }
  if (method === "HEAD" || status === 204) {
    return [String(inHeader)];
  }
  // The whole body; after a 304 it may be another's than the header.
  const [, inBody] = /^for (\d+)$/.exec(body) ?? [];
  expect(inBody, `a whole body: ${body}`).not.to.equal(undefined);
  return [String(inHeader), String(inBody)];
}

describe("sharing", () => {
  testScenarios(separated);
  testScenarios(guarded);

  it("CF-KEY-01 CF-KEY-04 CF-COL-02 viewers get only what was made for their own key", async () => {
    let shared = 0;
    await fc.assert(
      fc.asyncProperty(
        anyCachePolicy,
        anyTtls,
        anyForwarding,
        fc.array(anyAnswer, { minLength: 1, maxLength: 6 }),
        anyBursts,
        async (policy, ttls, forward, answers, bursts) => {
          const originConnection = new NamingOrigin(answers);
          const cache = { ...policy, ttls };
          const stage = await TestStage.start({
            ...cachedOptions,
            cache,
            forward,
            edge: { originConnection },
          });
          try {
            const all = await sendBursts(stage, bursts);
            for (const { viewer, received, number } of all) {
              const madeFor = listMadeFor(viewer, received);
              for (const name of madeFor) {
                const other = all.find((one) => String(one.number) === name);
                expect(other && tellKeyParts(other.viewer, cache)).to.equal(
                  tellKeyParts(viewer, cache),
                );
              }
              const others = madeFor.filter((name) => name !== String(number));
              expect(received.result === "Miss" ? others : []).to.deep.equal([]);
              shared += others.length;
            }
          } finally {
            await stage.stop();
          }
        },
      ),
      { numRuns: 80 },
    );
    expect(shared, "responses that were another's").to.be.above(50);
  });
});
