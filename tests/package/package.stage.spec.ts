import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as library from "../../index";
import { computeOutputs } from "../../local-stage/evaluate/computed-outputs";
import { recordProgram } from "../../local-stage/evaluate/record";
import type { RecordedStack } from "../../local-stage/recorded-stack";
import { keyOf } from "../../local-stage/recorded-stack";
import * as packageJson from "../../package.json";
import type { EmptyProject } from "./empty-project";
import {
  createEmptyProject,
  listTarball,
  packProject,
  UnreachableRegistryError,
} from "./empty-project";
import type { ComputedOutputs, EvaluatedExample } from "./evaluate-example";

const PROJECT = path.resolve(__dirname, "../..");
const EXAMPLE = path.join(PROJECT, "examples", "cdn-fronted-beanstalk-app");

/** The oldest and the newest TypeScript that the package promises to work with. */
const OLDEST_TYPESCRIPT = "5.0.4";
const TYPESCRIPT = [OLDEST_TYPESCRIPT, findInstalled("typescript")];

const COMPILER_OPTIONS = { strict: true, target: "es2022", types: ["node"] };

/** The ways in which a CommonJS project's compiler finds the package's types. */
const TYPE_CHECKS = [
  ["--module", "commonjs", "--moduleResolution", "node10", "--skipLibCheck", "true"],
  ["--module", "commonjs", "--moduleResolution", "node10", "--skipLibCheck", "false"],
  ["--module", "node16", "--moduleResolution", "node16", "--skipLibCheck", "false"],
];

describe("the package, installed in an empty project", function () {
  this.timeout(300_000);

  let consumer: EmptyProject;
  let files: string[];
  /** What came with the package, itself among them. */
  let added: string[];

  before(async function () {
    const peers = Object.keys(packageJson.peerDependencies);
    consumer = createEmptyProject({
      ...Object.fromEntries([...peers, "@types/node"].map((name) => [name, findInstalled(name)])),
      ...Object.fromEntries(
        TYPESCRIPT.map((version) => [aliasOf(version), `npm:typescript@${version}`]),
      ),
    });
    const tarball = await packProject(PROJECT, consumer.directory);
    files = await listTarball(tarball);
    try {
      await consumer.install();
      added = await consumer.install(tarball);
    } catch (error) {
      if (error instanceof UnreachableRegistryError) {
        process.stderr.write(`Skipped, since nothing can be installed: ${error.message}\n`);
        this.skip();
      }
      throw error;
    }
    copyExample(consumer.directory);
  });
  after(() => consumer.remove());

  it("holds the compiled components, and nothing else of the project", () => {
    const sources = fs
      .readdirSync(path.join(PROJECT, "components"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => path.join("components", file));
    const compiled = ["index.ts", ...sources].flatMap((source) => {
      const file = path.join("dist", source.slice(0, -".ts".length));
      return [`${file}.d.ts`, `${file}.js`];
    });
    const expected = ["LICENSE", "README.md", "package.json", ...compiled];
    expect(files.sort()).to.deep.equal(expected.sort());
  });

  it("names no folder of the machine that it was packed on", () => {
    const directory = path.join(consumer.directory, "node_modules", packageJson.name);
    const naming = files.filter((file) =>
      fs.readFileSync(path.join(directory, file), "utf8").includes(PROJECT),
    );
    expect(naming).to.deep.equal([]);
  });

  it("brings its own dependencies, which have none, and no second copy of Pulumi", () => {
    const own = Object.keys(packageJson.dependencies);
    expect(added).to.have.members([packageJson.name, ...own]);
    expect(own.length).to.be.at.most(5);
  });

  for (const version of TYPESCRIPT) {
    for (const options of TYPE_CHECKS) {
      it(`type-checks under TypeScript ${version} with ${options.join(" ")}`, async () => {
        await consumer.run(compilerOf(version), "--noEmit", ...options);
      });
    }
  }

  it("runs the README's example as the sources do", async () => {
    const expected = await recordExample();
    writeJson(consumer.directory, "computed-outputs.json", computeOutputsOf(expected));
    await consumer.run(compilerOf(OLDEST_TYPESCRIPT), "--module", "commonjs");
    const printed = await consumer.run("evaluate-example.js");
    const { entry, exports, resources } = JSON.parse(printed) as EvaluatedExample;
    expect(path.relative(consumer.directory, entry)).to.equal(
      path.join("node_modules", packageJson.name, "dist", "index.js"),
    );
    expect(exports).to.deep.equal(Object.keys(library).sort());
    expect(resources).to.deep.equal(expected.resources.map(keyOf).sort());
  });
});

function copyExample(directory: string): void {
  fs.cpSync(EXAMPLE, directory, { recursive: true });
  fs.copyFileSync(
    path.join(__dirname, "evaluate-example.ts"),
    path.join(directory, "evaluate-example.ts"),
  );
  writeJson(directory, "tsconfig.json", {
    compilerOptions: COMPILER_OPTIONS,
    files: ["index.ts", "evaluate-example.ts"],
  });
}

function writeJson(directory: string, file: string, value: object): void {
  fs.writeFileSync(path.join(directory, file), JSON.stringify(value));
}

/** What the example creates when it imports the sources. */
async function recordExample(): Promise<RecordedStack> {
  const workingDirectory = process.cwd();
  process.chdir(EXAMPLE);
  try {
    return await recordProgram(
      { project: "shop", stack: "dev", config: {}, secretKeys: [], projectDirectory: EXAMPLE },
      () => import(path.join(EXAMPLE, "index.ts")) as Promise<unknown>,
    );
  } finally {
    process.chdir(workingDirectory);
  }
}

function computeOutputsOf({ resources }: RecordedStack): ComputedOutputs {
  const custom = resources.filter((resource) => resource.custom);
  return Object.fromEntries(
    custom.map((resource) => [
      keyOf(resource),
      withoutOutputs(computeOutputs(resource, { region: "eu-central-1" })),
    ]),
  );
}

/** A secret has no JSON: a text stands in for it. */
function withoutOutputs(computed: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(computed).map(([key, value]) => [
      key,
      pulumi.Output.isInstance(value) ? "secret" : value,
    ]),
  );
}

/** The version of a package that this project is tested with. */
function findInstalled(name: string): string {
  const manifest = path.join(PROJECT, "node_modules", name, "package.json");
  return (JSON.parse(fs.readFileSync(manifest, "utf8")) as { version: string }).version;
}

/** npm installs one package under several names, but not several versions under one. */
function aliasOf(typescriptVersion: string): string {
  return `typescript-${typescriptVersion}`;
}

function compilerOf(typescriptVersion: string): string {
  return path.join("node_modules", aliasOf(typescriptVersion), "lib", "tsc.js");
}
