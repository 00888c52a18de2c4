import { expect } from "chai";
import type { BeanstalkAppArgs, HealthReportingArgs } from "../../../components";
import { EnvironmentType, HealthSuccessThreshold, HealthReportingType } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import {
  beanstalkArguments,
  buildOptions,
  listOptionChanges,
  showOptions,
} from "./beanstalk-arguments";

const NAMESPACE = "aws:elasticbeanstalk:healthreporting:system[]";

const describeRules = (application: boolean, loadBalancer: boolean) =>
  `${NAMESPACE} ConfigDocument={"CloudWatchMetrics":{"Environment":{},"Instance":{}},` +
  `"Rules":{"Environment":{"Application":{"ApplicationRequests4xx":{"Enabled":${application}}},` +
  `"ELB":{"ELBRequests4xx":{"Enabled":${loadBalancer}}}}},"Version":1}`;

const optionRows: [title: string, HealthReportingArgs, string[]][] = [
  ["no argument", {}, []],
  ["basic", { type: HealthReportingType.Basic }, [`${NAMESPACE} SystemType=basic`]],
  [
    "a lower threshold",
    { successThreshold: HealthSuccessThreshold.Degraded },
    [`${NAMESPACE} HealthCheckSuccessThreshold=Degraded`],
  ],
  ["the application's 4xx", { ignoreApplication4xx: true }, [describeRules(false, true)]],
  ["the load balancer's 4xx", { ignoreLoadBalancer4xx: true }, [describeRules(true, false)]],
  [
    "all 4xx",
    { ignoreApplication4xx: true, ignoreLoadBalancer4xx: true },
    [describeRules(false, false)],
  ],
  ["no 4xx", { ignoreApplication4xx: false, ignoreLoadBalancer4xx: false }, []],
];

const type = HealthReportingType.Basic;
const single = { environmentType: EnvironmentType.SingleInstance };

const sayEnhanced = (argument: string, got: string) =>
  `healthReporting.${argument} must not be set with basic health reporting, got ${got}. ` +
  "Set healthReporting.type to Enhanced.";

const rows: ArgumentRow<BeanstalkAppArgs>[] = [
  [
    "an unknown system",
    { healthReporting: { type: "Enhanced" as HealthReportingType } },
    [
      'healthReporting.type must be one of "enhanced", "basic", got "Enhanced". ' +
        "Use a member of the enum.",
    ],
  ],
  [
    "an unknown threshold",
    { healthReporting: { successThreshold: "Info" as HealthSuccessThreshold } },
    [
      'healthReporting.successThreshold must be one of "Ok", "Warning", "Degraded", "Severe", ' +
        'got "Info". Use a member of the enum.',
    ],
  ],
  [
    "basic reporting with enhanced reporting's arguments",
    {
      healthReporting: {
        type,
        successThreshold: HealthSuccessThreshold.Ok,
        ignoreApplication4xx: true,
        ignoreLoadBalancer4xx: true,
      },
    },
    [
      sayEnhanced("successThreshold", '"Ok"'),
      sayEnhanced("ignoreApplication4xx", "true"),
      sayEnhanced("ignoreLoadBalancer4xx", "true"),
    ],
  ],
  [
    "basic reporting that ignores nothing",
    { healthReporting: { type, ignoreApplication4xx: false, ignoreLoadBalancer4xx: false } },
    [],
  ],
  [
    "a single instance's own 4xx",
    { capacity: single, healthReporting: { ignoreApplication4xx: true } },
    [],
  ],
  [
    "a single instance's load balancer",
    { capacity: single, healthReporting: { ignoreLoadBalancer4xx: true } },
    [
      "healthReporting.ignoreLoadBalancer4xx must not be set for a single instance, which has no " +
        "load balancer, got true. Use ignoreApplication4xx.",
    ],
  ],
];

describe("healthReporting", () => {
  it("is enhanced by default", () => {
    const options = showOptions(buildOptions({})).filter((shown) => shown.startsWith(NAMESPACE));
    expect(options).to.deep.equal([`${NAMESPACE} SystemType=enhanced`]);
  });

  for (const [title, healthReporting, expected] of optionRows) {
    it(`is set for ${title}`, () => {
      expect(listOptionChanges({ healthReporting })).to.deep.equal(expected);
    });
  }

  beanstalkArguments.testErrors(rows);
});
