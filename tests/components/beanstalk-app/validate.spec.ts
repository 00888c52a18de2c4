import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs, PlatformPolicy } from "../../../components";
import { resolveBeanstalkAppSettings } from "../../../components/beanstalk-app/settings";
import { findBeanstalkAppProblems } from "../../../components/beanstalk-app/validate";
import type { Row } from "./validate-rows";
import { sayRange, testRows, VALID } from "./validate-rows";

const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:token-AbCdEf";

const nameRule = (name: string) => [
  "name must have 1 to 32 letters, digits and hyphens, with no hyphen at either end, " +
    `got "${name}". The environment's name is made of it, and may have 40 characters. Shorten it.`,
];
const names: Row[] = [
  ["a name of one letter", "w", []],
  ["a name of 32 characters", "Web-2".padEnd(32, "x"), []],
  ["a name of 33 characters", "w".repeat(33), nameRule("w".repeat(33))],
  ["an empty name", "", nameRule("")],
  ["a name with a hyphen in front", "-web", nameRule("-web")],
  ["a name with a hyphen behind", "web-", nameRule("web-")],
  ["a name with an underscore", "my_web", nameRule("my_web")],
];

const stackRule = (got: string) => [
  "solutionStackName must be a platform version's whole name, such as " +
    `"64bit Amazon Linux 2023 v4.7.2 running Python 3.13", got "${got}". ` +
    "List them with: aws elasticbeanstalk list-available-solution-stacks.",
];
const platforms: Row[] = [
  [
    "a Windows platform",
    { solutionStackName: "64bit Windows Server Core 2022 v2.15.3 running IIS 10.0" },
    [],
  ],
  ["an unknown platform", { solutionStackName: pulumi.output("x") }, []],
  ["a language alone", { solutionStackName: "Python 3.13" }, stackRule("Python 3.13")],
  [
    "a branch",
    { solutionStackName: "Python 3.13 running on 64bit Amazon Linux 2023" },
    stackRule("Python 3.13 running on 64bit Amazon Linux 2023"),
  ],
  [
    "a wrong platform policy",
    { platformPolicy: "newest" as PlatformPolicy },
    ['platformPolicy must be one of "pin", "latest", got "newest". Use a member of the enum.'],
  ],
];

const propertyNameRule = (group: string, got: string) =>
  `${group} must have names of letters, digits and underscores, with no digit in front, ` +
  `got "${got}". Rename the property.`;
const arnRule = (name: string) =>
  `secrets.${name} must be the ARN of a Secrets Manager secret or a Parameter Store parameter. ` +
  "Store the secret in one of these and give its ARN.";
const properties: Row[] = [
  ["names of all kinds", { environmentVariables: { A: "", _b1: "x" }, secrets: { C: SECRET } }, []],
  [
    "a name with a digit in front",
    { environmentVariables: { "1A": "" } },
    [propertyNameRule("environmentVariables", "1A")],
  ],
  ["a name with a hyphen", { secrets: { "A-B": SECRET } }, [propertyNameRule("secrets", "A-B")]],
  [
    "a name in both",
    { environmentVariables: { A: "" }, secrets: { A: SECRET } },
    ["secrets.A must not be in environmentVariables too. Keep it in one of the two."],
  ],
  ["a name that every object has", { secrets: { constructor: SECRET } }, []],
  ["a parameter", { secrets: { A: "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/a" } }, []],
  ["an unknown secret", { secrets: { A: pulumi.output("hunter2") } }, []],
  ["a secret's value, not shown", { secrets: { A: "hunter2" } }, [arnRule("A")]],
  ["another service's ARN", { secrets: { A: "arn:aws:s3:::bucket" } }, [arnRule("A")]],
];

const others: Row[] = [
  [
    "a namespace of nobody's",
    {
      extraSettings: [
        { namespace: "aws:elasticbeanstalk:command", name: "Timeout", value: "600" },
        { namespace: "elasticbeanstalk:command", name: "Timeout", value: "600" },
      ],
    },
    [
      'extraSettings[1].namespace must begin with "aws:", got "elasticbeanstalk:command". ' +
        "Use a namespace of Beanstalk's general options.",
    ],
  ],
  ["the shortest wait", { waitForReadyMinutes: 5 }, []],
  ["the longest wait", { waitForReadyMinutes: 180 }, []],
  [
    "too short a wait",
    { waitForReadyMinutes: 4 },
    [sayRange("waitForReadyMinutes", "minutes", 5, 180, 4)],
  ],
  [
    "too long a wait",
    { waitForReadyMinutes: 181 },
    [sayRange("waitForReadyMinutes", "minutes", 5, 180, 181)],
  ],
  ["tags", { tags: { name: "a", Stage: "dev" } }, []],
  [
    "the tag Name",
    { tags: { Name: "a" } },
    [
      "tags.Name must not be set, since Beanstalk sets it on its environments itself, " +
        'got "a". Use another tag.',
    ],
  ],
];

const findPaths = (name: string, args: BeanstalkAppArgs) =>
  findBeanstalkAppProblems(name, resolveBeanstalkAppSettings(args)).map(({ path }) => path);

describe("findBeanstalkAppProblems", () => {
  testRows([...names, ...platforms, ...properties, ...others]);

  it("finds the source's problems", () => {
    expect(findPaths("web", { ...VALID, source: {} })).to.deep.equal(["source"]);
  });

  it("takes a missing source as none, for callers without types", () => {
    const args = { ...VALID, source: undefined } as unknown as BeanstalkAppArgs;
    expect(findPaths("web", args)).to.deep.equal(["source"]);
  });

  it("finds everything at once, in the order of the arguments", () => {
    const args: BeanstalkAppArgs = {
      source: {},
      solutionStackName: "",
      platformPolicy: "" as PlatformPolicy,
      network: { vpcId: "vpc-1", instanceSubnetIds: [], loadBalancerSubnetIds: [] },
      capacity: { minInstances: 0, instanceTypes: [""] },
      healthCheck: { path: "", matcherHttpCode: "" },
      secrets: { "": "" },
      extraSettings: [{ namespace: "", name: "", value: "" }],
      waitForReadyMinutes: 0,
      tags: { Name: "" },
    };
    expect(findPaths("-", args)).to.deep.equal([
      "name",
      "source",
      "solutionStackName",
      "platformPolicy",
      "network.instanceSubnetIds",
      "network.loadBalancerSubnetIds",
      "capacity.minInstances",
      "capacity.instanceTypes[0]",
      "healthCheck.path",
      "healthCheck.matcherHttpCode",
      "secrets",
      "secrets.",
      "extraSettings[0].namespace",
      "waitForReadyMinutes",
      "tags.Name",
    ]);
  });
});
