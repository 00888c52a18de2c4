import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import { listChanges } from "../support/engine/pulumi-run";
import type { Properties } from "../support/engine/stand-ins/properties";

const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

interface OptionSetting {
  namespace: string;
  name: string;
  resource: string;
  value: string;
}

const setSize = (settings: OptionSetting[]) =>
  settings.map((setting) => (setting.name === "MaxSize" ? { ...setting, value: "12" } : setting));

const addProperty = (settings: OptionSetting[]) => [
  ...settings,
  {
    namespace: "aws:elasticbeanstalk:application:environment",
    name: "DEBUG",
    resource: "",
    value: "true",
  },
];

const changeSettings =
  (change: (settings: OptionSetting[]) => OptionSetting[]) =>
  ({ settings }: Properties): Properties => ({ settings: change(settings as OptionSetting[]) });

/** What somebody changes by hand, and what the next preview says of it. */
const CHANGES: [by: string, type: string, change: (old: Properties) => Properties, string[]][] = [
  ["the group's size", ENVIRONMENT, changeSettings(setSize), ["update Environment web (settings)"]],
  ["an option that no argument states", ENVIRONMENT, changeSettings(addProperty), []],
  [
    "the platform, as managed updates do",
    ENVIRONMENT,
    () => ({ solutionStackName: "64bit Amazon Linux 2023 v4.9.0 running Python 3.13" }),
    [],
  ],
  [
    "the price class",
    DISTRIBUTION,
    () => ({ priceClass: "PriceClass_100" }),
    ["update Distribution web-distribution (priceClass)"],
  ],
];

describeOnEngine("What is changed by hand, on prod and Pulumi's engine", (project) => {
  before(async () => {
    await project().initialize("prod");
    const up = await project().upInline("prod");
    expect(up.exitCode, up.output).to.equal(0);
  });

  for (const [by, type, change, expected] of CHANGES) {
    it(`${expected.length > 0 ? "is taken back" : "is left alone"}: ${by}`, async () => {
      const [before] = project().account.list(type);
      if (before === undefined) {
        throw new Error(`There is no ${type}`);
      }
      const { inputs, outputs } = before;
      project().account.put({
        ...before,
        inputs: { ...inputs, ...change(inputs) },
        outputs: { ...outputs, ...change(outputs) },
      });
      const preview = await project().preview("prod");
      project().account.put(before);
      expect(preview.exitCode, preview.output).to.equal(0);
      expect(listChanges(preview)).to.deep.equal(expected);
    });
  }
});
