import { expect } from "chai";
import type { DistributionConfig } from "../../edge-simulator";
import { TestStage } from "../edge-simulator/support/test-stage";

type Associations = DistributionConfig["DefaultCacheBehavior"]["FunctionAssociations"];

interface FailingFunction {
  readonly name: string;
  readonly body: string;
  readonly status: number;
  /** What the viewer's page says. */
  readonly says: string;
}

const failing: FailingFunction[] = [
  {
    name: "loops",
    body: "for (;;) {}",
    status: 503,
    says: 'The CloudFront function "loops" failed (FunctionExecutionError): ',
  },
  {
    name: "throws",
    body: "throw new Error('why');",
    status: 503,
    says: 'The CloudFront function "throws" failed (FunctionExecutionError): ',
  },
  {
    name: "returns-rubbish",
    body: "return 7;",
    status: 502,
    says: 'The CloudFront function "returns-rubbish" failed (FunctionValidationError): ',
  },
];

describe("functions that fail among other requests", () => {
  it("CF-FN-22 CF-GW-04 CF-GW-05 each viewer learns which and why, and the others are served", async () => {
    const stage = await TestStage.start({
      paths: failing.map(({ name }) => ({
        PathPattern: `/${name}/*`,
        FunctionAssociations: associate(name),
      })),
      edge: {
        functions: Object.fromEntries(
          failing.map(({ name, body }) => [name, { name, code: `function handler() {${body}}` }]),
        ),
      },
    });
    try {
      const rounds = [...Array(5).keys()];
      const failures = rounds.flatMap((round) =>
        failing.map(async ({ name, status, says }) => {
          const received = await stage.send(`/${name}/${round}`);
          expect([received.status, received.body.includes(says)]).to.deep.equal([status, true]);
        }),
      );
      const others = rounds.map(async (round) => {
        expect((await stage.send(`/other/${round}`)).body).to.equal("ok");
      });
      await Promise.all([...failures, ...others]);
      expect(stage.origin.seen.length).to.equal(others.length);
    } finally {
      await stage.stop();
    }
  });
});

function associate(name: string): Associations {
  return { Items: [{ EventType: "viewer-request", FunctionARN: name }] };
}
