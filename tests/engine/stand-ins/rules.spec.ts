import { AssertionError, expect } from "chai";
import { Account } from "../../support/engine/stand-ins/account";
import type { RuleId } from "../../support/engine/stand-ins/rules";
import { RULES } from "../../support/engine/stand-ins/rules";
import { BEANSTALK_PROBES } from "./probes/beanstalk";
import { GENERAL_PROBES } from "./probes/general";
import { OTHER_PROBES } from "./probes/others";
import { World } from "./probes/world";

/** Fails where the stand-ins don't follow a rule. */
type Probe = (world: World) => Promise<void> | void;

const PROBES: Record<RuleId, Probe> = { ...GENERAL_PROBES, ...BEANSTALK_PROBES, ...OTHER_PROBES };

describe("Rules of the stand-ins", () => {
  it("each have a probe", () => {
    expect(Object.keys(PROBES).sort()).to.deep.equal(Object.keys(RULES).sort());
  });

  it("each say where the real provider's stands", () => {
    const rules = Object.values(RULES);
    expect(rules.filter(({ source }) => !source.startsWith("https://"))).to.deep.equal([]);
    expect(new Set(rules.map(({ statement }) => statement)).size).to.equal(rules.length);
  });

  for (const [rule, { statement }] of Object.entries(RULES) as [RuleId, (typeof RULES)[RuleId]][]) {
    it(`${statement} (${rule}), which its probe notices`, async () => {
      await PROBES[rule](new World(new Account()));
      const failure = await probeBroken(rule);
      expect(failure, "the probe of the broken rule").to.be.instanceOf(AssertionError);
    });
  }
});

async function probeBroken(rule: RuleId): Promise<unknown> {
  try {
    await PROBES[rule](new World(new Account(rule)));
    return undefined;
  } catch (error) {
    return error;
  }
}
