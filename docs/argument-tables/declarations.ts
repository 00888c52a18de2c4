import * as ts from "typescript";

/** An interface of arguments, as its source says it. */
export interface InterfaceDeclaration {
  /** The file that declares it. */
  file: string;
  description: string;
  /** The names of the interfaces that it extends. */
  bases: string[];
  properties: PropertyDeclaration[];
}

/** One argument. */
export interface PropertyDeclaration {
  name: string;
  type: string;
  /** Every name that the type mentions. */
  mentions: string[];
  isOptional: boolean;
  description: string;
}

/** An enum whose members are an argument's values. */
export interface EnumDeclaration {
  file: string;
  description: string;
  members: { name: string; description: string }[];
}

/** What a set of source files declares, by name. */
export interface Declarations {
  interfaces: Map<string, InterfaceDeclaration>;
  enums: Map<string, EnumDeclaration>;
}

/**
 * Reads the interfaces and enums that source files export. From the syntax alone, without types: the
 * arguments' interfaces are plain enough, and type-checking the AWS SDK takes seconds.
 *
 * @param sources The files' texts by path.
 */
export function readDeclarations(sources: Record<string, string>): Declarations {
  const declarations: Declarations = { interfaces: new Map(), enums: new Map() };
  for (const [file, text] of Object.entries(sources)) {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (ts.isInterfaceDeclaration(statement)) {
        declarations.interfaces.set(statement.name.text, readInterface(file, statement));
      } else if (ts.isEnumDeclaration(statement)) {
        declarations.enums.set(statement.name.text, readEnum(file, statement));
      }
    }
  }
  return declarations;
}

function readInterface(file: string, node: ts.InterfaceDeclaration): InterfaceDeclaration {
  const bases = (node.heritageClauses ?? []).flatMap((clause) => clause.types);
  return {
    file,
    description: describe(node),
    bases: bases.map((base) => base.expression.getText()),
    properties: node.members.filter(ts.isPropertySignature).map(readProperty),
  };
}

function readProperty(node: ts.PropertySignature): PropertyDeclaration {
  return {
    name: node.name.getText(),
    type: (node.type?.getText() ?? "unknown").replaceAll("pulumi.", ""),
    mentions: node.type === undefined ? [] : listMentions(node.type),
    isOptional: node.questionToken !== undefined,
    description: describe(node),
  };
}

function listMentions(node: ts.Node): string[] {
  return ts.isIdentifier(node) ? [node.text] : node.getChildren().flatMap(listMentions);
}

function readEnum(file: string, node: ts.EnumDeclaration): EnumDeclaration {
  return {
    file,
    description: describe(node),
    members: node.members.map((member) => ({
      name: member.name.getText(),
      description: describe(member),
    })),
  };
}

/** The prose of a doc comment, without its tags: paragraphs are kept, line breaks in them are not. */
function describe(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  const text = ts.getTextOfJSDocComment(comment?.comment) ?? "";
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, " ").trim())
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}
