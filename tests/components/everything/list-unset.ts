import * as schema from "../schema.json";

/** What Pulumi's schema says of an argument's shape. */
interface Property {
  $ref?: string;
  items?: Property;
  additionalProperties?: Property;
}

type Properties = Record<string, Property>;

interface Schema {
  resources: Record<string, { inputProperties: Properties }>;
  types: Record<string, { properties?: Properties }>;
}

const { resources, types } = schema as unknown as Schema;

/** The component's arguments that none of these programs sets, such as `additionalOrigins.*.path`. */
export function listUnset(component: string, programs: object[]): string[] {
  return listUnsetOf(resources[component]?.inputProperties ?? {}, programs, "");
}

function listUnsetOf(properties: Properties, groups: unknown[], prefix: string): string[] {
  return Object.entries(properties).flatMap(([key, property]) => {
    const path = `${prefix}${key}`;
    const values = groups
      .map((group) => (group as Record<string, unknown>)[key])
      .filter((value) => value !== undefined);
    return [...(values.length === 0 ? [path] : []), ...listUnsetIn(property, values, path)];
  });
}

/** Lists and mappings count as what is in them. */
function listUnsetIn(property: Property, values: unknown[], path: string): string[] {
  const { $ref = "", items, additionalProperties } = property;
  if (items !== undefined) {
    return listUnsetIn(items, values.flat(), `${path}[]`);
  }
  if (additionalProperties !== undefined) {
    const entries = values.flatMap((value) => Object.values(value as object));
    return listUnsetIn(additionalProperties, entries, `${path}.*`);
  }
  const { properties = {} } = types[$ref.replace("#/types/", "")] ?? {};
  return listUnsetOf(properties, values, `${path}.`);
}
