import { expect } from "chai";
import type { RecordedStack } from "../../../local-stage/recorded-stack";
import { describePlan, renderMarkdown, renderTree } from "../../../local-stage/plan/render-plan";

const resource = (type: string, name: string, custom: boolean, parent: string | null) => ({
  type,
  name,
  custom,
  inputs: {},
  parent,
  provider: null,
});

const stack: RecordedStack = {
  project: "shop",
  stack: "dev",
  resources: [
    resource("awsx:ec2:Vpc", "vpc", false, null),
    resource("shop:index:App", "web", false, null),
    resource("shop:index:Half", "left", false, "shop:index:App::web"),
    {
      ...resource("aws:s3/bucket:Bucket", "a", true, "shop:index:Half::left"),
      options: {
        aliases: ["urn:x", { type: "a:b:C" }],
        dependencies: ["a:b:C::one", "a:b:C::two"],
        dependsOn: ["a:b:C::two"],
        deleteBeforeReplace: false,
        protect: true,
      },
    },
    resource("aws:s3/bucket:Bucket", "b", true, "shop:index:Half::left"),
    resource("random:index/randomPassword:RandomPassword", "p", true, "shop:index:App::web"),
  ],
  outputs: {},
};

describe("the plan", () => {
  it("is a tree for people", () => {
    expect(renderTree(stack).split("\n")).to.deep.equal([
      "shop (dev): 6 resources",
      "├─ awsx:ec2:Vpc  vpc  (its own resources are made on the engine)",
      "└─ shop:index:App  web",
      "   ├─ shop:index:Half  left",
      "   │  ├─ aws:s3:Bucket  a  [aliases: urn:x; deleteBeforeReplace: false; " +
        "protect; dependsOn: two]",
      "   │  └─ aws:s3:Bucket  b",
      "   └─ random:index:RandomPassword  p",
    ]);
  });

  it("is a table for a pull request", () => {
    expect(renderMarkdown(stack).split("\n")).to.deep.equal([
      "### `shop`, stack `dev`: 6 resources",
      "",
      "| Type | Name | Part of | Options |",
      "| --- | --- | --- | --- |",
      "| awsx:ec2:Vpc | `vpc` |  |  |",
      "| shop:index:App | `web` |  |  |",
      "| shop:index:Half | `left` | shop:index:App `web` |  |",
      "| aws:s3:Bucket | `a` | shop:index:Half `left` | " +
        "`aliases: urn:x`, `deleteBeforeReplace: false`, `protect`, " +
        "`dependsOn: two` |",
      "| aws:s3:Bucket | `b` | shop:index:Half `left` |  |",
      "| random:index:RandomPassword | `p` | shop:index:App `web` |  |",
    ]);
  });

  it("has room for an introduction under the title", () => {
    const lines = renderMarkdown({ ...stack, resources: [] }, ["One.", "Two."]).split("\n");
    const title = "### `shop`, stack `dev`: 0 resources";
    expect(lines).to.deep.equal([title, "", "One.", "", "Two."]);
  });

  it("is data for machines, without what is not asked for", () => {
    const described = describePlan({ ...stack, providerConfig: {}, madeUp: {} });
    const resources = stack.resources.map(({ type, name, custom, inputs, parent, provider }) => ({
      ...{ type, name, custom, inputs, parent, provider },
    }));
    const expected = { project: "shop", stack: "dev", resources, outputs: {} };
    expect(JSON.stringify(described)).to.equal(JSON.stringify(expected));
  });
});
