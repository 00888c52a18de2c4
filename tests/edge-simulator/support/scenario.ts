import { expect } from "chai";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { OriginAnswers, TestOrigin } from "./test-origin";
import { TestStage, type Received, type StageOptions, type ViewerOptions } from "./test-stage";

/** One step of a scenario: what changes first, then a request and what it has to bring. */
export interface Step extends ViewerOptions {
  /** What the origin answers from now on; `down`: it is gone. */
  readonly origin?: OriginAnswers | "down";
  /** Likewise of the second origin. */
  readonly spare?: OriginAnswers | "down";
  readonly advanceSeconds?: number;
  /** Paths that are invalidated. */
  readonly invalidate?: readonly string[];
  readonly path?: string;
  readonly expect: {
    readonly status?: number;
    readonly result?: string;
    readonly body?: string;
    /** Text that is somewhere in the body. */
    readonly bodyIncludes?: string;
    /** The body as it was before its `Content-Encoding`. */
    readonly decoded?: string;
    /** `null`: there is no such header. */
    readonly headers?: Record<string, string | null>;
    /** How many requests the origin has seen by now. */
    readonly seen?: number;
    /** Headers of the last request that the origin saw; `null`: it had none. */
    readonly forwarded?: Record<string, string | null>;
    /** Request line of the last request that the origin saw: `GET /a?b`. */
    readonly asked?: string;
    /** The same of the second origin. */
    readonly spareSeen?: number;
    readonly spareForwarded?: Record<string, string | null>;
    readonly spareAsked?: string;
  };
}

/** A row of a table of tests: a title that starts with the fact's id, a stage, and steps. */
export interface Scenario extends StageOptions {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** Makes a test of each scenario. */
export function testScenarios(scenarios: readonly Scenario[]): void {
  for (const scenario of scenarios) {
    it(scenario.title, async () => {
      const stage = await TestStage.start(scenario);
      try {
        for (const [index, step] of scenario.steps.entries()) {
          await take(stage, step, index + 1);
        }
      } finally {
        await stage.stop();
      }
    });
  }
}

async function take(stage: TestStage, step: Step, number: number): Promise<void> {
  await change(stage.origin, step.origin);
  await change(stage.spare, step.spare);
  stage.clock.advance(step.advanceSeconds ?? 0);
  stage.edge.invalidate(step.invalidate ?? []);
  const received = await stage.send(step.path ?? "/a", step);
  const wanted = step.expect;
  const [actual, expected] = collect(stage, wanted, received);
  expect(actual, `step ${number}`).to.deep.equal(expected);
}

async function change(origin: TestOrigin, answers: OriginAnswers | "down" | undefined) {
  if (answers === "down") {
    await origin.stop();
  } else if (answers !== undefined) {
    origin.respond(answers);
  }
}

// Everything that a step asks for, so that a failure shows all of it at once.
function collect(stage: TestStage, wanted: Step["expect"], received: Received) {
  const actual: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  const add = (name: string, is: unknown, should: unknown) => {
    if (should === undefined) {
      return;
    }
    actual[name] = is;
    expected[name] = should;
  };
  add("status", received.status, wanted.status);
  add("result", received.result, wanted.result);
  add("body", received.body, wanted.body);
  const { bodyIncludes, headers, seen, forwarded, asked } = wanted;
  const { spareSeen, spareForwarded, spareAsked } = wanted;
  if (bodyIncludes !== undefined) {
    add("body", received.body.includes(bodyIncludes) ? bodyIncludes : received.body, bodyIncludes);
  }
  add("decoded", wanted.decoded && decode(received), wanted.decoded);
  add("seen", stage.origin.seen.length, seen);
  add("spare seen", stage.spare.seen.length, spareSeen);
  for (const [name, value] of Object.entries(headers ?? {})) {
    add(name, received.headers[name] ?? null, value);
  }
  const addLastSeen = (origin: TestOrigin, kind: string, fields = {}, line?: string) => {
    for (const [name, value] of Object.entries(fields)) {
      add(`${kind}forwarded ${name}`, origin.lastSeen.headers[name] ?? null, value);
    }
    if (line !== undefined) {
      add(`${kind}asked`, `${origin.lastSeen.method} ${origin.lastSeen.url}`, line);
    }
  };
  addLastSeen(stage.origin, "", forwarded, asked);
  addLastSeen(stage.spare, "spare ", spareForwarded, spareAsked);
  return [actual, expected] as const;
}

function decode({ headers, bytes }: Received): string {
  switch (headers["content-encoding"]) {
    case "br":
      return brotliDecompressSync(bytes).toString();
    case "gzip":
      return gunzipSync(bytes).toString();
    default:
      return "not encoded";
  }
}
