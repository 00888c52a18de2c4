import { expect } from "chai";
import { UNKNOWN } from "../../../support/engine/stand-ins/properties";
import type { Kept, World } from "./world";
import { messageOf, TOKENS } from "./world";

/** Probes of CloudFront. */
const CLOUDFRONT_PROBES = {
  "distribution-status": async (world: World) => {
    const quick = await world.create("Distribution", "edge", { waitForDeployment: false });
    expect(quick.state.status).to.equal("InProgress");
    expect(world.refresh(quick)?.state.status).to.equal("Deployed");
    const changed = await world.update(quick, { comment: "new" });
    expect(changed.state.status).to.equal("InProgress");
  },

  "distribution-import": async (world: World) => {
    const inputs = { comment: "old", retainOnDelete: true, waitForDeployment: false };
    const { id } = await world.create("Distribution", "edge", inputs);
    expect(world.import("Distribution", "edge", id)?.inputs).to.deep.equal({
      comment: "old",
      retainOnDelete: false,
      waitForDeployment: true,
    });
  },

  "attached-to-distribution": async (world: World) => {
    const policy = await world.create("CachePolicy", "cache");
    const code = await world.create("Function", "code", { name: "code" });
    const attached = { cachePolicyId: policy.id, functionArns: [code.state.arn] };
    const edge = await world.create("Distribution", "edge", { defaultCacheBehavior: attached });
    expect(await messageOf(world.delete(policy))).to.match(
      /^deleting CloudFront Cache Policy \([-0-9a-f]{36}\): .* StatusCode: 409, .*CachePolicyInUse: $/,
    );
    expect(await messageOf(world.delete(code))).to.match(
      /^deleting CloudFront Function \(code\): .*FunctionInUse: $/,
    );
    await world.update(edge, { defaultCacheBehavior: {} });
    await Promise.all([world.delete(policy), world.delete(code)]);
    expect([world.list("CachePolicy"), world.list("Function")]).to.deep.equal([[], []]);
  },

  "alias-taken": async (world: World) => {
    const first = await world.create("Distribution", "first", { aliases: ["a.example"] });
    await world.update(first, { aliases: ["a.example", "b.example"] });
    const wanted = { aliases: ["b.example"] };
    expect(await messageOf(world.create("Distribution", "second", wanted))).to.match(
      /^creating CloudFront Distribution: .*CNAMEAlreadyExists: /,
    );
    const second = await world.create("Distribution", "second");
    expect(await messageOf(world.update(second, wanted))).to.match(
      /^updating CloudFront Distribution \(E[0-9A-Z]{13}\): .*CNAMEAlreadyExists: /,
    );
  },
};

/** Probes of roles, buckets and security groups. */
const PART_PROBES = {
  "attachment-deletes-first": async (world: World) => {
    const inputs = { role: "web", policyArn: "arn:aws:iam::aws:policy/Old" };
    const attachment = await world.create("RolePolicyAttachment", "web", inputs);
    const { replacing, deleteBeforeReplace } = world.diff(attachment, { role: "other" });
    expect({ replacing, deleteBeforeReplace }).to.deep.equal({
      replacing: ["role"],
      deleteBeforeReplace: true,
    });
  },

  "bucket-not-empty": async (world: World) => {
    const bucket = await world.create("Bucket", "bundles", { bucket: "bundles" });
    await world.create("BucketObjectv2", "bundle", { bucket: "bundles", key: "v1.zip" });
    expect(await messageOf(world.delete(bucket))).to.match(
      /^deleting S3 Bucket \(bundles\): .*BucketNotEmpty: The bucket you tried to delete is not empty$/,
    );
    await world.delete(await world.update(bucket, { forceDestroy: true }));
    expect([world.list("Bucket"), world.list("BucketObjectv2")]).to.deep.equal([[], []]);
  },

  "group-in-use": async (world: World) => {
    const group = await world.create("SecurityGroup", "web");
    const other = await world.create("SecurityGroup", "other");
    const settings = [{ namespace: "n", name: "SecurityGroups", value: `sg-0,${group.id}` }];
    const environment = await world.create("Environment", "web", { application: "a", settings });
    const rule = await world.create("SecurityGroupIngressRule", "rule", {
      securityGroupId: group.id,
      referencedSecurityGroupId: other.id,
    });
    for (const { delete: remove, user } of [
      { delete: () => world.delete(group), user: environment },
      { delete: () => world.delete(other), user: rule },
    ]) {
      expect(await messageOf(remove())).to.match(
        /^deleting Security Group \(sg-[0-9a-f]{17}\): .*DependencyViolation: resource sg-[0-9a-f]{17} has a dependent object$/,
      );
      await world.delete(user);
      await remove();
    }
    expect(world.list("SecurityGroup")).to.deep.equal([]);
  },

  "rule-source": async (world: World) => {
    const inputs = { securityGroupId: "sg-0", cidrIpv4: "10.0.0.0/8" };
    const rule = await world.create("SecurityGroupIngressRule", "rule", inputs);
    const moved = world.diff(rule, { cidrIpv4: undefined, prefixListId: "pl-0" });
    expect(moved.replacing).to.deep.equal(["cidrIpv4", "prefixListId"]);
    expect(world.diff(rule, { cidrIpv4: "10.0.0.0/16" }).replacing).to.deep.equal([]);
  },

  "role-in-use": async (world: World) => {
    const role = await world.create("Role", "web", { name: "web" });
    await world.create("InstanceProfile", "web", { role: "web" });
    const policy = await world.create("RolePolicy", "web", { role: "web" });
    expect(await messageOf(world.delete(role))).to.match(
      /^deleting IAM Role \(web\): .*DeleteConflict: Cannot delete entity, must detach all policies first\.$/,
    );
    await world.delete(policy);
    await world.delete(role);
    expect(world.list("Role")).to.deep.equal([]);
  },
};

/** Probes of what is no part of AWS. */
const LOCAL_PROBES = {
  "state-alone": async (world: World) => {
    const password = await world.create("RandomPassword", "secret", { length: 48 });
    const command = await world.create("Command", "print", { create: "echo created" });
    world.account.remove(TOKENS.RandomPassword, password.id);
    world.account.remove(TOKENS.Command, command.id);
    expect([password, command].map((kept) => world.refresh(kept))).to.deep.equal([
      password,
      command,
    ]);
  },

  "command-update": async (world: World) => {
    const commands = { create: "echo created", update: "echo updated" };
    const both = await world.create("Command", "both", commands);
    const one = await world.create("Command", "one", { create: "echo created" });
    const none = await world.create("Command", "none", { update: "echo updated" });
    const printed = (command: Kept) => command.state.stdout;
    expect([both, one, none].map(printed)).to.deep.equal(["created", "created", ""]);
    const changes = { environment: { VERSION: "2" } };
    const updated = await Promise.all([both, one, none].map((kept) => world.update(kept, changes)));
    expect(updated.map(printed)).to.deep.equal(["updated", "created", "updated"]);
  },

  "command-outputs": async (world: World) => {
    const command = await world.create("Command", "print", { create: "echo created" });
    const { stdout, stderr } = world.previewUpdate(command, { create: "echo other" });
    expect([stdout, stderr]).to.deep.equal([UNKNOWN, UNKNOWN]);
  },

  "command-previous-output": async (world: World) => {
    const inputs = {
      create: "echo first; echo second >&2",
      update: 'echo "$PULUMI_COMMAND_STDOUT $PULUMI_COMMAND_STDERR"',
    };
    const command = await world.create("Command", "print", inputs);
    const updated = await world.update(command, { environment: {} });
    expect(updated.state.stdout).to.equal("first second");
    const silent = await world.update(command, { addPreviousOutputInEnv: false });
    expect(silent.state.stdout).to.equal(" ");
  },

  "command-status": async (world: World) => {
    const command = await world.create("Command", "print", {
      create: "echo one; echo two",
      delete: "echo three >&2",
    });
    await world.delete(command);
    expect(world.shown).to.deep.equal(["one", "two", "three"]);
  },
};

export const OTHER_PROBES = { ...CLOUDFRONT_PROBES, ...PART_PROBES, ...LOCAL_PROBES };
