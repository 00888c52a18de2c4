import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { readDocument } from "./read-document";
import { PROJECT } from "./read-walkthrough";

const GUIDE = readDocument("adopting.md");

interface Properties {
  [name: string]: { $ref?: string } | undefined;
}

const SCHEMA = JSON.parse(
  fs.readFileSync(path.join(PROJECT, "tests", "components", "schema.json"), "utf8"),
) as {
  resources: Record<string, { inputProperties: Properties } | undefined>;
  types: Record<string, { properties?: Properties } | undefined>;
};

/** Whether the component has such an argument: `domain`, or `domain.names`. */
function isArgument(name: string): boolean {
  let properties = SCHEMA.resources["cdn-fronted-beanstalk:index:CdnFrontedBeanstalkApp"]
    ?.inputProperties as Properties | undefined;
  return name.split(".").every((part) => {
    const property = properties?.[part];
    properties = SCHEMA.types[property?.$ref?.replace("#/types/", "") ?? ""]?.properties;
    return property !== undefined;
  });
}

describe("the guide to adopting", () => {
  it("links to what exists", () => {
    const targets = [...GUIDE.matchAll(/\]\((?!https:)([^)#]+)(?:#[^)]*)?\)/g)];
    const missing = targets.filter(
      ([, file = ""]) => !fs.existsSync(path.join(PROJECT, "docs", file)),
    );
    expect(missing.map(([link]) => link)).to.deep.equal([]);
  });

  it("names arguments that there are", () => {
    const [, , ...rows] = GUIDE.split("\n").filter((line) => line.startsWith("| "));
    const named = rows.flatMap((row) => {
      const [, , cell = ""] = row.split("|");
      return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    });
    expect(named).to.have.length.above(20);
    expect(named.filter((name) => !isArgument(name))).to.deep.equal([]);
  });
});
