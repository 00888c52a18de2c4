import { expect } from "chai";
import type { BeanstalkAppArgs } from "../../../components";
import { resolveBeanstalkAppSettings } from "../../../components/beanstalk-app/settings";
import { findBeanstalkAppProblems } from "../../../components/beanstalk-app/validate";
import { formatProblems } from "../../../components/shared/problems";

/** Arguments in which there is nothing wrong. */
export const VALID: BeanstalkAppArgs = {
  source: { versionLabel: "v1" },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
};

function find(change: Partial<BeanstalkAppArgs> | string): string[] {
  const [name, args] = typeof change === "string" ? [change, {}] : ["web", change];
  const settings = resolveBeanstalkAppSettings({ ...VALID, ...args });
  return findBeanstalkAppProblems(name, settings).map((problem) =>
    formatProblems("C", [problem]).slice("C: ".length),
  );
}

/** What is changed in valid arguments, a string being the component's name, and what is found. */
export type Row = [title: string, change: Partial<BeanstalkAppArgs> | string, expected: string[]];

/** The sentence about a number. */
export const sayRange = (path: string, unit: string, min: number, max: number, got: number) =>
  `${path} must be a whole number of ${unit} from ${min} to ${max}, got ${got}. ` +
  "Use a number in that range.";

/** A test for each row. */
export function testRows(rows: Row[]): void {
  for (const [title, change, expected] of rows) {
    it(`finds ${expected.length || "nothing wrong"} in ${title}`, () => {
      expect(find(change)).to.deep.equal(expected);
    });
  }
}
