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
const reservedNameRule = (name: string) => [
  `name must not begin with aws, ssm or sg-, which AWS keeps for itself, got "${name}". ` +
    "Put the product's name in front.",
];
const names: Row[] = [
  ["a name of one letter", "w", []],
  ["a name of 32 characters", "Web-2".padEnd(32, "x"), []],
  ["a name of 33 characters", "w".repeat(33), nameRule("w".repeat(33))],
  ["an empty name", "", nameRule("")],
  ["a name with a hyphen in front", "-web", nameRule("-web")],
  ["a name with a hyphen behind", "web-", nameRule("web-")],
  ["a name with an underscore", "my_web", nameRule("my_web")],
  ...["aws", "Aws-shop", "awsome", "ssm1", "SSM", "sg-web", "Sg-1"].map((name): Row => [
    `the name ${name}`,
    name,
    reservedNameRule(name),
  ]),
  ...["shop-aws", "aw-s", "my-ssm", "ss-m", "sg", "sg1", "shop-sg-1"].map((name): Row => [
    `the name ${name}`,
    name,
    [],
  ]),
  ["a reserved name that is too long", "sg-".padEnd(33, "x"), nameRule("sg-".padEnd(33, "x"))],
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

const namespaceRule = (index: number, got: string) =>
  `extraSettings[${index}].namespace must begin with "aws:", and not with "aws:elb:", the classic ` +
  `load balancer's, got "${got}". Use a namespace of Beanstalk's general options.`;
const structuralRule = (got: string) =>
  "extraSettings[0].name must be none that decides which other settings apply, " +
  `got "${got}". Use capacity.environmentType.`;
const missingResourceRule = (got: string) =>
  `extraSettings[0].resource must name the scheduled action${got}. ` +
  "Only scheduled actions have a resource.";
const extra = (namespace: string, name: string, resource?: string) => ({
  extraSettings: [{ namespace, name, value: "x", resource }],
});
const ENVIRONMENT = "aws:elasticbeanstalk:environment";
const SCHEDULE = "aws:autoscaling:scheduledaction";

const extras: Row[] = [
  [
    "a namespace of nobody's",
    {
      extraSettings: [
        { namespace: "aws:elasticbeanstalk:command", name: "Timeout", value: "600" },
        { namespace: "elasticbeanstalk:command", name: "Timeout", value: "600" },
      ],
    },
    [namespaceRule(1, "elasticbeanstalk:command")],
  ],
  ["the load balancer's namespace", extra("aws:elbv2:loadbalancer", "IdleTimeout"), []],
  ...["aws:elb:loadbalancer", "aws:elb:listener:443", "aws:elb:"].map((namespace): Row => [
    `the namespace ${namespace}`,
    extra(namespace, "CrossZone"),
    [namespaceRule(0, namespace)],
  ]),
  ...["EnvironmentType", "LoadBalancerType"].flatMap((name): Row[] => [
    [`the option ${name}`, extra(ENVIRONMENT, name), [structuralRule(name)]],
    [
      `a property with the name ${name}`,
      extra("aws:elasticbeanstalk:application:environment", name),
      [],
    ],
  ]),
  ["another option beside these", extra(ENVIRONMENT, "LoadBalancerIsShared"), []],
  ["a scheduled action", extra(SCHEDULE, "MinSize", "night"), []],
  ["a scheduled action without a resource", extra(SCHEDULE, "MinSize"), [missingResourceRule("")]],
  [
    "a scheduled action with an empty resource",
    extra(SCHEDULE, "MinSize", ""),
    [missingResourceRule(', got ""')],
  ],
  ["an empty resource elsewhere", extra("aws:autoscaling:asg", "MinSize", ""), []],
  [
    "a resource elsewhere",
    extra("aws:autoscaling:asg", "MinSize", "night"),
    [
      "extraSettings[0].resource must not be set in this namespace: Beanstalk does not give it " +
        'back, got "night". Only scheduled actions have a resource.',
    ],
  ],
  [
    "every one of several",
    {
      extraSettings: [
        { namespace: "aws:elb:policies", name: "ConnectionDrainingEnabled", value: "true" },
        { namespace: "aws:autoscaling:asg", name: "Cooldown", value: "300" },
        { namespace: "aws:elb:listener", name: "ListenerProtocol", value: "HTTP" },
      ],
    },
    [namespaceRule(0, "aws:elb:policies"), namespaceRule(2, "aws:elb:listener")],
  ],
];

const others: Row[] = [
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
  testRows([...names, ...platforms, ...properties, ...extras, ...others]);

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
