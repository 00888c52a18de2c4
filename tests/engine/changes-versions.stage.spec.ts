import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import type { EngineProject } from "../support/engine/engine-project";
import { listOperations } from "../support/engine/list-operations";
import { listChanges } from "../support/engine/pulumi-run";

const VERSION = "aws:elasticbeanstalk/applicationVersion:ApplicationVersion";
const BUNDLE = "aws:s3/bucketObjectv2:BucketObjectv2";
const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";

const APPLICATION_CHANGED = [
  "replace ApplicationVersion web-version (description, key)",
  "replace BucketObjectv2 web-bundle (key, source)",
  "update Command web-invalidation (environment)",
  "update Environment web (version)",
];

/** Nothing is deleted. */
const VERSION_ADDED = [
  "create BucketObjectv2 web-bundle",
  "create ApplicationVersion web-version",
  "update Environment web",
  "update Command web-invalidation",
];

const ENVIRONMENT_ALONE = ["update Environment web", "update Command web-invalidation"];

describeOnEngine("Versions that are kept, on prod and Pulumi's engine", (project) => {
  const labels: string[] = [];

  before(async () => {
    await project().initialize("prod");
    await project().upInline("prod");
    labels.push(findRunning(project()));
    project().account.takeOperations();
  });

  it("stay, with their bundles, when the application changes", async () => {
    addByte(project());
    const up = await project().upInline("prod");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal(APPLICATION_CHANGED);
    expect(listOperations(project().account)).to.deep.equal(VERSION_ADDED);
    labels.push(findRunning(project()));
    expectKept(project(), labels, [0, 1]);
    expect(project().takeAwsCalls()).to.have.length(1);
  });

  it("are gone back to by their label", async () => {
    await chooseVersion(project(), labels[0]);
    const up = await project().upInline("prod");
    expect(up.exitCode, up.output).to.equal(0);
    // Pulumi forgets the version that the sources made, and leaves it where it is.
    expect(listChanges(up)).to.deep.equal([
      "delete ApplicationVersion web-version",
      "delete BucketObjectv2 web-bundle",
      "update Command web-invalidation (environment)",
      "update Environment web (version)",
    ]);
    expect(listOperations(project().account)).to.deep.equal(ENVIRONMENT_ALONE);
    expect(findRunning(project())).to.equal(labels[0]);
    expectKept(project(), labels, [0, 1]);
    expect(project().takeAwsCalls()).to.have.length(1);
  });

  it("are left behind again without the label", async () => {
    await project().run(["config", "rm", "versionLabel", "--stack", "prod"]);
    const up = await project().upInline("prod");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal([
      "create ApplicationVersion web-version",
      "create BucketObjectv2 web-bundle",
      "update Command web-invalidation (environment)",
      "update Environment web (version)",
    ]);
    labels.push(findRunning(project()));
    // The sources are the second version's: the bundle is uploaded again, as it was.
    expectKept(project(), labels, [0, 1, 1]);
    expect(project().takeAwsCalls()).to.have.length(1);
    project().account.takeOperations();
  });

  it("do not stand in the way of their sources, taken back", async () => {
    removeByte(project());
    const up = await project().upInline("prod");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal(APPLICATION_CHANGED);
    expect(listOperations(project().account)).to.deep.equal(VERSION_ADDED);
    labels.push(findRunning(project()));
    expectKept(project(), labels, [0, 1, 1, 0]);
    expect(project().takeAwsCalls()).to.have.length(1);
  });
});

function addByte(project: EngineProject): void {
  project.edit("origin-app/static/page.css", (text) => `${text}\n`);
}

function removeByte(project: EngineProject): void {
  project.edit("origin-app/static/page.css", (text) => text.slice(0, -1));
}

async function chooseVersion(project: EngineProject, label = ""): Promise<void> {
  const { exitCode, output } = await project.run([
    ...["config", "set", "versionLabel", label],
    ...["--stack", "prod"],
  ]);
  expect(exitCode, output).to.equal(0);
}

/** The label of the version that the environment runs. */
function findRunning({ account }: EngineProject): string {
  return String(account.list(ENVIRONMENT)[0]?.inputs.version);
}

/** @param contents For each version, which of the contents it has, counted from the first. */
function expectKept({ account }: EngineProject, labels: string[], contents: number[]): void {
  const versions = account.list(VERSION);
  expect(versions.map(({ id }) => id)).to.deep.equal(labels);
  const keys = [...new Set(versions.map(({ inputs }) => String(inputs.key)))];
  expect(versions.map(({ inputs }) => keys.indexOf(String(inputs.key)))).to.deep.equal(contents);
  expect(account.list(BUNDLE).map(({ inputs }) => inputs.key)).to.deep.equal(keys);
}
