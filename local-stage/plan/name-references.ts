import type { RecordedStack, RecordedValue } from "../recorded-stack";
import { mapItems, mapValues } from "../recorded-stack";

/**
 * The stack with the outputs that its values refer to in place of what the evaluation made up for
 * them: `${Vpc web-vpc.vpcId}`. So two stacks can be compared: the values of such an output tell
 * nothing, and which output it is tells all.
 */
export function nameReferences(stack: RecordedStack): RecordedStack {
  const references = new Map(
    Object.entries(stack.madeUp ?? {}).map(([value, output]) => [value, `\${${output}}`]),
  );
  // What URNs begin with names the stack.
  references.set(`urn:pulumi:${stack.stack}::${stack.project}::`, "");
  // The longest first: an ARN ends with the name that it is made from.
  const values = [...references.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(values.map(escapePattern).join("|"), "g");
  const replaceText = (text: string) =>
    text.replace(pattern, (value) => references.get(value) ?? value);
  const replace = (value: RecordedValue): RecordedValue =>
    typeof value === "string" ? replaceText(value) : mapItems(value, replace);
  const named = mapValues(stack, replace);
  return {
    ...named,
    resources: named.resources.map((resource) => ({
      ...resource,
      provider: resource.provider === null ? null : replaceText(resource.provider),
    })),
  };
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
