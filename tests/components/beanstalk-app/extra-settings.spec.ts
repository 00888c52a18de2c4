import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { ExtraSettingArgs } from "../../../components";
import { LoadBalancerType } from "../../../components";
import { findOptions, listNamespaces } from "../../../components/beanstalk-app/known-options";
import { beanstalkArguments, buildOptions, listOptionChanges } from "./beanstalk-arguments";

const ASG = "aws:autoscaling:asg";
const ENVIRONMENT = "aws:elasticbeanstalk:environment";
const LAUNCH = "aws:autoscaling:launchconfiguration";
const BALANCER = "aws:elbv2:loadbalancer";
const GROUP_MADE_HERE =
  "Leave it out: groups of the environment's own stand in the place of Beanstalk's, and " +
  "restrictToCloudFront decides whom they admit.";
const SCHEDULE = "aws:autoscaling:scheduledaction";

const extra = (
  namespace: string,
  name: string,
  value: ExtraSettingArgs["value"] = "x",
  resource?: string,
) => ({ extraSettings: [{ namespace, name, value, resource }] });

const sayNamespace = (rule: string, got: string, remedy: string) =>
  `extraSettings[0].namespace ${rule}, got "${got}". ${remedy}`;
const sayStructural = (name: string, remedy: string) =>
  `extraSettings[0].name must be none that decides which other settings apply, got "${name}". ` +
  remedy;
const sayUnnamed = (got: string) =>
  `extraSettings[0].resource must name the scheduled action${got}. ` +
  "Use a name of 1 to 255 letters and digits.";
const sayValue = (rule: string, got: string) =>
  `extraSettings[0].value must be ${rule}, got "${got}". ` +
  "Use a value that Beanstalk documents for the option.";

describe("extra settings", () => {
  it("win over the option that an argument sets, and the last one over the others", () => {
    const extraSettings = ["5", "6"].map((value) => ({ namespace: ASG, name: "MaxSize", value }));
    extraSettings.push({ namespace: ASG, name: "Cooldown", value: "0" });
    expect(listOptionChanges({ extraSettings })).to.deep.equal([
      `${ASG}[] Cooldown=0`,
      `${ASG}[] MaxSize=6`,
    ]);
  });

  it("set a scheduled action under its name", () => {
    expect(listOptionChanges(extra(SCHEDULE, "MinSize", "0", "night"))).to.deep.equal([
      `${SCHEDULE}[night] MinSize=0`,
    ]);
  });

  const worker = "Put the worker into an environment of its own.";
  beanstalkArguments.testErrors([
    [
      "no namespace",
      extra("", "x"),
      [
        sayNamespace(
          'must begin with "aws:"',
          "",
          "Use a namespace of Beanstalk's general options.",
        ),
      ],
    ],
    [
      "a classic load balancer",
      extra("aws:elb:policies", "CrossZone"),
      [
        sayNamespace(
          'must not begin with "aws:elb:", the classic load balancer\'s',
          "aws:elb:policies",
          'Use "aws:elbv2:": AWS creates classic load balancers for old applications only.',
        ),
      ],
    ],
    [
      "the worker tier",
      extra("aws:elasticbeanstalk:sqsd", "HttpPath"),
      [
        sayNamespace(
          "must not be the worker tier's: this is a web server environment",
          "aws:elasticbeanstalk:sqsd",
          worker,
        ),
      ],
    ],
    [
      "a cluster",
      extra("aws:elasticbeanstalk:eks:environment", "x"),
      [
        sayNamespace(
          "must not be a Beanstalk Cluster's: this is a Beanstalk Standard environment",
          "aws:elasticbeanstalk:eks:environment",
          "Use the general options for Beanstalk Standard environments.",
        ),
      ],
    ],
    [
      "a database",
      extra("aws:rds:dbinstance", "DBEngine"),
      [
        sayNamespace(
          "must not be a database's: the environment would take it along when it is replaced",
          "aws:rds:dbinstance",
          "Make the database apart, and name its address in environmentVariables.",
        ),
      ],
    ],
    [
      "no name",
      extra(ASG, ""),
      ['extraSettings[0].name must not be empty, got "". Give a value, or leave it out.'],
    ],
    ...(
      [
        ["EnvironmentType", "Use capacity.environmentType."],
        ["LoadBalancerType", "Use loadBalancer.type."],
        ["LoadBalancerIsShared", "Use loadBalancer.sharedLoadBalancerArn."],
      ] as const
    ).map(([name, remedy]): [string, object, string[]] => [
      `the structural option ${name}`,
      extra(ENVIRONMENT, name, "true"),
      [sayStructural(name, remedy)],
    ]),
    ...([LAUNCH, "aws:autoscaling:launchconfigurations"] as const).map(
      (namespace): [string, object, string[]] => [
        `the metadata service's version 1, in ${namespace}`,
        extra(namespace, "DisableIMDSv1", "true"),
        namespace === LAUNCH
          ? [
              "extraSettings[0].name must not be the option that opens the metadata service's " +
                'version 1, got "DisableIMDSv1". Leave it out: instances answer IMDSv2 alone, always.',
            ]
          : [],
      ],
    ),
    ...(
      [
        [LAUNCH, "DisableDefaultEC2SecurityGroup", "false", GROUP_MADE_HERE],
        [LAUNCH, "SecurityGroups", "sg-1", "Use instances.additionalSecurityGroupIds."],
        [LAUNCH, "SSHSourceRestriction", "tcp,22,22,0.0.0.0/0", "Use instances.sshSource."],
        [BALANCER, "ManagedSecurityGroup", "sg-1", GROUP_MADE_HERE],
        [BALANCER, "SecurityGroups", "sg-1", "Use loadBalancer.securityGroupIds."],
      ] as const
    ).flatMap(([namespace, name, value, remedy]): [string, object, string[]][] => [
      [
        `the group option ${name} in ${namespace}`,
        extra(namespace, name, value),
        [
          "extraSettings[0].name must not be an option that replaces the security groups made for " +
            `the environment, got "${name}". ${remedy}`,
        ],
      ],
      [
        `the group option ${name} in ${namespace} where Beanstalk's own groups stay`,
        { ...extra(namespace, name, value), loadBalancer: { type: LoadBalancerType.Network } },
        [],
      ],
    ]),
    ["another option of the load balancer", extra(BALANCER, "IdleTimeout", "60"), []],
    ["a property of that name", extra(`${ENVIRONMENT}:proxy:staticfiles`, "EnvironmentType"), []],
    ["another option there", extra(ENVIRONMENT, "ServiceRole", "beans"), []],
    ["a schedule without a name", extra(SCHEDULE, "MinSize", "1"), [sayUnnamed("")]],
    [
      "a schedule with an empty name",
      extra(SCHEDULE, "MinSize", "1", ""),
      [sayUnnamed(', got ""')],
    ],
    ["an empty resource elsewhere", extra(ASG, "MinSize", "1", ""), []],
    [
      "a resource elsewhere",
      extra(ASG, "MinSize", "1", "night"),
      [
        "extraSettings[0].resource must not be set in this namespace: Beanstalk does not give it " +
          'back, got "night". Leave it out: only scheduled actions have a resource.',
      ],
    ],
  ]);
});

describe("the value of an extra setting", () => {
  const cooldown = (value: string) => extra(ASG, "Cooldown", value);
  const range = (got: string) => [sayValue("a number from 0 to 10000", got)];
  const flag = (value: string) => extra("aws:elasticbeanstalk:xray", "XRayEnabled", value);
  beanstalkArguments.testErrors([
    ["the lowest number", cooldown("0"), []],
    ["the highest number", cooldown("10000"), []],
    ["a fraction", cooldown("0.5"), []],
    ["a number too high", cooldown("10001"), range("10001")],
    [
      "a number too low",
      extra(`${ENVIRONMENT}:process:api`, "Port", "0"),
      [sayValue("a number from 1 to 65535", "0")],
    ],
    ...["-1", "", "1e3", "ten", "1,5"].map((got): [string, object, string[]] => [
      `the number ${got || "left out"}`,
      cooldown(got),
      range(got),
    ]),
    ["a member of a list", extra("aws:autoscaling:trigger", "Unit", "Bytes/Second"), []],
    [
      "no member of a list",
      extra("aws:elasticbeanstalk:command", "BatchSizeType", "fixed"),
      [sayValue('one of "Percentage", "Fixed"', "fixed")],
    ],
    ["a flag", flag("true"), []],
    ["a flag in capitals", flag("True"), [sayValue('one of "true", "false"', "True")]],
    ["an option that takes anything", extra("aws:ec2:vpc", "Subnets", "a b"), []],
    ["a value that is not known yet", extra(ASG, "Cooldown", pulumi.output("ten")), []],
    ["an unknown option", extra(ASG, "constructor"), []],
  ]);
});

describe("an extra setting that is not documented", () => {
  const nearest = (word: string) => `The nearest one is "${word}".`;
  const unknownOption = (got: string, word: string) =>
    "extraSettings[0].name is none that Beanstalk documents in this namespace, " +
    `got "${got}". ${nearest(word)}`;
  beanstalkArguments.testWarnings([
    [
      "an unknown namespace",
      extra("aws:autoscaling:asgs", "MinSize", "1"),
      [
        "extraSettings[0].namespace is none that Beanstalk documents, " +
          `got "aws:autoscaling:asgs". ${nearest(ASG)}`,
      ],
    ],
    ["an unknown option", extra(ASG, "CoolDown", "1"), [unknownOption("CoolDown", "Cooldown")]],
    [
      "what every object has",
      extra(ASG, "constructor"),
      [unknownOption("constructor", "Cooldown")],
    ],
    ["a named listener", extra("aws:elbv2:listener:8443", "Protocol", "HTTPS"), []],
    ["a named rule", extra("aws:elbv2:listenerrule:api", "Process", "api"), []],
    [
      "a named process",
      extra(`${ENVIRONMENT}:process:api`, "Ports"),
      [unknownOption("Ports", "Port")],
    ],
    ["a property", extra("aws:elasticbeanstalk:application:environment", "ANY"), []],
    ["a platform's own option", extra("aws:elasticbeanstalk:container:python", "WSGIPath"), []],
  ]);
});

describe("the documented options", () => {
  it("hold every option that a builder sets by default", () => {
    const unknown = buildOptions({}).filter(({ namespace, name }) => {
      const options = findOptions(namespace);
      return options !== "any" && !(options !== undefined && name in options);
    });
    expect(unknown).to.deep.equal([]);
  });

  for (const namespace of listNamespaces()) {
    it(`are all found, with no empty range or list: ${namespace}`, () => {
      const options = findOptions(namespace.replace("*", "8443"));
      expect(options).to.be.an("object").that.is.not.empty;
      for (const [name, { oneOf, range }] of Object.entries(options ?? {})) {
        expect(oneOf ?? ["any"], name).to.not.deep.equal([]);
        expect(range === undefined || range.min < range.max, name).to.equal(true);
      }
    });
  }
});
