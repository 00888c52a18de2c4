import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { listMadeUp } from "../../../local-stage/evaluate/made-up-values";

describe("listMadeUp", () => {
  const list = (inputs: Record<string, unknown>, computed: Record<string, unknown>) =>
    listMadeUp({ type: "awsx:ec2:Vpc", name: "net", inputs }, computed);

  const rows: [string, Record<string, unknown>, Record<string, string>][] = [
    ["an id", { vpcId: "vpc-ff4e79e" }, { "vpc-ff4e79e": "Vpc net.vpcId" }],
    ["each of a list", { ids: ["a-1234567"] }, { "a-1234567": "Vpc net.ids[0]" }],
    ["each of an object", { a: [{ b: "_1234567" }] }, { _1234567: "Vpc net.a[0].b" }],
    [
      "the first of two outputs",
      { id: "a-1234567", n: "a-1234567" },
      { "a-1234567": "Vpc net.id" },
    ],
    ["no constant", { status: "Deployed", none: undefined, count: 12345678 }, {}],
    ["nothing secret", { password: pulumi.secret("a-1234567") }, {}],
  ];
  for (const [title, computed, expected] of rows) {
    it(`finds ${title}`, () => {
      expect(list({}, computed)).to.deep.equal(expected);
    });
  }

  it("finds nothing that the program gave", () => {
    expect(list({ key: "1234567.zip" }, { id: "1234567.zip" })).to.deep.equal({});
  });
});
