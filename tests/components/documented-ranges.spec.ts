import { expect } from "chai";
import { CDN_FRONTED_BEANSTALK_APP } from "../../components/cdn-fronted-beanstalk-app/settings";
import { readArguments } from "../../components/shared/arguments";
import * as schema from "./schema.json";

/** What Pulumi's schema says of an argument. */
interface Property {
  $ref?: string;
  type?: string;
  description?: string;
  items?: Property;
  additionalProperties?: Property;
}
interface Type {
  properties?: Record<string, Property>;
  enum?: { name: string; value: string }[];
}

const types = schema.types as unknown as Record<string, Type>;
const typeOf = ({ $ref = "" }: Property): Type => types[$ref.replace("#/types/", "")] ?? {};

/** An argument: where it stands, what is said of it, and how to give it a value. */
interface Argument {
  path: string;
  steps: string[];
  property: Property;
  /** The arguments with this one set, in groups, lists and mappings with nothing else in them. */
  give: (value: unknown) => object;
}

/** Every argument at any depth; of a list the first entry, of a mapping one with the name `a`. */
function listArguments(
  properties: Record<string, Property>,
  prefix: string[],
  wrap: (value: object) => object,
): Argument[] {
  return Object.entries(properties).flatMap(([key, property]) => {
    const steps = [...prefix, key];
    const give = (value: unknown) => wrap({ [key]: value });
    const path = steps.join(".").replaceAll(".[", "[");
    const argument = { path, steps, property, give };
    return [argument, ...listBelow(property, steps, give)];
  });
}

function listBelow(
  property: Property,
  steps: string[],
  give: (value: unknown) => object,
): Argument[] {
  if (property.items !== undefined) {
    return listBelow(property.items, [...steps, "[0]"], (value) => give([value]));
  }
  if (property.additionalProperties !== undefined) {
    return listBelow(property.additionalProperties, [...steps, "a"], (value) => give({ a: value }));
  }
  return listArguments(typeOf(property).properties ?? {}, steps, give);
}

const component = schema.resources["cdn-fronted-beanstalk:index:CdnFrontedBeanstalkApp"];
const ARGUMENTS = listArguments(
  component.inputProperties as Record<string, Property>,
  [],
  (value) => value,
);

const read = (args: object) => readArguments(CDN_FRONTED_BEANSTALK_APP, "web", args as never);

/** Whether the argument itself is refused, whatever else is wrong. */
function isRefused({ path, give }: Argument, value: number): boolean {
  return read(give(value)).errors.some(
    (problem) => problem.path === path && problem.ruleId === undefined,
  );
}

/** What the argument settles to where its group is given without it. */
function findDefault({ steps, give }: Argument): unknown {
  const settings: unknown = read(give(undefined)).settings;
  return steps.reduce<unknown>((value, step) => {
    const key = step.replace(/^\[|\]$/g, "");
    return (value as Record<string, unknown> | undefined)?.[key];
  }, settings);
}

const parse = (digits: string) => Number(digits.replaceAll(",", ""));

describe("What the doc comments say", () => {
  const ranged = ARGUMENTS.flatMap((argument) => {
    const { type, description = "" } = argument.property;
    const [, min, max] = /\bfrom\s+([\d.]+)\s+to\s+([\d,]*[\d])/.exec(description) ?? [];
    // Two ranges, by the volume's type: its rules check them.
    const isOther = argument.path === "instances.rootVolume.iops";
    return type === "number" && !isOther && min !== undefined && max !== undefined
      ? [{ argument, min: parse(min), max: parse(max) }]
      : [];
  });
  for (const { argument, min, max } of ranged) {
    it(`of ${argument.path}, from ${min} to ${max}, is what is checked`, () => {
      const step = Number.isInteger(min) ? 1 : 0.0001;
      expect(isRefused(argument, min), `${min}`).to.equal(false);
      expect(isRefused(argument, max), `${max}`).to.equal(false);
      expect(isRefused(argument, min - step), `${min - step}`).to.equal(true);
      expect(isRefused(argument, max + step), `${max + step}`).to.equal(true);
    });
  }

  const withDefault = ARGUMENTS.flatMap((argument) => {
    const [, said = ""] =
      /\bDefaults\s+to\s+(\w+)\s*(?:[.;:]|,(?!\s*\d)|$)/.exec(
        argument.property.description ?? "",
      ) ?? [];
    const member = typeOf(argument.property).enum?.find(({ name }) => name === said);
    const literal = /^(true|false|\d+)$/.test(said) ? (JSON.parse(said) as unknown) : undefined;
    const value = member?.value ?? literal;
    return value === undefined ? [] : [{ argument, said, value }];
  });
  for (const { argument, said, value } of withDefault) {
    it(`of ${argument.path}, by default ${said}, is what it settles to, or is left to AWS`, () => {
      expect(findDefault(argument)).to.be.oneOf([value, undefined]);
    });
  }

  it("is found for most arguments", () => {
    expect(ranged.length).to.be.at.least(59);
    expect(withDefault.length).to.be.at.least(120);
  });
});
