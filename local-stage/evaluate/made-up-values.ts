import * as pulumi from "@pulumi/pulumi";
import type { MockedResource } from "./computed-outputs";

/** What tells a value that was computed from type and name from any other: its digits. */
const COMPUTED_DIGITS = /[0-9a-f]{7}/i;

/**
 * The computed outputs that would differ in an account, with the outputs that they stand for, such
 * as `vpc-ff4e79e69baeaf4ca` for `Vpc web-vpc.vpcId`. What the program itself gave, a name or a key,
 * is not among them.
 */
export function listMadeUp(
  { type, name, inputs }: MockedResource,
  computed: Record<string, unknown>,
): Record<string, string> {
  const given = new Set(Object.values(inputs));
  const shortType = type.split(":").pop() ?? type;
  const found: Record<string, string> = {};
  const visit = (output: string, value: unknown) => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => visit(`${output}[${index}]`, item));
    } else if (isPlainObject(value)) {
      Object.entries(value).forEach(([key, item]) => visit(`${output}.${key}`, item));
    } else if (typeof value === "string" && COMPUTED_DIGITS.test(value) && !given.has(value)) {
      found[value] ??= `${shortType} ${name}.${output}`;
    }
  };
  for (const [output, value] of Object.entries(computed)) {
    visit(output, value);
  }
  return found;
}

/** Not an `Output`: what it holds is secret. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !pulumi.Output.isInstance(value);
}
