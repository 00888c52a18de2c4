import * as fs from "node:fs";
import * as path from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";
import { expect } from "chai";
import * as packageJson from "../../package.json";

const ROOT = path.join(__dirname, "..", "..");
const COMPONENTS = ["BeanstalkApp", "CdnDistribution", "CdnFrontedBeanstalkApp"];

/**
 * The schema that the package would have in Pulumi's other languages. After a change that is meant:
 * `UPDATE_SNAPSHOTS=1 npm run test:unit && npm run format:write`.
 */
const SNAPSHOT = path.join(__dirname, "schema.json");

/** The optional inputs that have no default, and why. */
const WITHOUT_DEFAULT: Record<string, string> = {
  "SourceArgs.directory": "exactly one of the three is required",
  "SourceArgs.archivePath": "likewise",
  "SourceArgs.versionLabel": "likewise",
  "NetworkArgs.loadBalancerSubnetIds": "required in a load-balanced environment",
};

describe("Pulumi's own analyzer", function () {
  // It parses the typings of the whole AWS SDK.
  this.timeout(120_000);

  let schema: ReturnType<typeof generateSchema>;
  before(() => {
    const { name } = packageJson;
    const analyzer = new Analyzer(ROOT, name, packageJson, new Set(COMPONENTS));
    const { components, typeDefinitions, dependencies } = analyzer.analyze();
    schema = generateSchema(name, "", "", components, typeDefinitions, dependencies);
  });

  it("accepts the components", () => {
    expect(Object.keys(schema.resources)).to.have.members(
      COMPONENTS.map((component) => `cdn-fronted-beanstalk:index:${component}`),
    );
  });

  it("derives the schema that was agreed on", () => {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (process.env["UPDATE_SNAPSHOTS"] === "1") {
      fs.writeFileSync(SNAPSHOT, text);
    }
    const snapshot: unknown = JSON.parse(fs.readFileSync(SNAPSHOT, "utf8"));
    expect(JSON.parse(text)).to.deep.equal(snapshot);
  });

  it("finds a description for everything, in plain words", () => {
    const described: [name: string, description: string | undefined][] = [];
    for (const [token, resource] of Object.entries(schema.resources)) {
      described.push([token, resource.description]);
      for (const properties of [resource.inputProperties, resource.properties]) {
        describeProperties(token, properties, described);
      }
    }
    for (const [token, type] of Object.entries(schema.types)) {
      describeProperties(token, type.properties, described);
      describeProperties(
        token,
        Object.fromEntries(type.enum?.map((m) => [m.name, m]) ?? []),
        described,
      );
    }
    const undescribed = described.filter(([, text]) => text === undefined || text === "");
    expect(undescribed).to.deep.equal([]);
    expect(described.filter(([, text]) => text?.includes("[object Object]"))).to.deep.equal([]);
  });

  it("says that every optional input has a default", () => {
    const resources = Object.entries(schema.resources).flatMap(([token, resource]) =>
      listSilent(token, resource.inputProperties, resource.requiredInputs),
    );
    const types = Object.entries(schema.types).flatMap(([token, type]) =>
      listSilent(token, type.properties, type.required),
    );
    expect([...resources, ...types]).to.have.members(Object.keys(WITHOUT_DEFAULT));
  });
});

/** The optional inputs of a component or type whose descriptions name no default. */
function listSilent(
  token: string,
  properties: Record<string, { description?: string }> | undefined,
  required: string[] | undefined,
): string[] {
  return Object.entries(properties ?? {})
    .filter(([name]) => !required?.includes(name))
    .filter(([, property]) => !/\bdefaults\s+to\b/i.test(property.description ?? ""))
    .map(([name]) => `${token.replace("cdn-fronted-beanstalk:index:", "")}.${name}`);
}

function describeProperties(
  token: string,
  properties: Record<string, { description?: string }> | undefined,
  described: [name: string, description: string | undefined][],
): void {
  for (const [name, { description }] of Object.entries(properties ?? {})) {
    described.push([`${token}.${name}`, description]);
  }
}
