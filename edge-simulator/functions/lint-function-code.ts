import type { AnyNode } from "acorn";
import { parseProgram } from "./parse-function-code";

/** Something in a function's code that runs here, and perhaps not at CloudFront. */
export interface FunctionWarning {
  /** Counted from 1. */
  readonly line: number;
  /** A sentence without its full stop. */
  readonly message: string;
}

// What the runtime's documentation doesn't list, by the type of its node.
const unlistedSyntax: Readonly<Partial<Record<AnyNode["type"], string>>> = {
  ArrayPattern: "destructuring",
  AssignmentPattern: "a default value",
  ChainExpression: "optional chaining",
  ClassDeclaration: "a class",
  ClassExpression: "a class",
  ForOfStatement: "for…of",
  ImportExpression: "a dynamic import",
  ObjectPattern: "destructuring",
  SpreadElement: "spread",
  YieldExpression: "a generator",
};

const unlistedOperators = new Set(["??", "??=", "||=", "&&="]);
const unlistedGlobals = new Set([
  ...["BigInt", "Map", "Proxy", "Reflect", "Set", "URL", "URLSearchParams", "WeakMap", "WeakSet"],
]);
const unlistedMethods = new Set(["Array.from", ".flat", ".flatMap"]);

/**
 * What of a function's code isn't among the features that the documentation of `cloudfront-js-2.0`
 * lists (CF-FN-31).
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 *
 * @throws SyntaxError where the code can't be read
 */
export function lintFunctionCode(code: string): FunctionWarning[] {
  const warnings: FunctionWarning[] = [];
  visit(parseProgram(code), (node) => {
    const message = describeNode(node);
    if (message !== undefined) {
      warnings.push({ line: node.loc?.start.line ?? 0, message });
    }
  });
  return warnings;
}

function describeNode(node: AnyNode): string | undefined {
  const unlisted = findUnlisted(node);
  if (unlisted !== undefined) {
    return `${unlisted} isn't listed for cloudfront-js-2.0`;
  }
  const isLog = node.type === "CallExpression" && nameOf(node.callee) === "console.log";
  return isLog && node.arguments.length > 1 ? "console.log takes one argument" : undefined;
}

function findUnlisted(node: AnyNode): string | undefined {
  switch (node.type) {
    case "LogicalExpression":
    case "AssignmentExpression":
      return unlistedOperators.has(node.operator) ? node.operator : undefined;
    case "NewExpression":
    case "CallExpression":
      return findUnlistedCallee(node.callee);
    default:
      return unlistedSyntax[node.type];
  }
}

function findUnlistedCallee(callee: AnyNode): string | undefined {
  const name = nameOf(callee);
  const method = name.slice(Math.max(0, name.lastIndexOf(".")));
  return [name, method].find((text) => unlistedGlobals.has(text) || unlistedMethods.has(text));
}

/** `Array.from`, `Map`, `.flat`: the names in an expression, as far as it is made of names. */
function nameOf(node: AnyNode): string {
  if (node.type === "Identifier") {
    return node.name;
  }
  if (node.type !== "MemberExpression" || node.computed) {
    return "";
  }
  return `${nameOf(node.object)}.${nameOf(node.property)}`;
}

function visit(node: AnyNode, look: (node: AnyNode) => void): void {
  look(node);
  for (const value of Object.values(node) as unknown[]) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof child === "object" && child !== null && "type" in child) {
        visit(child as AnyNode, look);
      }
    }
  }
}
