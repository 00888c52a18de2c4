import { expect } from "chai";
import { Agent } from "undici";
import {
  EdgeSimulator,
  type DistributionConfig,
  type OriginConnection,
} from "../../edge-simulator";
import { UndiciOriginConnection } from "../../edge-simulator/origin/undici-origin-connection";
import { describeDistribution } from "../edge-simulator/support/distribution";

const page = { ErrorCode: 403, ResponsePagePath: "/page", ResponseCode: "403" };
const withPage = { CustomErrorResponses: { Quantity: 1, Items: [page] } };

interface LoopRow {
  readonly title: string;
  readonly root?: Partial<DistributionConfig>;
  /** Whether there is another edge between the edge and itself. */
  readonly goesByAnother?: boolean;
  /** How often the edge asks an origin for each request of a viewer, at most. */
  readonly asks: number;
}

const rows: LoopRow[] = [
  { title: "itself", asks: 1 },
  // The page is asked for where the request is refused, and where that refusal comes through.
  { title: "itself, with a page for that", root: withPage, asks: 3 },
  { title: "another one, whose origin it is", goesByAnother: true, asks: 1 },
];

describe("an edge that is its own origin, under load", () => {
  for (const { title, root, goesByAnother = false, asks } of rows) {
    it(`CF-LIM-14 by ${title}: 403, and no request goes round for ever`, async () => {
      // Its origin's address is known once both listen.
      const origin = { url: "" };
      const distribution = describeDistribution({ root });
      const edge = new EdgeSimulator({ distribution, originConnection: reach(origin) });
      const { url } = await edge.start();
      const other = new EdgeSimulator({ distribution, origins: { web: url } });
      origin.url = goesByAnother ? (await other.start()).url : url;
      const agent = new Agent();
      try {
        const statuses = await Promise.all(
          Array.from({ length: 40 }, async (_, index) => {
            const method = index % 2 === 0 ? "GET" : "POST";
            const response = await agent.request({ origin: url, path: `/${index}`, method });
            await response.body.dump();
            return response.statusCode;
          }),
        );
        expect(new Set(statuses)).to.deep.equal(new Set([403]));
        expect(edge.stats().originRequests).to.be.at.most(40 * asks);
      } finally {
        await agent.destroy();
        await edge.dispose();
        await other.dispose();
      }
    });
  }
});

function reach(origin: { readonly url: string }): OriginConnection {
  const connection = new UndiciOriginConnection();
  return {
    request: (request) => connection.request({ ...request, baseUrl: origin.url }),
    close: () => connection.close(),
  };
}
