import { parse, type Program } from "acorn";

/** A function's code, ready to run; or what is wrong with it, as the end of a sentence. */
export type ParsedCode =
  { readonly script: string; readonly rule: undefined } | { readonly rule: string };

/** Reads a function's code: as a module, which is always strict, of ES 12 at most (CF-FN-31). */
export function parseProgram(code: string): Program {
  return parse(code, { ecmaVersion: 12, sourceType: "module", locations: true });
}

/**
 * Makes of a function's code a script whose value is a function: it runs the code and returns its
 * `handler`. So the code is compiled once, and its variables are new with each invocation. Lines
 * keep their numbers.
 */
export function parseFunctionCode(code: string): ParsedCode {
  let program: Program;
  try {
    program = parseProgram(code);
  } catch (error) {
    return { rule: `must be JavaScript (${String((error as Error).message)})` };
  }
  if (!declaresHandler(program)) {
    return { rule: "must declare a function named handler" };
  }
  const unknown = program.body.find(({ type }) => type.startsWith("Export"));
  if (unknown !== undefined) {
    return { rule: `must be without export (line ${unknown.loc?.start.line})` };
  }
  const body = replaceImports(code, program);
  return { script: `(function () { "use strict"; ${body}\nreturn handler; })`, rule: undefined };
}

function declaresHandler({ body }: Program): boolean {
  return body.some((statement) => {
    if (statement.type === "FunctionDeclaration") {
      return statement.id.name === "handler";
    }
    return (
      statement.type === "VariableDeclaration" &&
      statement.declarations.some(({ id }) => id.type === "Identifier" && id.name === "handler")
    );
  });
}

// A script has no imports: `import cf from 'cloudfront'` becomes `const cf = require("cloudfront")`.
function replaceImports(code: string, { body }: Program): string {
  let result = code;
  for (const statement of [...body].reverse()) {
    if (statement.type !== "ImportDeclaration") {
      continue;
    }
    const module = `require(${JSON.stringify(statement.source.value)})`;
    const names = statement.specifiers.map((specifier) =>
      specifier.type === "ImportSpecifier" && specifier.imported.type === "Identifier"
        ? `${specifier.local.name} = ${module}.${specifier.imported.name}`
        : `${specifier.local.name} = ${module}`,
    );
    const replaced = names.length === 0 ? `${module};` : `const ${names.join(", ")};`;
    result = result.slice(0, statement.start) + replaced + result.slice(statement.end);
  }
  return result;
}
