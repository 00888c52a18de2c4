import { expect } from "chai";
import { TestStage } from "../edge-simulator/support/test-stage";

interface FailingFunction {
  readonly name: string;
  /** What it does for URIs that end with `/fail`. */
  readonly failure: string;
  readonly status: number;
  /** What the viewer's page says after the function's name. */
  readonly says: string;
}

const failing: FailingFunction[] = [
  {
    name: "loops",
    failure: "for (;;) {}",
    status: 503,
    says: "failed (FunctionExecutionError): it ran longer than 100 ms.",
  },
  {
    name: "throws",
    failure: "throw new Error('why');",
    status: 503,
    says: "failed (FunctionExecutionError): Error: why (line 2).",
  },
  {
    name: "returns-rubbish",
    failure: "return { statusCode: 99 };",
    status: 502,
    says: "failed (FunctionValidationError): response.statusCode is not valid.",
  },
];

const eventTypes = ["viewer-request", "viewer-response"] as const;
const rounds = [...Array(5).keys()];

describe("functions that fail among other requests", () => {
  for (const eventType of eventTypes) {
    it(`CF-FN-22 CF-GW-04 CF-GW-05 on the ${eventType}: each viewer learns which and why, and the others are served`, async () => {
      const stage = await startStage(eventType);
      try {
        const failures = rounds.flatMap((round) =>
          failing.map(async ({ name, status, says }) => {
            const received = await stage.send(`/${name}/${round}/fail`);
            const [, said] = /<p>(.*function "[^]*?)<\/p>/.exec(received.body) ?? [];
            expect(received.status).to.equal(status);
            expect(said ?? received.body).to.equal(`The CloudFront function "${name}" ${says}`);
          }),
        );
        const others = rounds.flatMap((round) =>
          [...failing.map(({ name }) => name), "other"].map(async (path) => {
            expect((await stage.send(`/${path}/${round}`)).body).to.equal("ok");
          }),
        );
        await Promise.all([...failures, ...others]);
        const asked = eventType === "viewer-request" ? others : [...others, ...failures];
        expect(stage.origin.seen.length).to.equal(asked.length);
      } finally {
        await stage.stop();
      }
    });
  }
});

function startStage(eventType: (typeof eventTypes)[number]): Promise<TestStage> {
  const passed = eventType === "viewer-request" ? "event.request" : "event.response";
  return TestStage.start({
    paths: failing.map(({ name }) => ({
      PathPattern: `/${name}/*`,
      FunctionAssociations: { Items: [{ EventType: eventType, FunctionARN: name }] },
    })),
    edge: {
      functions: Object.fromEntries(
        failing.map(({ name, failure }) => {
          const code = `function handler(event) {
            if (event.request.uri.endsWith("/fail")) { ${failure} }
            return ${passed};
          }`;
          return [name, { name, code }];
        }),
      ),
    },
  });
}
