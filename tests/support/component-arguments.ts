import { expect } from "chai";
import type { Definition } from "../../components/shared/arguments";
import { readArguments } from "../../components/shared/arguments";
import { formatProblem } from "../../components/shared/problems";

/** What is changed in valid arguments, and the sentences that are expected. */
export type ArgumentRow<Args> = [title: string, change: Partial<Args>, expected: string[]];

/** Valid arguments of a component, and what comes of changes in them. */
export class ComponentArguments<Args extends object, Settings> {
  constructor(
    private readonly definition: Definition<Args, Settings>,
    private readonly valid: NoInfer<Args>,
  ) {}

  /** The settings; fails where there is anything wrong. */
  settle(change: Partial<Args> = {}): Settings {
    const { settings, errors } = this.read(change);
    expect(errors.map(formatProblem)).to.deep.equal([]);
    return settings;
  }

  /** The errors as sentences. */
  sayErrors(change: Partial<Args>, name = "web"): string[] {
    return this.read(change, name).errors.map(formatProblem);
  }

  /** The warnings as sentences. */
  sayWarnings(change: Partial<Args>): string[] {
    return this.read(change).warnings.map(formatProblem);
  }

  read(change: Partial<Args>, name = "web") {
    return readArguments(this.definition, name, { ...this.valid, ...change });
  }

  /** A test for each row: exactly these errors, with these words. */
  testErrors(rows: ArgumentRow<Args>[]): void {
    for (const [title, change, expected] of rows) {
      it(`finds ${expected.length || "nothing wrong"} in ${title}`, () => {
        expect(this.sayErrors(change)).to.deep.equal(expected);
      });
    }
  }

  /** A test for each row: exactly these warnings. */
  testWarnings(rows: ArgumentRow<Args>[]): void {
    for (const [title, change, expected] of rows) {
      it(`warns ${expected.length} times of ${title}`, () => {
        expect(this.sayWarnings(change)).to.deep.equal(expected);
      });
    }
  }
}

/** The sentence about a whole number that is out of its range. */
export const sayRange = (path: string, unit: string, min: number, max: number, got: number) =>
  `${path} must be a whole number of ${unit} from ${min} to ${max}, got ${got}. ` +
  "Use a number in that range.";
