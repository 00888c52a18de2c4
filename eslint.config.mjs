import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** What a room may not import: the rules between rooms, one line each. */
function room(files, ...groups) {
  return {
    files,
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: groups.map(([regex, message]) => ({ regex, message })),
        },
      ],
    },
  };
}

const wholeAwsSdk = ["^@pulumi/aws$", "Import @pulumi/aws/<service>: a fraction of the load time."];
const tests = ["(^|/)tests(/|$)", "Product code never imports tests/."];
const others = (rooms) => [`^(\\.\\./)+(${rooms})(/|$)`, `This room does not know ${rooms}.`];

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "**/.venv/"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 45, skipBlankLines: true, skipComments: true }],
      curly: ["error", "all"],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  room(
    ["components/**/*.ts"],
    wholeAwsSdk,
    tests,
    others("stacks|edge-simulator|local-stage|load-test|origin-app|deployment"),
  ),
  room(
    ["edge-simulator/**/*.ts"],
    ["^@pulumi/", "The edge simulator knows nothing of Pulumi."],
    tests,
    others("components|stacks|local-stage|load-test|origin-app|deployment"),
  ),
  room(
    ["stacks/**/*.ts"],
    wholeAwsSdk,
    tests,
    ["components/.+", "Import ../components: its index is the public API."],
    others("edge-simulator|local-stage|load-test|deployment"),
  ),
  room(
    ["local-stage/**/*.ts", "load-test/**/*.ts", "index.ts"],
    wholeAwsSdk,
    tests,
    others("deployment"),
  ),
  room(
    ["deployment/**/*.ts"],
    ["^@pulumi/", "A deployment is asked through the Pulumi CLI."],
    tests,
    others("components|stacks|edge-simulator|load-test|origin-app"),
  ),
  {
    files: ["tests/**/*.ts"],
    rules: {
      "max-lines-per-function": "off",
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
);
