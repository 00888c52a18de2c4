import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import type { EngineProject } from "../support/engine/engine-project";
import { exportState } from "../support/engine/exported-state";
import { listOperations } from "../support/engine/list-operations";
import { lookWhileHeld } from "../support/engine/look-while-held";
import { listChanges } from "../support/engine/pulumi-run";

const VERSION = "aws:elasticbeanstalk/applicationVersion:ApplicationVersion";
const BUNDLE = "aws:s3/bucketObjectv2:BucketObjectv2";
const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

const CHANGES = [
  "replace ApplicationVersion web-version (key, name)",
  "replace BucketObjectv2 web-bundle (key, source)",
  "update Command web-invalidation (environment)",
  "update Environment web (version)",
];

/** The old version goes last, when nothing runs it any more. */
const OPERATIONS = [
  "create BucketObjectv2 web-bundle",
  "create ApplicationVersion web-version",
  "update Environment web",
  "update Command web-invalidation",
  "delete ApplicationVersion web-version",
  "delete BucketObjectv2 web-bundle",
];

describeOnEngine("A change of the application, on dev and Pulumi's engine", (project) => {
  let firstLabel: string;

  before(async () => {
    // With an origin name of its own, nothing but the invalidation waits for the environment.
    project().edit("stacks/stage.ts", (text) =>
      text.replace(
        "originProtection: stage",
        'originDomain: { name: "origin.example.com" }, originProtection: stage',
      ),
    );
    await project().initialize("dev");
    const first = await project().up("dev");
    expect(first.exitCode, first.output).to.equal(0);
    [firstLabel = ""] = listLabels(project());
    project().account.takeOperations();
  });

  it("invalidates nothing at first", () => {
    expect(project().takeAwsCalls()).to.deep.equal([]);
  });

  it("is previewed as one of bundle, version, environment and invalidation", async () => {
    addByte(project());
    expect(listChanges(await project().preview("dev"))).to.deep.equal(CHANGES);
    expect(listOperations(project().account)).to.deep.equal([]);
  });

  it("invalidates when the environment has the new version", async () => {
    const held = await lookWhileHeld(
      project().account,
      () => project().up("dev"),
      [["update", ENVIRONMENT]],
      async () => ({
        // Reading the state takes a while: time for what should wait to be seen where it doesn't.
        pending: (await exportState(project(), "dev")).pendingOperations,
        operations: listOperations(project().account),
        calls: project().takeAwsCalls(),
      }),
    );
    const { up, seen } = held;
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal(CHANGES);
    expect(seen).to.deep.equal([
      { pending: ["updating web"], operations: OPERATIONS.slice(0, 3), calls: [] },
    ]);
    expect(listOperations(project().account)).to.deep.equal(OPERATIONS.slice(3));
  });

  it("invalidates everything, once, and gives up after some time", () => {
    const [distribution] = project().account.list(DISTRIBUTION);
    expect(project().takeAwsCalls()).to.deep.equal([
      `cloudfront create-invalidation --distribution-id ${distribution?.id} --paths=/* ` +
        "--query Invalidation.Id --output text --cli-connect-timeout 10 --cli-read-timeout 20",
    ]);
    const [command] = project().account.list("command:local:Command");
    const [label] = listLabels(project());
    expect(command?.inputs.environment).to.deep.equal({
      AWS_MAX_ATTEMPTS: "2",
      VERSION_LABEL: label,
    });
  });

  it("leaves nothing of the version before", () => {
    const [environment] = project().account.list(ENVIRONMENT);
    const label = String(environment?.inputs.version);
    expect(label).not.to.equal(firstLabel);
    expect(listLabels(project())).to.deep.equal([label]);
    const keys = project()
      .account.list(BUNDLE)
      .map(({ inputs }) => inputs.key);
    expect(keys).to.deep.equal([`${label}.zip`]);
  });

  it("is over when nothing changes", async () => {
    const up = await project().up("dev", "--expect-no-changes");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listOperations(project().account)).to.deep.equal([]);
    expect(project().takeAwsCalls()).to.deep.equal([]);
  });

  it("is taken back by taking back the sources", async () => {
    removeByte(project());
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal(CHANGES);
    expect(listOperations(project().account)).to.deep.equal(OPERATIONS);
    expect(project().takeAwsCalls()).to.have.length(1);
    expect(listLabels(project())).to.deep.equal([firstLabel]);
  });
});

function addByte(project: EngineProject): void {
  project.edit("origin-app/static/page.css", (text) => `${text}\n`);
}

function removeByte(project: EngineProject): void {
  project.edit("origin-app/static/page.css", (text) => text.slice(0, -1));
}

function listLabels({ account }: EngineProject): string[] {
  return account.list(VERSION).map(({ id }) => id);
}
