import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { mergeConfig, readStackProject } from "../../../local-stage/evaluate/project";
import { UserError } from "../../../local-stage/user-error";

describe("mergeConfig", () => {
  const merge = (declared: Record<string, unknown>, given: Record<string, unknown>) =>
    mergeConfig("shop", "dev", declared, given);

  const rows: [string, Record<string, unknown>, Record<string, unknown>, Record<string, string>][] =
    [
      ["takes a declared default", { size: { default: "small" } }, {}, { "shop:size": "small" }],
      ["takes a default given alone", { size: "small" }, {}, { "shop:size": "small" }],
      ["takes a declared value", { size: { value: 3 } }, {}, { "shop:size": "3" }],
      [
        "puts the stack's value over it",
        { size: { default: "small" } },
        { "shop:size": "large" },
        { "shop:size": "large" },
      ],
      [
        "reads a key without a namespace",
        { size: "small" },
        { size: "large" },
        { "shop:size": "large" },
      ],
      ["keeps another namespace", {}, { "aws:region": "eu-west-1" }, { "aws:region": "eu-west-1" }],
      [
        "keeps an empty default",
        { size: { type: "string", default: "" } },
        {},
        { "shop:size": "" },
      ],
      [
        "writes booleans as text",
        { on: { type: "boolean", default: true } },
        {},
        { "shop:on": "true" },
      ],
      ["writes objects as JSON", {}, { "shop:tags": { a: [1] } }, { "shop:tags": '{"a":[1]}' }],
    ];
  for (const [title, declared, given, config] of rows) {
    it(title, () => {
      expect(merge(declared, given)).to.deep.equal({ config, secretKeys: [] });
    });
  }

  it("gives an encrypted value's key as secret, with a placeholder of any type", () => {
    const declared = { limit: { type: "integer", default: 1 } };
    expect(merge(declared, { "shop:limit": { secure: "v1:abc" } })).to.deep.equal({
      config: { "shop:limit": "local-stage-placeholder" },
      secretKeys: ["shop:limit"],
    });
  });

  it("replaces encrypted parts of objects and lists, whose key is secret then", () => {
    const db = { name: "a", passwords: [{ secure: "v1:abc" }, "plain"] };
    expect(merge({}, { "shop:db": db })).to.deep.equal({
      config: { "shop:db": '{"name":"a","passwords":["local-stage-placeholder","plain"]}' },
      secretKeys: ["shop:db"],
    });
  });

  it("names every missing and every wrong value at once", () => {
    const declared = {
      name: { type: "string" },
      limit: { type: "integer" },
      on: { type: "boolean" },
      list: { type: "array" },
      map: { type: "object" },
    };
    const given = { limit: "many", on: "yes", list: { a: 1 }, map: [1] };
    expect(() => merge(declared, given)).to.throw(
      UserError,
      'Configuration of stack "dev": shop:name has no value and no default. ' +
        'shop:limit must be of type integer, got "many". ' +
        'shop:on must be of type boolean, got "yes". ' +
        'shop:list must be of type array, got "{\\"a\\":1}". ' +
        'shop:map must be of type object, got "[1]". Correct Pulumi.dev.yaml.',
    );
  });
});

describe("readStackProject", () => {
  let directory: string;
  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "project-"));
    fs.writeFileSync(path.join(directory, "Pulumi.yaml"), "name: shop\nmain: stacks/index.ts\n");
    fs.writeFileSync(path.join(directory, "Pulumi.dev.yaml"), "config:\n  aws:region: eu-west-1\n");
  });
  afterEach(() => fs.rmSync(directory, { recursive: true }));

  it("reads name, program and configuration", () => {
    expect(readStackProject(directory, "dev")).to.deep.equal({
      name: "shop",
      main: path.join(directory, "stacks/index.ts"),
      config: { "aws:region": "eu-west-1" },
      secretKeys: [],
    });
  });

  it("takes an empty stack file", () => {
    fs.writeFileSync(path.join(directory, "Pulumi.dev.yaml"), "");
    expect(readStackProject(directory, "dev").config).to.deep.equal({});
  });

  const mistakes: [string, string, RegExp][] = [
    ["no YAML", "config: [a", /Pulumi\.dev\.yaml is no YAML: .+ Correct the file\.$/],
    ["a list", "- a", /must be a mapping of keys, and so must its config\. Correct the file\.$/],
    ["a list of config", "config: [1]", /must be a mapping of keys, and so must its config\./],
  ];
  for (const [title, text, message] of mistakes) {
    it(`refuses a stack file that is ${title}`, () => {
      fs.writeFileSync(path.join(directory, "Pulumi.dev.yaml"), text);
      expect(() => readStackProject(directory, "dev")).to.throw(UserError, message);
    });
  }

  it("names the stacks that there are", () => {
    expect(() => readStackProject(directory, "prod")).to.throw(
      UserError,
      'There is no stack "prod": Pulumi.prod.yaml does not exist. Use one of: dev.',
    );
  });
});
