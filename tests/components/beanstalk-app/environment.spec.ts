import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs, EnvironmentArgs } from "../../../components";
import {
  BeanstalkApp,
  EnvironmentType,
  LoadBalancerType,
  PlatformPolicy,
} from "../../../components";
import { planReplacement } from "../../../components/beanstalk-app/environment";
import { keyOf } from "../../../local-stage/recorded-stack";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { recordComponent } from "../../support/record-component";
import { beanstalkArguments } from "./beanstalk-arguments";

type Row = ArgumentRow<BeanstalkAppArgs>;

const sayName = (got: string) =>
  "environment.name must have 4 to 40 letters, digits and hyphens, with no hyphen at either end, " +
  `got "${got}". Use 4 to 40 of them, or leave it out to get a name that is made of the component's.`;
const sayPrefix = (got: string) =>
  "environment.cnamePrefix must have 4 to 63 lower-case letters, digits and hyphens, with no hyphen " +
  `at either end, got "${got}". Give the first label of the DNS name alone.`;
const sayDescription = (got: string) =>
  `environment.description must have 1 to 200 characters, got "${got}". ` +
  "Shorten it, or leave it out.";

const rowsOf = <Key extends keyof EnvironmentArgs>(
  key: Key,
  values: string[],
  say: (got: string) => string | undefined,
) =>
  values.map((value): Row => {
    const said = say(value);
    const title = `environment.${key} ${JSON.stringify(value.slice(0, 20))} of ${value.length}`;
    return [title, { environment: { [key]: value } }, said === undefined ? [] : [said]];
  });
const sayNothing = () => undefined;

const rows: Row[] = [
  ...rowsOf("name", ["shop", "a--b", "s".repeat(40), "Shop-2"], sayNothing),
  ...rowsOf("name", ["", "abc", "s".repeat(41), "-shop", "shop-", "my_shop", "my shop"], sayName),
  ...rowsOf("description", ["x", "x".repeat(200), "two\nlines"], sayNothing),
  ...rowsOf("description", ["", "x".repeat(201)], sayDescription),
  ...rowsOf("cnamePrefix", ["shop", "shop-2", "s".repeat(63)], sayNothing),
  ...rowsOf(
    "cnamePrefix",
    ["abc", "s".repeat(64), "-shop", "shop-", "Shop", "my.shop", "my_shop"],
    sayPrefix,
  ),
  ...[10, 60].map((pollIntervalSeconds): Row => [
    `a look every ${pollIntervalSeconds} seconds`,
    { pollIntervalSeconds },
    [],
  ]),
  ...[9, 61].map((pollIntervalSeconds): Row => [
    `a look every ${pollIntervalSeconds} seconds`,
    { pollIntervalSeconds },
    [sayRange("pollIntervalSeconds", "seconds", 10, 60, pollIntervalSeconds)],
  ]),
];

const SHARED = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/1";

/** What the change is, and whether the environment must be another one then. */
const triggerRows: [title: string, change: Partial<BeanstalkAppArgs>, expected: string][] = [
  ["the defaults", {}, "dedicated application"],
  [
    "a single instance, which can become load balanced",
    { capacity: { environmentType: EnvironmentType.SingleInstance } },
    "dedicated application",
  ],
  [
    "a network load balancer",
    { loadBalancer: { type: LoadBalancerType.Network } },
    "dedicated network",
  ],
  [
    "a shared load balancer",
    { loadBalancer: { sharedLoadBalancerArn: SHARED } },
    "shared application",
  ],
  [
    "a shared load balancer that is not known yet",
    { loadBalancer: { sharedLoadBalancerArn: pulumi.output(SHARED) } },
    "shared application",
  ],
];

const orderRows: [EnvironmentArgs, boolean | undefined][] = [
  [{}, undefined],
  [{ description: "The shop." }, undefined],
  [{ name: "shop" }, true],
  [{ cnamePrefix: "shop" }, true],
];

async function recordEnvironment(change: Partial<BeanstalkAppArgs>) {
  const args = {
    source: { versionLabel: "v1" },
    solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
    ...change,
  };
  const { stack } = await recordComponent(() => void new BeanstalkApp("web", args));
  const key = "aws:elasticbeanstalk/environment:Environment::web";
  return stack.resources.find((resource) => keyOf(resource) === key);
}

describe("the environment", () => {
  beanstalkArguments.testErrors(rows);

  it("leaves name, address and polling to Pulumi and Beanstalk", async () => {
    const environment = await recordEnvironment({});
    expect(environment?.inputs).to.have.all.keys(
      "application",
      "settings",
      "solutionStackName",
      "tier",
      "version",
      "waitForReadyTimeout",
    );
    expect(environment?.inputs).to.include({ tier: "WebServer", waitForReadyTimeout: "20m" });
  });

  it("takes what it is given", async () => {
    const environment = await recordEnvironment({
      environment: { name: "shop", description: "The shop.", cnamePrefix: "shop-2" },
      waitForReadyMinutes: 30,
      pollIntervalSeconds: 15,
    });
    expect(environment?.inputs).to.include({
      name: "shop",
      description: "The shop.",
      cnamePrefix: "shop-2",
      waitForReadyTimeout: "30m",
      pollInterval: "15s",
    });
  });

  for (const [name, value] of [
    ["platformArn", "arn:aws:elasticbeanstalk:eu-central-1::platform/Ours/1.0.0"],
    ["templateName", "production"],
  ] as const) {
    it(`is made of its ${name} alone`, async () => {
      const change = { solutionStackName: undefined, [name]: value };
      const environment = await recordEnvironment(change);
      expect(environment?.inputs).to.include({ [name]: value });
      expect(environment?.inputs).not.to.have.property("solutionStackName");
    });
  }

  it("keeps the platform that it has where that is pinned", async () => {
    const environment = await recordEnvironment({ platformPolicy: PlatformPolicy.Pin });
    expect(environment?.options?.ignoreChanges).to.deep.equal(["solutionStackName"]);
  });

  for (const [title, change, expected] of triggerRows) {
    it(`is replaced when "${expected}" changes, with ${title}`, () => {
      const { replacementTrigger } = planReplacement(beanstalkArguments.settle(change));
      expect(replacementTrigger).to.equal(expected);
    });
  }

  for (const [environment, deleteBeforeReplace] of orderRows) {
    it(`goes first when it is replaced: ${deleteBeforeReplace} with ${JSON.stringify(environment)}`, async () => {
      const recorded = await recordEnvironment({ environment });
      expect(recorded?.options?.deleteBeforeReplace).to.equal(deleteBeforeReplace);
      expect(recorded?.options?.replaceOnChanges).to.deep.equal(["application"]);
    });
  }
});
