import type { Fact } from "./facts";
import { groupByArea } from "./facts";

const INTRODUCTION = `# CloudFront's behaviour

What is known of Amazon CloudFront's behaviour, rule by rule, and which of it the
[edge simulator](../edge-simulator/README.md) shows. \`tested\`: the titles of tests name the id, and
\`npm run edge:facts -- --mutate\` breaks rules to see such tests fail. Otherwise: why it isn't simulated.

AWS documents a rule where nothing else stands behind its source. \`observed\`: others have seen it,
AWS doesn't promise it. \`inferred\`: it follows from what AWS documents. \`ambiguous\`: AWS leaves it
open, and the rule is what the edge simulator does. Nothing here was measured on AWS.

This page is made from [facts.json](../edge-simulator/facts.json) by \`npm run docs\`.`;

const GUIDE = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide";

/** Renders the list of facts as Markdown: a table for each area. */
export function renderFacts(facts: readonly Fact[]): string {
  const tables = [...groupByArea(facts)].map(([area, rows]) => renderArea(area, rows));
  // The formatter leaves the tables alone: padded, they would change whole with each cell.
  return [
    INTRODUCTION,
    "<!-- prettier-ignore-start -->",
    ...tables,
    "<!-- prettier-ignore-end -->\n",
  ].join("\n\n");
}

function renderArea(area: string, facts: readonly Fact[]): string {
  const rows = facts.map((fact) => [
    fact.id,
    fact.rule,
    renderSource(fact),
    fact.notSimulated ?? "tested",
  ]);
  const lines = [["Id", "Rule", "Source", "Simulated"], ["---", "---", "---", "---"], ...rows];
  const table = lines.map((cells) => `| ${cells.map(escapeBars).join(" | ")} |`);
  return [`## ${area}`, table.join("\n")].join("\n\n");
}

function renderSource({ page, kind }: Fact): string {
  const isElsewhere = page.startsWith("https:");
  const name = isElsewhere ? page.replace(/^.*\/(?=[^/])/, "").replace(/\.html$|\/$/g, "") : page;
  const link = `[${name}](${isElsewhere ? page : `${GUIDE}/${page}.html`})`;
  return kind === "documented" ? link : `${link}, ${kind}`;
}

/** A bar would end the cell. */
function escapeBars(cell: string): string {
  return cell.replaceAll("|", "\\|");
}
