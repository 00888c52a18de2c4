import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { evaluateStack } from "../../../local-stage/evaluate/evaluate";
import { UserError } from "../../../local-stage/user-error";

const PULUMI = JSON.stringify(require.resolve("@pulumi/pulumi"));

describe("evaluateStack", function () {
  this.timeout(20_000);
  let directory: string;
  let reported: string[];
  beforeEach(() => {
    // Without links: the program compares it with its own working directory.
    directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "evaluate-")));
    reported = [];
    fs.mkdirSync(path.join(directory, "program"));
    fs.writeFileSync(path.join(directory, "Pulumi.yaml"), "name: shop\nmain: program/index.js\n");
    fs.writeFileSync(path.join(directory, "Pulumi.dev.yaml"), "config:\n  shop:size: large\n");
  });
  afterEach(() => fs.rmSync(directory, { recursive: true }));

  const evaluate = (program: string) => {
    const typed =
      "interface A {\n  b: { c: string };\n}\nconst explode = (a?: A) => a!.b.c;\nexplode();\n";
    fs.writeFileSync(path.join(directory, "program", "typed.ts"), typed);
    fs.writeFileSync(path.join(directory, "program", "index.js"), program);
    const report = (line: string) => reported.push(line);
    return evaluateStack({ projectDirectory: directory, stack: "dev", report });
  };

  it("runs the program in its own folder, with the stack's configuration", async () => {
    const recorded = await evaluate(
      `const pulumi = require(${PULUMI});
       console.log("a line");
       console.error("another");
       exports.size = new pulumi.Config().require("size");
       exports.folder = process.cwd();
       exports.stack = pulumi.getStack();`,
    );
    expect(recorded).to.deep.equal({
      project: "shop",
      stack: "dev",
      resources: [],
      outputs: { size: "large", folder: path.join(directory, "program"), stack: "dev" },
      providerConfig: {},
      madeUp: {},
    });
    expect(reported.sort()).to.deep.equal(["a line", "another"]);
  });

  const writePackage = (name: string, code: string) => {
    const folder = path.join(directory, "node_modules", name);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "index.js"), code);
  };

  it("has one SDK, a program's own packages, and lends those that it has not", async () => {
    writePackage("@pulumi/pulumi", `throw new Error("a second SDK");`);
    writePackage("mine", `module.exports = { stack: require("@pulumi/pulumi").getStack() };`);
    const { outputs } = await evaluate(
      `exports.stack = require("mine").stack;
       exports.isSdk = require("@pulumi/pulumi/output").Output === require("@pulumi/pulumi").Output;
       exports.name = new (require("@pulumi/aws/s3").Bucket)("b").bucket;`,
    );
    expect(outputs).to.deep.equal({ stack: "dev", isSdk: true, name: "b-a7be41d" });
  });

  const failures: [string, string, RegExp][] = [
    [
      "what the program refuses, as a sentence",
      `throw new (require(${PULUMI}).RunError)("Not like this.");`,
      /^The program of stack "dev" failed:\nNot like this\.\nCorrect \S+index\.js or the stack's configuration\.$/,
    ],
    [
      "a mistake in the program, with its place",
      `undefinedFunction();`,
      /ReferenceError: undefinedFunction is not defined\n {4}at .*index\.js:1/,
    ],
    [
      "a mistake in TypeScript, with its line in the source",
      `require("./typed.ts");`,
      /TypeError: .+\n {4}at explode \(.*typed\.ts:4:\d+\)/,
    ],
    [
      "a package that nobody has, and who asked for it",
      `require("no-such-package");`,
      /Cannot find module 'no-such-package'[^]+program\/index\.js/,
    ],
    ["a program that ends the process", `process.exit(3);`, /It ended without a word\./],
  ];
  for (const [title, program, message] of failures) {
    it(`rejects with ${title}`, async () => {
      const error = await evaluate(program).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(UserError);
      expect((error as UserError).message).to.match(message);
    });
  }
});
