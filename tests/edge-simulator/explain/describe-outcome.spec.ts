import { expect } from "chai";
import { describeOutcome, type OriginFailureKind } from "../../../edge-simulator";
import { fromSpare, withPages } from "../support/error-pages";
import { leave, withHeldOrigin } from "../support/held-stage";
import { nextReport } from "../support/next-report";
import { TestStage, type StageOptions, type ViewerOptions } from "../support/test-stage";
import type { OriginAnswer } from "../support/test-origin";

interface Row {
  readonly stage?: StageOptions;
  /** What the origin answers, and then, after the first request. */
  readonly origin?: OriginAnswer;
  readonly then?: OriginAnswer | "down";
  readonly requests?: readonly (ViewerOptions & { path?: string; waitSeconds?: number })[];
  readonly says: string;
}

const cc = (value: string) => ({ "cache-control": value });
const anyTtl = { cache: { ttls: [0, 0, 3600] } } as const;
const minute = { headers: { ...cc("max-age=60"), etag: '"one"' } };

const rows: readonly Row[] = [
  {
    origin: minute,
    says: "Miss: the cache had nothing under this key. Fresh for 60 s: the origin's max-age decides.",
  },
  {
    origin: minute,
    requests: [{}, { waitSeconds: 14 }],
    says: "Hit: fresh for 46 s more; the origin's max-age decided.",
  },
  {
    origin: minute,
    requests: [{}, { waitSeconds: 61 }],
    says: "RefreshHit: expired, and the origin confirmed it (304). Fresh for 60 s: the origin's max-age decides.",
  },
  {
    origin: minute,
    then: { headers: cc("s-maxage=200") },
    requests: [{}, { waitSeconds: 61 }],
    says: "Miss: what the cache had is expired. Fresh for 3 min 20 s: the origin's s-maxage decides.",
  },
  {
    origin: { headers: cc("max-age=60, stale-while-revalidate=60") },
    requests: [{}, { waitSeconds: 70 }],
    says: "Hit: expired 10 s ago; served while the origin is asked in the background.",
  },
  {
    origin: minute,
    then: { status: 503 },
    requests: [{}, { waitSeconds: 61 }],
    says: "Hit: expired 1 s ago; served since the origin failed: it answered 503.",
  },
  {
    origin: minute,
    then: "down",
    requests: [{}, { waitSeconds: 61 }],
    says: "Hit: expired 1 s ago; served since the origin failed: it took no connection.",
  },
  {
    origin: minute,
    then: { status: 503 },
    requests: [{}, { waitSeconds: 61 }, {}],
    says: "Hit: expired, but the origin failed a moment ago and isn't asked again yet.",
  },
  { requests: [{ method: "POST" }], says: "Miss: POST isn't cached." },
  {
    stage: { cache: { ttls: [0, 0, 0] } },
    says: "Miss: the cache policy disables caching.",
  },
  {
    requests: [{ headers: { "if-match": '"a"' } }],
    says: "Miss: such a request goes past the cache.",
  },
  {
    stage: anyTtl,
    origin: { headers: cc("private") },
    says: "Miss: the cache had nothing under this key. Not kept: the origin's private decides.",
  },
  {
    stage: anyTtl,
    says:
      "Miss: the cache had nothing under this key. Stale at once, so the origin is asked each " +
      "time: the cache policy's DefaultTTL decides.",
  },
  {
    origin: { status: 404 },
    says:
      "Error: the cache had nothing under this key. The origin answered 404. Fresh for 10 s: the " +
      "distribution's ErrorCachingMinTTL decides.",
  },
  {
    origin: { status: 404 },
    requests: [{}, { waitSeconds: 4 }],
    says: "Error: the kept 404, fresh for 6 s more; the distribution's ErrorCachingMinTTL decided.",
  },
  {
    stage: { ...fromSpare, root: withPages([404]) },
    origin: { status: 404 },
    says:
      "Error: the cache had nothing under this key. The origin answered 404. Fresh for 10 s: the " +
      "distribution's ErrorCachingMinTTL decides. The custom error page /errors/page.html for " +
      "404: 200.",
  },
  {
    origin: { status: 418 },
    says:
      "Error: the cache had nothing under this key. The origin answered 418. Not kept: " +
      "CloudFront keeps no response with this status.",
  },
  {
    stage: { behavior: { AllowedMethods: { Items: ["GET", "HEAD"] } } },
    requests: [{ method: "POST" }],
    says: "Error: refused with 403. The behavior doesn't allow POST.",
  },
  {
    stage: { edge: { viewerScheme: "http" } },
    requests: [{ headers: { host: "example.com" } }],
    says: "Redirect: sent to https://example.com/a. The behavior redirects to https.",
  },
];

const failures: readonly [OriginFailureKind, string][] = [
  ["dns", "its name can't be resolved"],
  ["connect-timeout", "it took no connection in time"],
  ["tls", "the TLS handshake failed"],
  ["read-timeout", "it didn't answer in time"],
  ["closed", "it closed the connection without an answer"],
  ["invalid-response", "what it sent isn't HTTP"],
  ["too-long", "what it sent is too long to be cached"],
  ["range-length", "its response isn't as long as the range that it names"],
  ["write-failed", "it closed the connection before it had all of the request"],
];

async function describeLast({ stage: options, origin, then, requests = [{}] }: Row) {
  const stage = await TestStage.start(options);
  try {
    stage.origin.respond(origin ?? {});
    let says = "";
    for (const [index, { path = "/a", waitSeconds = 0, ...viewer }] of requests.entries()) {
      if (index > 0 && then === "down") {
        await stage.origin.stop();
      } else if (index > 0 && then !== undefined) {
        stage.origin.respond(then as OriginAnswer);
      }
      stage.clock.advance(waitSeconds);
      const told = nextReport(stage);
      await stage.send(path, viewer);
      says = describeOutcome(await told);
    }
    return says;
  } finally {
    await stage.stop();
  }
}

describe("describeOutcome", () => {
  for (const row of rows) {
    it(row.says, async () => {
      expect(await describeLast(row)).to.equal(row.says);
    });
  }

  for (const [kind, reason] of failures) {
    it(`says of an origin that ${reason} that it failed so`, async () => {
      await withHeldOrigin({ origin: { ConnectionAttempts: 1 } }, async ({ stage, origin }) => {
        const told = nextReport(stage);
        const sent = stage.send("/a");
        (await origin.waitFor(1)).fail(kind);
        await sent;
        expect(describeOutcome(await told)).to.equal(
          `Error: the cache had nothing under this key. The origin failed: ${reason}. Fresh for ` +
            "10 s: the distribution's ErrorCachingMinTTL decides.",
        );
      });
    });
  }

  it("says who shared another viewer's response, and who left", async () => {
    await withHeldOrigin({}, async ({ stage, origin, store, view }) => {
      const told: string[] = [];
      const all = new Promise<void>((resolve) => {
        stage.edge.watch((report) => told.push(describeOutcome(report)) === 3 && resolve());
      });
      const first = stage.send("/a");
      const held = await origin.waitFor(1);
      const second = await store.untilNextLookup(() => ({ response: stage.send("/a") }));
      await leave(await view("/b"));
      held.respond(200, cc("max-age=60")).end("one");
      await Promise.all([first, second.response, all]);
      expect(told).to.include(
        "Hit: the same was being fetched for another viewer, whose response this one got too.",
      );
      expect(told.join()).to.contain("The viewer didn't get all of it.");
    });
  });
});
