import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs } from "../../../components";
import { PlatformPolicy } from "../../../components";
import { listPinned } from "../../../components/beanstalk-app/platform";
import type { ArgumentRow } from "../../support/component-arguments";
import { beanstalkArguments } from "./beanstalk-arguments";

type Row = ArgumentRow<BeanstalkAppArgs>;

const STACK = "64bit Amazon Linux 2023 v4.7.2 running Python 3.13";
const ARN =
  "arn:aws:elasticbeanstalk:eu-central-1::platform/Python 3.13 running on 64bit Amazon Linux 2023/4.7.2";
const CUSTOM_ARN = "arn:aws-us-gov:elasticbeanstalk:us-gov-west-1:123456789012:platform/Ours/1.0.0";

const byArn = (platformArn: pulumi.Input<string>) => ({
  solutionStackName: undefined,
  platformArn,
});
const byTemplate = (templateName: string) => ({ solutionStackName: undefined, templateName });

const sayOne = (got: string) => [
  "solutionStackName or platformArn or templateName must be given, and only one of the three" +
    `${got}. Name the platform version, as a rule by its solution stack.`,
];
const sayArn = (got: string) => [
  `platformArn must be the ARN of a platform version, got "${got}". ` +
    "List them with: aws elasticbeanstalk list-platform-versions.",
];
const sayTemplate = (got: string) => [
  `templateName must have 1 to 100 characters, none of them a slash, got "${got}". ` +
    "Use the name of a saved configuration of the application.",
];
const sayLinux1 = (path: string, got: string) => [
  `${path} must not be on the Amazon Linux AMI, which was retired on 18 July 2022, got "${got}". ` +
    "Use a platform on Amazon Linux 2023.",
];

const choiceRows: Row[] = [
  ["a solution stack", { solutionStackName: STACK }, []],
  ["an ARN", byArn(ARN), []],
  ["a custom platform's ARN", byArn(CUSTOM_ARN), []],
  ["a template", byTemplate("production"), []],
  ["the longest template name", byTemplate("t".repeat(100)), []],
  ["no platform", { solutionStackName: undefined }, sayOne("")],
  ["two platforms", { platformArn: ARN }, sayOne(', got ["solutionStackName","platformArn"]')],
  [
    "two platforms that are not known yet",
    { ...byArn(pulumi.output(ARN)), templateName: pulumi.output("production") },
    sayOne(', got ["platformArn","templateName"]'),
  ],
  [
    "a solution stack without a version",
    { solutionStackName: "64bit Amazon Linux 2023 running Python 3.13" },
    [
      "solutionStackName must be a platform version's whole name, such as " +
        '"64bit Amazon Linux 2023 v4.7.2 running Python 3.13", got ' +
        '"64bit Amazon Linux 2023 running Python 3.13". ' +
        "List them with: aws elasticbeanstalk list-available-solution-stacks.",
    ],
  ],
  ["an ARN of something else", byArn(`${CUSTOM_ARN}/x`), sayArn(`${CUSTOM_ARN}/x`)],
  ["an ARN without a version", byArn(ARN.replace("/4.7.2", "")), sayArn(ARN.replace("/4.7.2", ""))],
  ["an empty template name", byTemplate(""), sayTemplate("")],
  ["a template's path", byTemplate("a/b"), sayTemplate("a/b")],
  ["a long template name", byTemplate("t".repeat(101)), sayTemplate("t".repeat(101))],
  [
    "an unknown policy",
    { platformPolicy: "Managed" as PlatformPolicy },
    ['platformPolicy must be one of "pin", "latest", got "Managed". Use a member of the enum.'],
  ],
];

const LINUX_1 = "64bit Amazon Linux 2018.03 v2.9.1 running Python 3.6";
const LINUX_1_ARN =
  "arn:aws:elasticbeanstalk:eu-central-1::platform/Python 3.6 running on 64bit Amazon Linux/2.9.1";

const linux1Rows: Row[] = [
  ["the Amazon Linux AMI", { solutionStackName: LINUX_1 }, sayLinux1("solutionStackName", LINUX_1)],
  ["its ARN", byArn(LINUX_1_ARN), sayLinux1("platformArn", LINUX_1_ARN)],
  ["the Amazon Linux AMI, not known yet", { solutionStackName: pulumi.output(LINUX_1) }, []],
];

const retired: [solutionStackName: string, branch: string, on: string][] = [
  ["64bit Amazon Linux 2 v3.9.1 running Docker", "Amazon Linux 2", "30 June 2026"],
  ["64bit Amazon Linux 2 v5.9.1 running Node.js 18", "Amazon Linux 2", "30 June 2026"],
  ["64bit Amazon Linux 2023 v6.1.0 running Node.js 18", "Node.js 18", "11 August 2025"],
  ["64bit Amazon Linux 2023 v4.1.0 running PHP 8.1", "PHP 8.1", "31 March 2026"],
  ["64bit Amazon Linux 2023 v6.6.4 running Node.js 20", "Node.js 20", "31 July 2026"],
  ["64bit Amazon Linux 2023 v4.7.2 running Python 3.9", "Python 3.9", "31 July 2026"],
  ["64bit Amazon Linux 2023 v4.1.0 running Ruby 3.2", "Ruby 3.2", "31 July 2026"],
];

const sayRetired = (path: string, branch: string, on: string, got: string) => [
  `${path} should be on a supported branch, and AWS's retirement date for ${branch} is ${on}, ` +
    `got "${got}". Move to a current branch: retired ones get no security updates.`,
];

const NODE_18_ARN =
  "arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 18 running on 64bit Amazon Linux 2/5.9.1";

const warningRows: Row[] = [
  ...retired.map(([solutionStackName, branch, on]): Row => [
    solutionStackName,
    { solutionStackName },
    sayRetired("solutionStackName", branch, on, solutionStackName),
  ]),
  [
    NODE_18_ARN,
    byArn(NODE_18_ARN),
    sayRetired("platformArn", "Amazon Linux 2", "30 June 2026", NODE_18_ARN),
  ],
  ...[
    "64bit Amazon Linux 2023 v6.10.0 running Node.js 24",
    "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
    "64bit Amazon Linux 2023 v4.7.2 running PHP 8.4",
    "64bit Amazon Linux 2023 v4.7.2 running Docker",
  ].map((solutionStackName): Row => [solutionStackName, { solutionStackName }, []]),
  ["a current ARN", byArn(ARN), []],
  ["a platform that is not known yet", { solutionStackName: pulumi.output(LINUX_1) }, []],
];

const pinRows: [Partial<BeanstalkAppArgs>, string[]][] = [
  [{}, []],
  [{ platformPolicy: PlatformPolicy.Latest }, []],
  [{ platformPolicy: PlatformPolicy.Pin }, ["solutionStackName"]],
  [{ platformPolicy: PlatformPolicy.Pin, ...byArn(ARN) }, ["platformArn"]],
  [{ platformPolicy: PlatformPolicy.Pin, ...byTemplate("production") }, ["templateName"]],
];

describe("the platform", () => {
  beanstalkArguments.testErrors([...choiceRows, ...linux1Rows]);
  beanstalkArguments.testWarnings(warningRows);

  for (const [change, expected] of pinRows) {
    it(`keeps [${expected.join()}] with ${JSON.stringify(change)}`, () => {
      expect(listPinned(beanstalkArguments.settle(change))).to.deep.equal(expected);
    });
  }
});
