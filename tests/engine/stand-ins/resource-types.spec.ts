import { expect } from "chai";
import { Account } from "../../support/engine/stand-ins/account";
import type { Properties } from "../../support/engine/stand-ins/properties";
import type { TypeName } from "./probes/world";
import { messageOf, World } from "./probes/world";

/** Of each type: inputs, the id that it gets, and all inputs whose change replaces it. */
const TYPES: [TypeName, Properties, RegExp, string][] = [
  ["Application", { name: "shop" }, /^shop$/, "name region"],
  [
    "ApplicationVersion",
    { application: "shop", name: "v1" },
    /^v1$/,
    "application bucket key name region",
  ],
  ["Environment", {}, /^e-[0-9a-z]{10}$/, "cnamePrefix name region tier"],
  ["Distribution", {}, /^E[0-9A-Z]{13}$/, "staging"],
  ["CachePolicy", {}, /^[-0-9a-f]{36}$/, ""],
  ["OriginRequestPolicy", {}, /^[-0-9a-f]{36}$/, ""],
  ["ResponseHeadersPolicy", {}, /^[-0-9a-f]{36}$/, ""],
  ["Function", { name: "code" }, /^code$/, "name"],
  ["SecurityGroup", {}, /^sg-[0-9a-f]{17}$/, "description name namePrefix region vpcId"],
  ["Vpc", {}, /^vpc-[0-9a-f]{17}$/, "cidrBlock region"],
  ["Subnet", {}, /^subnet-[0-9a-f]{17}$/, "availabilityZone region vpcId"],
  [
    "SecurityGroupIngressRule",
    {},
    /^sgr-[0-9a-f]{17}$/,
    "cidrIpv4 cidrIpv6 prefixListId referencedSecurityGroupId region securityGroupId",
  ],
  [
    "SecurityGroupEgressRule",
    {},
    /^sgr-[0-9a-f]{17}$/,
    "cidrIpv4 cidrIpv6 prefixListId referencedSecurityGroupId region securityGroupId",
  ],
  ["Role", { name: "web" }, /^web$/, "name namePrefix path"],
  ["RolePolicy", { role: "web", name: "all" }, /^web:all$/, "name namePrefix role"],
  [
    "RolePolicyAttachment",
    { role: "web", policyArn: "arn:aws:iam::aws:policy/All" },
    /^web\/arn:aws:iam::aws:policy\/All$/,
    "policyArn role",
  ],
  ["InstanceProfile", { name: "web" }, /^web$/, "name namePrefix path"],
  ["Bucket", { bucket: "bundles" }, /^bundles$/, "bucket bucketPrefix objectLockEnabled region"],
  [
    "BucketObjectv2",
    { bucket: "bundles", key: "v1.zip" },
    /^bundles\/v1\.zip$/,
    "bucket key region",
  ],
  ["Parameter", { name: "secret" }, /^secret$/, "dataType name region"],
  [
    "RandomPassword",
    { length: 48 },
    /^none$/,
    "keepers length lower minLower minNumeric minSpecial minUpper number numeric overrideSpecial " +
      "special upper",
  ],
  ["Command", {}, /^print[0-9a-f]{8}$/, "triggers"],
];

/** Inputs of any of the types. */
const INPUTS = [
  ...new Set(
    TYPES.flatMap(([, inputs, , replacing]) => [...Object.keys(inputs), ...replacing.split(" ")]),
  ),
  ...["description", "comment", "code", "tags", "value", "policy", "source", "version"],
  ...["create", "update", "delete", "environment", "origins", "fromPort", "forceDestroy"],
].filter((input) => input !== "");

/** The most characters of the logical name that a name is made of. */
const NAMED: [TypeName, string, number][] = [
  ["Application", "name", 247],
  ["ApplicationVersion", "name", 247],
  ["Environment", "name", 32],
  ["CachePolicy", "name", 247],
  ["OriginRequestPolicy", "name", 247],
  ["ResponseHeadersPolicy", "name", 247],
  ["Function", "name", 247],
  ["SecurityGroup", "name", 247],
  ["Role", "name", 56],
  ["RolePolicy", "name", 247],
  ["InstanceProfile", "name", 247],
  ["Bucket", "bucket", 55],
  ["Parameter", "name", 247],
];

describe("Resource types of the stand-ins", () => {
  for (const [type, inputs, id, replacing] of TYPES) {
    it(`${type}: its id, and what replaces it`, async () => {
      const world = new World(new Account());
      const kept = await world.create(type, "print", inputs);
      expect(kept.id).to.match(id);
      const changes = Object.fromEntries(INPUTS.map((input) => [input, [{ other: input }]]));
      const found = world.diff(kept, changes).replacing;
      expect(found.join(" ")).to.equal(replacing);
    });
  }

  for (const [type, property, length] of NAMED) {
    it(`${type}: a name for logical names of ${length} characters`, async () => {
      const world = new World(new Account());
      const name = "N".repeat(length);
      const { inputs } = await world.create(type, name);
      const start = type === "Bucket" ? name.toLowerCase() : name;
      expect(inputs[property]).to.match(new RegExp(`^${start}-[0-9a-f]{7}$`));
      expect(await messageOf(world.create(type, `${name}N`))).to.match(/is longer than maximum/);
    });
  }
});
