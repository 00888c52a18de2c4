import { expect } from "chai";
import type { BeanstalkAppArgs, PlatformPolicy } from "../../../components";
import { BEANSTALK_APP, BEANSTALK_APP_RULES } from "../../../components/beanstalk-app/settings";
import { readArguments } from "../../../components/shared/arguments";
import { sayRange } from "../../support/component-arguments";
import { beanstalkArguments } from "./beanstalk-arguments";

describe("BeanstalkApp's arguments", () => {
  beanstalkArguments.testErrors([
    ["the defaults", {}, []],
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
    [
      "a wrong platform policy",
      { platformPolicy: "newest" as PlatformPolicy },
      ['platformPolicy must be one of "pin", "latest", got "newest". Use a member of the enum.'],
    ],
  ]);

  it("are told of all at once", () => {
    const args = {
      source: {},
      solutionStackName: "x",
      network: { vpcId: "vpc-1", instanceSubnetIds: [], loadBalancerSubnetIds: [] },
      capacity: { minInstances: 0, instanceTypes: [""] },
      healthCheck: { path: "", matcherHttpCode: "" },
      secrets: { "": "" },
      extraSettings: [{ namespace: "", name: "", value: "" }],
      waitForReadyMinutes: 0,
      tags: { Name: "" },
      wait: 1,
    } as BeanstalkAppArgs;
    const { errors } = readArguments(BEANSTALK_APP, "-", args);
    expect(errors.map(({ path }) => path)).to.have.members([
      "name",
      "wait",
      "source",
      "solutionStackName",
      "network.instanceSubnetIds",
      "network.loadBalancerSubnetIds",
      "capacity.minInstances",
      "capacity.instanceTypes[0]",
      "healthCheck.path",
      "healthCheck.matcherHttpCode",
      "secrets",
      "secrets.",
      "extraSettings[0].namespace",
      "extraSettings[0].name",
      "waitForReadyMinutes",
      "tags.Name",
    ]);
  });

  it("read again as what they were read", () => {
    const settings = beanstalkArguments.settle();
    expect(beanstalkArguments.settle(settings)).to.deep.equal(settings);
  });

  for (const args of [undefined, null, "web", [], 7, {}]) {
    it(`of ${JSON.stringify(args)} are refused with sentences`, () => {
      const { errors } = readArguments(BEANSTALK_APP, "web", args as unknown as BeanstalkAppArgs);
      expect(errors).to.not.deep.equal([]);
    });
  }
});

describe("BeanstalkApp's rules", () => {
  it("have an id of their own each, and a source", () => {
    const ids = BEANSTALK_APP_RULES.map(({ id }) => id);
    expect(ids).to.deep.equal([...new Set(ids)]);
    for (const { id, source } of BEANSTALK_APP_RULES) {
      expect(id).to.match(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(source, id).to.match(/^https:\/\/|^docs\//);
    }
  });
});
