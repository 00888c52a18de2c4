import { expect } from "chai";
import { listBlocks, readDocument } from "../docs/read-document";
import { describeOnEngine } from "../support/engine/describe-engine";
import type { EngineProject } from "../support/engine/engine-project";
import { makeShopByHand } from "../support/engine/hand-made-shop";
import type { PulumiRun } from "../support/engine/pulumi-run";
import { listChanges } from "../support/engine/pulumi-run";
import type { StoredResource } from "../support/engine/stand-ins/account";

const GUIDE = readDocument("adopting.md");
const [PROGRAM = "", DISTRIBUTION_ALONE = ""] = listBlocks(GUIDE, "ts");
const [ENTRIES = [], DISTRIBUTION_ENTRIES = []] = listBlocks(GUIDE, "json").map(
  (block) => (JSON.parse(block) as ImportFile).resources,
);
const [INIT = "", LIST = "", IMPORT = "", PREVIEW = "", UP = "", FORGET = ""] = listBlocks(
  GUIDE,
  "sh",
)
  .flatMap((block) => block.split("\n"))
  .filter((line) => line.startsWith("pulumi "));

/** An entry of the file that `pulumi import` reads. */
interface Entry {
  type: string;
  name: string;
  logicalName?: string;
  parent?: string;
  id?: string;
  component?: boolean;
  version?: string;
}

interface ImportFile {
  resources: Entry[];
}

/** What stands in the program in place of the application's name, where others share it. */
const [EXISTING_APPLICATION = ""] = /application: \{ existingName: .*? \}/.exec(GUIDE) ?? [];

const APPLICATION = "aws:elasticbeanstalk/application:Application";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";

/** Runs a command that the guide shows, and says yes. */
function run(project: EngineProject, command: string): Promise<PulumiRun> {
  const [, verb = "", ...rest] = command.split(" ");
  const [, stack = "", ...options] = rest;
  switch (verb) {
    case "preview":
      return project.preview(stack, ...options);
    case "up":
      return project.up(stack, ...options);
    default:
      return project.run([verb, ...rest, ...(command === INIT ? [] : ["--yes"])]);
  }
}

/** Runs a command that must succeed. */
async function succeed(project: EngineProject, command: string): Promise<PulumiRun> {
  const ended = await run(project, command);
  expect(ended.exitCode, ended.output).to.equal(0);
  return ended;
}

/** The program in place of the project's own, which finds the components beside it. */
function writeProgram(project: EngineProject, program: string): void {
  project.edit("stacks/index.ts", () =>
    program.replace('"cdn-fronted-beanstalk"', '"../components"'),
  );
}

/** Does with the file of all resources as the guide says, and answers what it should look like then. */
function keep(project: EngineProject, entries: Entry[]): Entry[] {
  const shown = new Map(entries.map((entry) => [`${entry.type} ${entry.name}`, entry]));
  const kept: Entry[] = [];
  project.edit("adopt.json", (text) => {
    for (const entry of (JSON.parse(text) as ImportFile).resources) {
      const { id } = shown.get(`${entry.type} ${entry.name}`) ?? {};
      if (shown.has(`${entry.type} ${entry.name}`)) {
        kept.push(id === undefined ? entry : { ...entry, id });
      }
    }
    return JSON.stringify({ resources: kept });
  });
  return kept.map((entry) => withoutVersion(entry));
}

function withoutVersion({ version: _, ...entry }: Entry): Entry {
  return entry;
}

function find(project: EngineProject, type: string): StoredResource {
  const [found, ...others] = project.account.list(type);
  if (found === undefined || others.length > 0) {
    throw new Error(`There is not one ${type}`);
  }
  return found;
}

/** A distribution whose origin is called as the component calls it. */
function renameOrigin({ inputs }: StoredResource) {
  const [origin] = inputs.origins as object[];
  return {
    ...inputs,
    defaultCacheBehavior: { ...(inputs.defaultCacheBehavior as object), targetOriginId: "origin" },
    origins: [{ ...origin, originId: "origin" }],
  };
}

/** What the engine says of a resource that is protected. */
const REFUSED = /^unable to replace resource ".*::(.+)"\nas it is currently marked for protection/;

const CHANGES = [
  "create Bucket shop-bundles",
  "create Command shop-invalidation",
  "create SecurityGroup shop-instances",
  "create SecurityGroup shop-load-balancer",
  "create SecurityGroupEgressRule shop-instances-egress",
  "create SecurityGroupEgressRule shop-load-balancer-egress",
  "create SecurityGroupIngressRule shop-instances-ingress",
  "create SecurityGroupIngressRule shop-load-balancer-ingress",
  "update Distribution shop-distribution (defaultCacheBehavior, origins)",
  "update Environment shop (settings, waitForReadyTimeout)",
];

describeOnEngine("Adopting an application as docs/adopting.md says", (project) => {
  before(async () => {
    makeShopByHand(project().account);
    writeProgram(project(), PROGRAM);
    await succeed(project(), INIT);
  });

  it("begins with a file in which these entries stand, but for the ids", async () => {
    await succeed(project(), LIST);
    expect(keep(project(), ENTRIES)).to.have.deep.members(ENTRIES);
  });

  it("imports without a change of the account", async () => {
    const before = project().account.list();
    await succeed(project(), IMPORT);
    expect(project().account.list()).to.deep.equal(before);
    expect(project().account.takeOperations()).to.deep.equal([]);
  });

  it("previews an update in place of the environment and the distribution", async () => {
    expect(listChanges(await succeed(project(), PREVIEW))).to.deep.equal(CHANGES);
  });

  it("refuses, by protect, to replace what the program doesn't name", async () => {
    writeProgram(project(), PROGRAM.replace(/\n.*(application|environment): .*/g, ""));
    const preview = await run(project(), PREVIEW);
    writeProgram(project(), PROGRAM);
    expect(preview.exitCode).to.equal(1);
    const refused = preview.diagnostics.flatMap(({ message }) => REFUSED.exec(message)?.[1] ?? []);
    expect(refused).to.have.members(["shop-application", "shop"]);
  });

  it("updates first the environment, then the distribution, and deletes nothing", async () => {
    const distribution = find(project(), DISTRIBUTION);
    project().account.takeOperations();
    const up = await succeed(project(), UP);
    expect(listChanges(up)).to.deep.equal(CHANGES);
    const operations = project().account.takeOperations();
    const updated = operations.filter(({ kind }) => kind === "update").map(({ type }) => type);
    expect(updated).to.deep.equal([ENVIRONMENT, DISTRIBUTION]);
    expect(operations.filter(({ kind }) => kind === "delete")).to.deep.equal([]);
    expect(find(project(), ENVIRONMENT).id).to.equal("e-abcdefghij");
    expect(find(project(), DISTRIBUTION).id).to.equal("E2ABCDEFGHIJKL");
    expect(find(project(), DISTRIBUTION).inputs).to.deep.include(renameOrigin(distribution));
  });

  it("then stays as it is", async () => {
    expect(listChanges(await succeed(project(), PREVIEW))).to.deep.equal([]);
  });

  it("is given up without a change of the account", async () => {
    const before = project().account.list();
    await succeed(project(), FORGET);
    expect(project().account.list()).to.deep.equal(before);
  });
});

describeOnEngine(
  "Adopting a shared application's environment as docs/adopting.md says",
  (project) => {
    before(async () => {
      makeShopByHand(project().account);
      writeProgram(project(), PROGRAM.replace(/application: .*/, `${EXISTING_APPLICATION},`));
      await succeed(project(), INIT);
    });

    it("imports all but the application, and changes the same", async () => {
      await succeed(project(), LIST);
      const entries = ENTRIES.filter(({ type }) => type !== APPLICATION);
      expect(keep(project(), entries)).to.have.deep.members(entries);
      await succeed(project(), IMPORT);
      expect(listChanges(await succeed(project(), PREVIEW))).to.deep.equal(CHANGES);
    });
  },
);

describeOnEngine("Adopting a distribution alone as docs/adopting.md says", (project) => {
  before(async () => {
    makeShopByHand(project().account);
    writeProgram(project(), DISTRIBUTION_ALONE);
    await succeed(project(), INIT);
  });

  it("imports it, and changes how its origin is called", async () => {
    await succeed(project(), LIST);
    expect(keep(project(), DISTRIBUTION_ENTRIES)).to.have.deep.members(DISTRIBUTION_ENTRIES);
    await succeed(project(), IMPORT);
    expect(listChanges(await succeed(project(), PREVIEW))).to.deep.equal([
      "update Distribution shop-distribution (defaultCacheBehavior, origins)",
    ]);
  });
});
