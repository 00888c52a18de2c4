import type { RecordedResource, RecordedStack } from "./recorded-stack";
import { keyOf } from "./recorded-stack";

/** The resource tree, as the Pulumi CLI shows it: what `pulumi up` would create. */
export function renderTree(stack: RecordedStack): string {
  const lines = [`${stack.project} (${stack.stack}): ${stack.resources.length} resources`];
  const visit = (parent: string | null, indent: string) => {
    const children = stack.resources.filter((resource) => resource.parent === parent);
    children.forEach((child, index) => {
      const isLast = index === children.length - 1;
      const note = isRemote(stack, child) ? "  (its own resources are made on the engine)" : "";
      lines.push(
        `${indent}${isLast ? "└─ " : "├─ "}${shortenType(child.type)}  ${child.name}${note}`,
      );
      visit(keyOf(child), `${indent}${isLast ? "   " : "│  "}`);
    });
  };
  visit(null, "");
  return lines.join("\n");
}

/** A Markdown table for a pull request. */
export function renderMarkdown(stack: RecordedStack): string {
  const rows = stack.resources.map((resource) => {
    const parent = stack.resources.find((candidate) => keyOf(candidate) === resource.parent);
    const parentCell = parent ? `${shortenType(parent.type)} \`${parent.name}\`` : "";
    return `| ${shortenType(resource.type)} | \`${resource.name}\` | ${parentCell} |`;
  });
  return [
    `### \`${stack.project}\`, stack \`${stack.stack}\`: ${stack.resources.length} resources`,
    "",
    "| Type | Name | Part of |",
    "| --- | --- | --- |",
    ...rows,
  ].join("\n");
}

/** `aws:s3/bucket:Bucket` to `aws:s3:Bucket`, as the Pulumi CLI shortens it. */
function shortenType(type: string): string {
  const [packageName = "", module = "", name = ""] = type.split(":");
  return [packageName, module.split("/")[0], name].join(":");
}

/** A component without children here is one that a provider builds. */
function isRemote(stack: RecordedStack, resource: RecordedResource): boolean {
  return !resource.custom && !stack.resources.some((child) => child.parent === keyOf(resource));
}
