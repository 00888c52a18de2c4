import { expect } from "chai";
import type { BeanstalkAppArgs } from "../../../components";
import { BEANSTALK_ORIGIN_HINTS } from "../../../components/beanstalk-app/hints";
import { BEANSTALK_ORIGIN } from "../../../components/beanstalk-app/settings";
import type { Field } from "../../../components/shared/fields";
import type { Place } from "../../../components/shared/place";
import { beanstalkArguments } from "./beanstalk-arguments";

const sayErrors = (change: object) =>
  beanstalkArguments.sayErrors(change as Partial<BeanstalkAppArgs>);

describe("an argument by another tool's name", () => {
  it("is refused with what it is called here", () => {
    expect(sayErrors({ tier: "Worker", envVars: {} })).to.deep.equal([
      "tier is not an argument. " +
        "Leave it out: this is always a web server environment. CloudFront reaches no worker.",
      "envVars is not an argument. Use environmentVariables.",
    ]);
  });

  for (const [name, hint] of Object.entries(BEANSTALK_ORIGIN_HINTS)) {
    it(`is none of ours: ${name}`, () => {
      expect(sayErrors({ [name]: "x" })).to.deep.equal([`${name} is not an argument. ${hint}`]);
    });

    for (const [, path = ""] of hint.matchAll(/(?:Use|and) ([a-z][\w.]*\w)/gi)) {
      it(`leads ${name} to ${path}, which there is`, () => {
        expect(isArgument(path)).to.equal(true);
      });
    }
  }
});

/** Whether there is an argument of that path: reading another one names it as unknown. */
function isArgument(path: string): boolean {
  const [first = "", ...rest] = path.split(".");
  const field = (BEANSTALK_ORIGIN.fields as Record<string, Field<never, unknown>>)[first];
  if (field === undefined || rest.length > 1) {
    return false;
  }
  const place: Place = { subject: "", path: "", problems: [] };
  field.read(rest.length === 0 ? undefined : { [String(rest[0])]: null }, place);
  return !place.problems.some(({ must }) => must === "is not an argument");
}
