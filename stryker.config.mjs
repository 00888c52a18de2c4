/**
 * `npm run mutation` changes the components in thousands of places, one at a time, and tells which
 * changes no spec notices. It takes long, so it is no part of `npm run check`. One file alone:
 * `npm run mutation -- --mutate components/beanstalk-app/bundle.ts`.
 */
export default {
  testRunner: "mocha",
  mochaOptions: {
    spec: ["tests/components/**/*.spec.ts"],
    // It parses the typings of the whole AWS SDK, and says nothing about what the code does.
    ignore: ["tests/components/schema.spec.ts"],
  },
  mutate: [
    "components/**/*.ts",
    // Re-exports, and the classes: their constructors are tables of contents.
    "!components/**/index.ts",
    "!components/beanstalk-app/beanstalk-app.ts",
    "!components/cdn-distribution/cdn-distribution.ts",
    "!components/cdn-fronted-beanstalk-app/cdn-fronted-beanstalk-app.ts",
  ],
  // Not copied into the sandbox: made by other commands.
  ignorePatterns: ["dist", ".venv"],
  coverageAnalysis: "perTest",
  // What runs when a module is loaded takes a process of its own for each change: hours in all.
  ignoreStatic: true,
  concurrency: 2,
  thresholds: { high: 95, low: 80, break: 80 },
  reporters: ["clear-text", "progress"],
  clearTextReporter: { reportTests: false },
  cleanTempDir: "always",
};
