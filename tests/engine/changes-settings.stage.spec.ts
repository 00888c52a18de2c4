import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import type { EngineProject } from "../support/engine/engine-project";
import { listOperations } from "../support/engine/list-operations";
import { listChanges } from "../support/engine/pulumi-run";

const OPTIMIZED = "defaultBehavior: { cachePolicy: ManagedCachePolicy.CachingOptimized },";
const OWN =
  "cachePolicies: { pages: { defaultTtlSeconds: 60 } }," +
  ' defaultBehavior: { customCachePolicy: "pages" },';

/** A change of the dev stage, and all that comes of it. */
interface Change {
  title: string;
  before: string;
  after: string;
  /** As the engine says it. */
  changes: string[];
  /** In the order in which it happens. */
  operations: string[];
}

/** Each on top of the one before. */
const CHANGES: Change[] = [
  {
    title: "a behavior's paths are the distribution's alone",
    before: 'pathPattern: "/api/*"',
    after: 'pathPattern: "/v1/*"',
    changes: ["update Distribution web-distribution (orderedCacheBehaviors)"],
    operations: ["update Distribution web-distribution"],
  },
  {
    title: "a cache policy is there before the distribution takes it",
    before: OPTIMIZED,
    after: OWN,
    changes: [
      "create CachePolicy web-pages",
      "update Distribution web-distribution (defaultCacheBehavior)",
    ],
    operations: ["create CachePolicy web-pages", "update Distribution web-distribution"],
  },
  {
    title: "a cache policy changes under the distribution",
    before: "defaultTtlSeconds: 60",
    after: "defaultTtlSeconds: 30",
    changes: ["update CachePolicy web-pages (defaultTtl)"],
    operations: ["update CachePolicy web-pages"],
  },
  {
    title: "a cache policy goes after the distribution has left it",
    before: OWN.replace("60", "30"),
    after: OPTIMIZED,
    changes: [
      "delete CachePolicy web-pages",
      "update Distribution web-distribution (defaultCacheBehavior)",
    ],
    operations: ["update Distribution web-distribution", "delete CachePolicy web-pages"],
  },
  {
    title: "capacity is the environment's alone",
    before: "maxInstances: 2",
    after: "maxInstances: 3",
    changes: ["update Environment web (settings)"],
    operations: ["update Environment web"],
  },
];

describeOnEngine("A change of settings, on dev and Pulumi's engine", (project) => {
  before(async () => {
    await project().initialize("dev");
    await project().up("dev");
    project().account.takeOperations();
  });

  for (const { title, before, after, changes, operations } of CHANGES) {
    it(`${title}, and invalidates nothing`, async () => {
      editStage(project(), before, after);
      const up = await project().up("dev");
      expect(up.exitCode, up.output).to.equal(0);
      expect(listChanges(up)).to.deep.equal(changes);
      expect(listOperations(project().account)).to.deep.equal(operations);
      expect(project().takeAwsCalls()).to.deep.equal([]);
    });
  }
});

function editStage(project: EngineProject, before: string, after: string): void {
  project.edit("stacks/dev.ts", (text) => text.replace(before, after));
}
