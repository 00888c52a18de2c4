import { describeOptions, shortenType } from "./describe-resource";
import { code, renderSections } from "./markdown";
import type { RecordedResource, RecordedStack } from "../recorded-stack";
import { keyOf } from "../recorded-stack";

/** The resource tree, as the Pulumi CLI shows it: what `pulumi up` would create. */
export function renderTree(stack: RecordedStack): string {
  const lines = [`${stack.project} (${stack.stack}): ${stack.resources.length} resources`];
  const visit = (parent: string | null, indent: string) => {
    const children = stack.resources.filter((resource) => resource.parent === parent);
    children.forEach((child, index) => {
      const isLast = index === children.length - 1;
      lines.push(`${indent}${isLast ? "└─ " : "├─ "}${describeResource(stack, child)}`);
      visit(keyOf(child), `${indent}${isLast ? "   " : "│  "}`);
    });
  };
  visit(null, "");
  return lines.join("\n");
}

function describeResource(stack: RecordedStack, resource: RecordedResource): string {
  const options = describeOptions(resource.options);
  return [
    shortenType(resource.type),
    resource.name,
    ...(options.length > 0 ? [`[${options.join("; ")}]`] : []),
    ...(isRemote(stack, resource) ? ["(its own resources are made on the engine)"] : []),
  ].join("  ");
}

/** A Markdown table for a pull request, in at most 60,000 bytes. */
export function renderMarkdown(stack: RecordedStack, introduction: string[] = []): string {
  const { project, resources } = stack;
  const title = `### ${code(project)}, stack ${code(stack.stack)}: ${resources.length} resources`;
  const rows = resources.map((resource) => {
    const parent = resources.find((candidate) => keyOf(candidate) === resource.parent);
    return [
      shortenType(resource.type),
      code(resource.name),
      parent ? `${shortenType(parent.type)} ${code(parent.name)}` : "",
      describeOptions(resource.options).map(code).join(", "),
    ];
  });
  const columns = ["Type", "Name", "Part of", "Options"];
  return renderSections([title, ...introduction].join("\n\n"), [{ columns, rows }]);
}

/** The contract of `plan --json`: what is asked for, without how the engine shall do it. */
export function describePlan({ project, stack, resources, outputs }: RecordedStack): object {
  const described = resources.map(({ type, name, custom, inputs, parent, provider }) => ({
    type,
    name,
    custom,
    inputs,
    parent,
    provider,
  }));
  return { project, stack, resources: described, outputs };
}

/** A component without children here is one that a provider builds. */
function isRemote(stack: RecordedStack, resource: RecordedResource): boolean {
  return !resource.custom && !stack.resources.some((child) => child.parent === keyOf(resource));
}
