import { expect } from "chai";
import type { Properties } from "../../../support/engine/stand-ins/properties";
import type { Kept, World } from "./world";
import { messageOf, TOKENS } from "./world";

const SUBNETS = { namespace: "aws:ec2:vpc", name: "Subnets", resource: "", value: "a,b" };
const SIZE = { namespace: "aws:autoscaling:asg", name: "MaxSize", resource: "", value: "4" };

function describeBalancer(value: string): Properties {
  return {
    namespace: "aws:elasticbeanstalk:environment",
    name: "LoadBalancerType",
    resource: "",
    value,
  };
}

function createEnvironment(world: World, inputs: Properties = {}): Promise<Kept> {
  return world.create("Environment", "web", { application: "shop", ...inputs });
}

async function createVersion(world: World, name = "v1"): Promise<Kept> {
  return world.create("ApplicationVersion", name, { application: "shop", name });
}

/** What someone changes in the console. */
function drift(world: World, { id }: Kept, settings: Properties[]): void {
  const resource = world.account.find(TOKENS.Environment, id);
  if (resource === undefined) {
    throw new Error(`There is no environment ${id}`);
  }
  world.account.put({ ...resource, outputs: { ...resource.outputs, settings } });
}

/** Probes of applications, versions and environments. */
export const BEANSTALK_PROBES = {
  "settings-read-back": async (world: World) => {
    const environment = await createEnvironment(world, { settings: [SIZE] });
    const changed = { ...SIZE, value: "8" };
    drift(world, environment, [changed, SUBNETS]);
    expect(world.refresh(environment)?.inputs.settings).to.deep.equal([changed]);
  },

  "settings-form": async (world: World) => {
    const { namespace, name } = SUBNETS;
    const settings = [{ namespace, name, value: "b,a" }];
    const environment = await createEnvironment(world, { settings });
    expect(environment.state.settings).to.deep.equal([SUBNETS]);
  },

  "settings-equality": async (world: World) => {
    const zones = { namespace: "aws:autoscaling:asg", name: "Availability", resource: "" };
    const settings = [SIZE, { ...zones, value: "b,a" }];
    const environment = await createEnvironment(world, { settings });
    const [{ namespace, name, value }, one] = [SIZE, { ...zones, value: "a,b" }];
    const same = world.diff(environment, { settings: [one, { namespace, name, value }] });
    expect(same.changed).to.deep.equal([]);
    const other = world.diff(environment, { settings: [one, { ...SIZE, value: "5" }] });
    expect(other.changed).to.deep.equal(["settings"]);
  },

  "settings-import": async (world: World) => {
    const settings = [SIZE];
    const { id, inputs } = await createEnvironment(world, { settings, waitForReadyTimeout: "20m" });
    const imported = world.import("Environment", "web", id);
    expect(imported?.inputs).to.deep.equal({ application: "shop", name: inputs.name });
    const { changed } = world.diff(imported as Kept, { settings, waitForReadyTimeout: "20m" });
    expect(changed).to.deep.equal(["settings", "waitForReadyTimeout"]);
  },

  "all-settings": async (world: World) => {
    const environment = await createEnvironment(world, { settings: [SIZE] });
    expect(environment.state.allSettings).to.deep.equal([SIZE]);
    const changed = await world.update(environment, { settings: [SUBNETS] });
    expect(changed.state.allSettings).to.deep.equal([SUBNETS]);
  },

  "environment-application": async (world: World) => {
    const environment = await createEnvironment(world);
    const moved = await world.update(environment, { application: "other" });
    expect(moved.state.application).to.equal("shop");
    expect(world.diff(moved).changed).to.deep.equal(["application"]);
  },

  "environment-name": async (world: World) => {
    const first = await createEnvironment(world, { name: "web" });
    const second = () => createEnvironment(world, { application: "other", name: "web" });
    expect(await messageOf(second())).to.match(
      /^creating Elastic Beanstalk Environment \(web\): operation error Elastic Beanstalk: CreateEnvironment, https response error StatusCode: 400, RequestID: [-0-9a-f]{36}, api error InvalidParameterValue: Environment web already exists\.$/,
    );
    await world.delete(first);
    expect(await messageOf(second())).to.equal(undefined);
  },

  "load-balancer-type": async (world: World) => {
    const settings = [describeBalancer("application")];
    const environment = await createEnvironment(world, { settings });
    const change = world.update(environment, { settings: [describeBalancer("network")] });
    expect(await messageOf(change)).to.match(
      /^updating Elastic Beanstalk Environment \(e-[0-9a-z]{10}\): .*ConfigurationValidationException: .*LoadBalancer type option cannot be changed\.$/,
    );
  },

  "known-version": async (world: World) => {
    await world.create("ApplicationVersion", "v1", { application: "other", name: "v1" });
    expect(await messageOf(createEnvironment(world, { version: "v1" }))).to.match(
      /^creating .*InvalidParameterValue: No Application Version named 'v1' found\.$/,
    );
    const environment = await createEnvironment(world);
    expect(await messageOf(world.update(environment, { version: "v1" }))).to.match(
      /^updating .*InvalidParameterValue: No Application Version named 'v1' found\.$/,
    );
  },

  "version-exists": async (world: World) => {
    await createVersion(world);
    expect(await messageOf(createVersion(world))).to.match(
      /^creating Elastic Beanstalk Application Version \(v1\): .*Application Version v1 already exists\.$/,
    );
  },

  "version-in-use": async (world: World) => {
    const version = await createVersion(world);
    const other = await createVersion(world, "v2");
    await createEnvironment(world, { version: "v1" });
    await Promise.all([world.delete(version), world.delete(other)]);
    expect(world.list("ApplicationVersion")).to.deep.equal(["v1"]);
  },

  "version-import": async (world: World) => {
    const { id } = await createVersion(world);
    expect(world.import("ApplicationVersion", "v1", id)).to.equal(undefined);
  },

  "application-in-use": async (world: World) => {
    const application = await world.create("Application", "shop", { name: "shop" });
    const environment = await createEnvironment(world);
    expect(await messageOf(world.delete(application))).to.match(
      /^deleting Elastic Beanstalk Application \(shop\): .*because it has running environments$/,
    );
    await world.delete(environment);
    await world.delete(application);
    expect(world.list("Application")).to.deep.equal([]);
  },

  "application-takes-versions": async (world: World) => {
    const application = await world.create("Application", "shop", { name: "shop" });
    await createVersion(world);
    await world.create("ApplicationVersion", "v1", { application: "other", name: "v1" });
    await world.delete(application);
    const versions = world.account.list(TOKENS.ApplicationVersion);
    expect(versions.map(({ inputs }) => inputs.application)).to.deep.equal(["other"]);
  },
};
