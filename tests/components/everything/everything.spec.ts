import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as fc from "fast-check";
import type { CdnFrontedBeanstalkAppArgs } from "../../../components";
import { CdnFrontedBeanstalkApp, OriginProtection } from "../../../components";
import { maskSecrets } from "../../../local-stage/recorded-stack";
import { recordComponent, recordFailure } from "../../support/record-component";
import { listInputs, listTree } from "../../support/recorded";
import { listUnset } from "./list-unset";
import { LOAD_BALANCED_EDGE } from "./load-balanced-edge";
import { LOAD_BALANCED_ORIGIN } from "./load-balanced-origin";
import { NETWORK_LOAD_BALANCER } from "./network-load-balancer";
import { SHARED_LOAD_BALANCER } from "./shared-load-balancer";
import { shuffleKeys } from "./shuffle-keys";
import { SINGLE_INSTANCE } from "./single-instance";

/** Together they set every argument that there is. */
const PROGRAMS: Record<string, CdnFrontedBeanstalkAppArgs> = {
  "load-balanced": {
    ...LOAD_BALANCED_ORIGIN,
    ...LOAD_BALANCED_EDGE,
    originProtection: OriginProtection.PrefixListAndSecret,
    originDomain: {
      name: "origin.example.com",
      hostedZoneId: "Z0123456789ABCDEFGHIJ",
      overwriteRecords: true,
    },
    originSecretGeneration: 2,
    invalidation: { paths: ["/", "/news/*"] },
  },
  "shared-load-balancer": SHARED_LOAD_BALANCER,
  "network-load-balancer": NETWORK_LOAD_BALANCER,
  "single-instance": SINGLE_INSTANCE,
};

const record = async (args: CdnFrontedBeanstalkAppArgs, preview = false) => {
  const program = () => void new CdnFrontedBeanstalkApp("shop", args);
  const { stack } = await recordComponent(program, { preview });
  return maskSecrets(stack);
};

/**
 * The whole inputs of every resource. After a change that is meant:
 * `UPDATE_SNAPSHOTS=1 npm run test:unit && npm run format:write`.
 */
function readSnapshot(title: string, inputs: Record<string, unknown>): unknown {
  const file = path.join(__dirname, `${title}.json`);
  if (process.env["UPDATE_SNAPSHOTS"] === "1") {
    fs.writeFileSync(file, `${JSON.stringify(inputs, null, 2)}\n`);
  }
  return JSON.parse(fs.readFileSync(file, "utf8"));
}

for (const [title, args] of Object.entries(PROGRAMS)) {
  describe(`everything, as ${title}`, () => {
    it("becomes the inputs that were agreed on", async () => {
      const inputs = listInputs(await record(args));
      expect(inputs).to.deep.equal(readSnapshot(title, inputs));
    });

    it("has the same resources at preview", async () => {
      expect(listTree(await record(args, true))).to.deep.equal(listTree(await record(args)));
    });

    it("does not depend on the order in which mappings name their keys", async () => {
      const inputs = listInputs(await record(args));
      await fc.assert(
        fc.asyncProperty(fc.infiniteStream(fc.nat()), async (numbers) => {
          const shuffled = shuffleKeys(args, () => numbers.next().value);
          expect(listInputs(await record(shuffled))).to.deep.equal(inputs);
        }),
        { numRuns: 5 },
      );
    });

    it("registers nothing where an argument is wrong", async () => {
      const wrong = { ...args, originSecretGeneration: 0 };
      const { message, registered } = await recordFailure(
        () => new CdnFrontedBeanstalkApp("shop", wrong),
      );
      expect(registered).to.deep.equal([]);
      expect(message).to.match(/^CdnFrontedBeanstalkApp "shop": originSecretGeneration must be/);
    });
  });
}

describe("everything", () => {
  const COMPONENT = "cdn-fronted-beanstalk:index:CdnFrontedBeanstalkApp";

  it("is set in one of the programs, each argument of each group", () => {
    expect(listUnset(COMPONENT, Object.values(PROGRAMS))).to.deep.equal([]);
  });

  it("is not set without them", () => {
    const unset = listUnset(COMPONENT, []);
    expect(unset).to.include.members(["source", "caching.behaviors[].pathPattern"]);
    expect(unset).to.include.members(["additionalOrigins.*.headers", "capacity.spot.maxPriceUsd"]);
  });
});
