import { expect } from "chai";
import type { RecordedStack } from "../../local-stage/recorded-stack";
import { renderMarkdown, renderTree } from "../../local-stage/render-plan";

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
    resource("aws:s3/bucket:Bucket", "a", true, "shop:index:Half::left"),
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
      "   │  ├─ aws:s3:Bucket  a",
      "   │  └─ aws:s3:Bucket  b",
      "   └─ random:index:RandomPassword  p",
    ]);
  });

  it("is a table for a pull request", () => {
    expect(renderMarkdown(stack).split("\n")).to.deep.equal([
      "### `shop`, stack `dev`: 6 resources",
      "",
      "| Type | Name | Part of |",
      "| --- | --- | --- |",
      "| awsx:ec2:Vpc | `vpc` |  |",
      "| shop:index:App | `web` |  |",
      "| shop:index:Half | `left` | shop:index:App `web` |",
      "| aws:s3:Bucket | `a` | shop:index:Half `left` |",
      "| aws:s3:Bucket | `b` | shop:index:Half `left` |",
      "| random:index:RandomPassword | `p` | shop:index:App `web` |",
    ]);
  });
});
