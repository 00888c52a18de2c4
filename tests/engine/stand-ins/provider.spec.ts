import { expect } from "chai";
import { Account } from "../../support/engine/stand-ins/account";
import { RESOURCE_TYPES } from "../../support/engine/stand-ins/resource-types";
import { keptAfter, messageOf, TOKENS, World } from "./probes/world";

describe("StandInProvider", () => {
  let world: World;
  beforeEach(() => {
    world = new World(new Account());
  });

  it("knows the types that the stages make", () => {
    expect([...RESOURCE_TYPES.keys()].sort()).to.deep.equal(Object.values(TOKENS).sort());
  });

  it("says which type it doesn't know", () => {
    const urn = "urn:pulumi:test::shop::aws:sqs/queue:Queue::jobs";
    expect(() => world.provider.check(urn, {}, {})).to.throw(
      "There is no stand-in for aws:sqs/queue:Queue: add it to resource-types.ts",
    );
  });

  it("leaves nothing behind of a change that is refused", async () => {
    const role = await world.create("Role", "web", { description: "old" });
    world.account.takeOperations();
    world.failNext("create", "Role", "refused", "no more roles");
    world.failNext("update", "Role", "refused", "no such thing");
    world.failNext("delete", "Role", "refused", "not now");
    expect(await messageOf(world.create("Role", "other"))).to.equal("no more roles");
    expect(await messageOf(world.update(role, { description: "new" }))).to.equal("no such thing");
    expect(await messageOf(world.delete(role))).to.equal("not now");
    expect(world.account.takeOperations()).to.deep.equal([]);
    expect(world.list("Role")).to.deep.equal([role.id]);
    expect(world.refresh(role)?.state.description).to.equal("old");
  });

  it("has what failed half-way, and says what it was to be", async () => {
    const edge = await world.create("Distribution", "edge", { comment: "old" });
    world.failNext("update", "Distribution", "half-way");
    const failure = await keptAfter(world.update(edge, { comment: "new" }));
    expect(failure?.outputs.comment).to.equal("new");
    expect(world.refresh(edge)?.state.comment).to.equal("new");
  });

  it("refuses that a type fails half-way of which the provider does all at once", async () => {
    world.failNext("create", "CachePolicy", "half-way");
    expect(await messageOf(world.create("CachePolicy", "cache"))).to.equal(
      'aws:cloudfront/cachePolicy:CachePolicy fails as a whole or not at all: use the moment "refused"',
    );
  });

  it("holds a change until it is released", async () => {
    const hold = world.account.holdNext("create", TOKENS.Role);
    const created = world.create("Role", "web");
    await hold.reached;
    expect(world.list("Role")).to.deep.equal([]);
    hold.release();
    const { id } = await created;
    expect(world.list("Role")).to.deep.equal([id]);
  });

  it("tells versions with one label apart by their application", async () => {
    const [first, second] = await Promise.all(
      ["shop", "other"].map((application) =>
        world.create("ApplicationVersion", "v1", { application, name: "v1" }),
      ),
    );
    expect(first && world.refresh(first)?.inputs.application).to.equal("shop");
    expect(second && world.refresh(second)?.inputs.application).to.equal("other");
    await (first && world.delete(first));
    expect(second && world.refresh(second)?.inputs.application).to.equal("other");
    expect(first && world.refresh(first)).to.equal(undefined);
  });

  it("tells passwords apart, which have one id", async () => {
    const [first, second] = await Promise.all(
      ["first", "second"].map((name) => world.create("RandomPassword", name, { length: 48 })),
    );
    expect(world.list("RandomPassword")).to.deep.equal(["none", "none"]);
    expect(first?.state.result).to.match(/^[0-9a-f]{48}$/);
    expect(first?.state.result).not.to.equal(second?.state.result);
    await (first && world.delete(first));
    expect(world.account.list().map(({ logicalName }) => logicalName)).to.deep.equal(["second"]);
  });

  it("gives up a change that stands still", async () => {
    const hold = world.account.holdNext("create", TOKENS.Environment);
    const created = keptAfter(world.create("Environment", "web", { application: "shop" }));
    await hold.reached;
    world.provider.cancel();
    expect((await created)?.message).to.equal("context canceled");
  });

  it("forgets an input that the program no longer gives", async () => {
    const role = await world.create("Role", "web", { description: "old" });
    const changed = await world.update(role, { description: undefined });
    expect(changed.state.description).to.equal(undefined);
  });

  it("finds nothing of what is gone, and takes its deletion for done", async () => {
    const role = await world.create("Role", "web");
    world.account.remove(TOKENS.Role, role.id);
    expect(world.refresh(role)).to.equal(undefined);
    await world.delete(role);
    expect(await messageOf(world.update(role, { description: "new" }))).to.equal(
      `aws:iam/role:Role "${role.id}" does not exist`,
    );
  });

  it("says where values of an input differ", async () => {
    const inputs = { triggers: ["1", "2"], environment: { A: "1", B: "1" } };
    const command = await world.create("Command", "print", inputs);
    const changes = { triggers: ["1", "3", "4"], environment: { B: "2", C: "1" } };
    expect(world.diff(command, changes)).to.deep.equal({
      changed: ["environment", "triggers"],
      replacing: ["triggers"],
      values: [
        { path: "environment.A", kind: "delete" },
        { path: "environment.B", kind: "update" },
        { path: "environment.C", kind: "add" },
        { path: "triggers[1]", kind: "update" },
        { path: "triggers[2]", kind: "add" },
      ],
      deleteBeforeReplace: false,
    });
  });

  it("fails with a command that fails, and passes on the resource's own variables", async () => {
    const create = 'echo "$LABEL"; echo why >&2; exit 3';
    const inputs = { create, environment: { LABEL: "v1" } };
    expect(await messageOf(world.create("Command", "print", inputs))).to.equal(
      `exit status 3: running "${create}":\nv1\nwhy\n`,
    );
  });
});
