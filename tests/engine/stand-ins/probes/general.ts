import { expect } from "chai";
import { UNKNOWN } from "../../../support/engine/stand-ins/properties";
import type { World } from "./world";
import { describeUrn, keptAfter, messageOf } from "./world";

/** Probes of what holds for every type. */
export const GENERAL_PROBES = {
  "unknown-until-created": ({ provider }: World) => {
    const outputs = provider.previewCreate(describeUrn("Role", "web"), { name: "web" });
    expect(outputs).to.deep.equal({ name: "web", arn: UNKNOWN });
  },

  "known-while-updated": async (world: World) => {
    const role = await world.create("Role", "web", { name: "web" });
    const outputs = world.previewUpdate(role, { description: "new" });
    expect(outputs.arn).to.equal("arn:aws:iam::123456789012:role/web");
  },

  "kept-auto-name": async (world: World) => {
    const role = await world.create("Role", "web");
    expect(world.diff(role).changed).to.deep.equal([]);
    expect(world.diff(role, { description: "new" }).changed).to.deep.equal(["description"]);
  },

  "given-name-is-not-kept": async (world: World) => {
    await world.create("Role", "made-by-hand", { name: "mine" });
    const imported = world.import("Role", "web", "mine");
    if (imported === undefined) {
      expect.fail("there is no role to import");
    }
    expect(world.diff(imported).replacing).to.deep.equal([]);
    expect(world.diff(imported, { name: undefined }).replacing).to.deep.equal(["name"]);
  },

  "auto-name-length": async (world: World) => {
    await world.create("Environment", "a".repeat(32));
    expect(await messageOf(world.create("Environment", "a".repeat(33)))).to.equal(
      "could not make instance of 'aws:elasticbeanstalk/environment:Environment': name " +
        `'${"a".repeat(33)}-' plus 7 random chars is longer than maximum length 40`,
    );
  },

  "own-name-deletes-first": async (world: World) => {
    const named = await world.create("Role", "web", { name: "mine", path: "/" });
    expect(world.diff(named, { path: "/other/" }).deleteBeforeReplace).to.equal(true);
    // The engine alone replaces it here, by an option of the program's.
    expect(world.diff(named, { description: "new" }).deleteBeforeReplace).to.equal(false);
    const unnamed = await world.create("Role", "web", { path: "/" });
    expect(world.diff(unnamed, { path: "/other/" }).deleteBeforeReplace).to.equal(false);
  },

  "replacing-input": async (world: World) => {
    const role = await world.create("Role", "web", { path: "/", description: "old" });
    const { changed, replacing } = world.diff(role, { path: "/other/", description: "new" });
    expect({ changed, replacing }).to.deep.equal({
      changed: ["description", "path"],
      replacing: ["path"],
    });
  },

  "update-sends-differences": async (world: World) => {
    const made = await world.create("Distribution", "edge", { comment: "old" });
    world.failNext("update", "Distribution", "rolled-back");
    const failure = await keptAfter(world.update(made, { comment: "new" }));
    // The engine keeps the old inputs and what the provider says of the outputs.
    const kept = { ...made, state: failure?.outputs ?? {} };
    expect(world.diff(kept, { comment: "new" }).changed).to.deep.equal([]);
    const second = await world.update(kept, { comment: "new" });
    expect(second.state.comment).to.equal("old");
    const third = await world.update(second, { comment: "new" });
    expect(third.state.comment).to.equal("new");
  },

  "half-way-error": async (world: World) => {
    world.failNext("create", "Distribution", "half-way");
    const failure = await keptAfter(world.create("Distribution", "edge", { comment: "old" }));
    expect(failure?.message).to.equal("broken");
    expect(world.list("Distribution")).to.deep.equal([failure?.id]);
  },

  "half-way-creation": async (world: World) => {
    world.failNext("create", "Distribution", "half-way");
    const failure = await keptAfter(world.create("Distribution", "edge", { comment: "old" }));
    expect(failure?.outputs).to.deep.equal({ comment: "old" });
  },

  "unique-name": async (world: World) => {
    await world.create("Role", "web", { name: "web" });
    expect(await messageOf(world.create("Role", "other", { name: "web" }))).to.match(
      /^creating IAM Role \(web\): operation error IAM: CreateRole, https response error StatusCode: 409, RequestID: [-0-9a-f]{36}, EntityAlreadyExists: Role with name web already exists\.$/,
    );
  },
};
