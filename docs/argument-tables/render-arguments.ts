import * as path from "node:path";
import type {
  Declarations,
  EnumDeclaration,
  InterfaceDeclaration,
  PropertyDeclaration,
} from "./declarations";

/** A README that shows a component's arguments, beside the sources that declare them. */
export interface Page {
  component: string;
  /** The folder of the README and the sources. */
  directory: string;
}

interface Context {
  page: Page;
  pages: Page[];
  declarations: Declarations;
  /** What has a heading of its own on the page. */
  sections: Set<string>;
}

/**
 * Renders a component's arguments as Markdown: its own table, then one for each group of arguments
 * and each enum that these mention. What another page shows is a link to that page.
 *
 * @throws Error where no source declares the component's arguments, or an interface they extend
 */
export function renderArguments(page: Page, pages: Page[], declarations: Declarations): string {
  const args = findInterface(`${page.component}Args`, declarations);
  const context = { page, pages, declarations, sections: new Set<string>() };
  collectSections(args, context);
  return [
    renderTable(inherit(args, context), context),
    ...[...context.sections].flatMap((section) => renderSection(section, context)),
  ].join("\n\n");
}

function findInterface(name: string, { interfaces }: Declarations): InterfaceDeclaration {
  const found = interfaces.get(name);
  if (found === undefined) {
    throw new Error(`No source declares the interface ${name}. Add it, or correct its name.`);
  }
  return found;
}

/** Finds, from a table's rows, what needs a heading: each once, below the table that mentions it. */
function collectSections(declaration: InterfaceDeclaration, context: Context): void {
  const { interfaces, enums } = context.declarations;
  const rows = inherit(declaration, context).filter((row) => isShownHere(row.file, context));
  for (const mention of rows.flatMap(({ property }) => property.mentions)) {
    const mentioned = interfaces.get(mention) ?? enums.get(mention);
    if (mentioned === undefined || context.sections.has(mention)) {
      continue;
    }
    if (isShownHere(mentioned.file, context)) {
      context.sections.add(mention);
      if ("properties" in mentioned) {
        collectSections(mentioned, context);
      }
    }
  }
}

/** An argument with the file of the interface that declares it. */
interface Row {
  property: PropertyDeclaration;
  file: string;
}

/** An interface's arguments and those that it inherits, the required ones first. */
function inherit(
  declaration: InterfaceDeclaration,
  { declarations }: Context,
  isLeftOut: (base: string) => boolean = () => false,
): Row[] {
  const rows = new Map<string, Row>();
  const add = ({ file, bases, properties }: InterfaceDeclaration): void => {
    for (const property of properties) {
      // What an interface declares anew takes the place of what it inherits.
      rows.set(property.name, rows.get(property.name) ?? { property, file });
    }
    for (const base of bases.filter((name) => !isLeftOut(name))) {
      add(findInterface(base, declarations));
    }
  };
  add(declaration);
  return [...rows.values()].sort(
    (a, b) => Number(a.property.isOptional) - Number(b.property.isOptional),
  );
}

function renderSection(name: string, context: Context): string[] {
  const { interfaces, enums } = context.declarations;
  const group = interfaces.get(name);
  const members = enums.get(name);
  return [
    `### ${name}`,
    ...(group === undefined ? [] : renderGroup(group, context)),
    ...(members === undefined ? [] : renderEnum(members)),
  ];
}

function renderGroup(group: InterfaceDeclaration, context: Context): string[] {
  const isSection = (name: string) => context.sections.has(name);
  const bases = group.bases.filter(isSection).map((base) => `[${base}](#${base.toLowerCase()})`);
  return [
    linkSource(group.description),
    ...(bases.length === 0 ? [] : [`Every argument of ${bases.join(" and ")}, and:`]),
    renderTable(inherit(group, context, isSection), context),
  ];
}

function renderEnum({ description, members }: EnumDeclaration): string[] {
  const rows = members.map((member) => [`\`${member.name}\``, oneLine(member.description)]);
  return [linkSource(description), renderRows([["Member", "Meaning"], ...rows])];
}

function renderTable(rows: Row[], context: Context): string {
  return renderRows([
    ["Argument", "Type", "Meaning", "Default"],
    ...rows.map(({ property, file }) => {
      const { meaning, fallback } = splitDefault(property.description);
      return [
        `\`${property.name}\``,
        renderType(property, context),
        isShownHere(file, context) ? oneLine(meaning) : renderReference(file, context),
        property.isOptional ? oneLine(fallback) : "required",
      ];
    }),
  ]);
}

function renderType({ type, mentions }: PropertyDeclaration, context: Context): string {
  const { interfaces, enums } = context.declarations;
  const code = `\`${type}\``;
  const known = mentions.find((name) => interfaces.has(name) || enums.has(name));
  const declaration = known && (interfaces.get(known) ?? enums.get(known));
  return known && declaration
    ? `[${code}](${findReadme(declaration.file, context)}#${known.toLowerCase()})`
    : code;
}

/** An argument that another page explains. */
function renderReference(file: string, context: Context): string {
  const component = findPage(file, context)?.component;
  return `as in [${component}](${findReadme(file, context)}#arguments)`;
}

function isShownHere(file: string, context: Context): boolean {
  return (findPage(file, context) ?? context.page) === context.page;
}

function findPage(file: string, { pages }: Context): Page | undefined {
  return pages.find(({ directory }) => path.posix.dirname(file) === directory);
}

/** The README that shows what a file declares, from this page's; `""` for this page's own. */
function findReadme(file: string, context: Context): string {
  const { directory } = findPage(file, context) ?? context.page;
  return directory === context.page.directory
    ? ""
    : `${path.posix.relative(context.page.directory, directory)}/README.md`;
}

/** Moves the sentence that names the default out of a description. */
function splitDefault(description: string): { meaning: string; fallback: string } {
  const sentence = /(?:^|\s)Defaults to ([^]*?)\.(?=\s|$)/;
  const [, fallback = "—"] = sentence.exec(description) ?? [];
  return { meaning: description.replace(sentence, "").trim(), fallback };
}

function linkSource(description: string): string {
  return description.replace(/\bSource: (https:\S+)/g, "[Source]($1)");
}

/** A description as a table's cell. */
function oneLine(description: string): string {
  return linkSource(description).replace(/\n+/g, " ").replaceAll("|", "\\|");
}

/** A table without padding: where one cell changes, one line of the file does. */
function renderRows([head = [], ...rows]: string[][]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
