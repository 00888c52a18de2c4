import { createRequire } from "node:module";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** What running the README's example shows. */
export interface EvaluatedExample {
  /** The file that `cdn-fronted-beanstalk` stands for. */
  entry: string;
  exports: string[];
  /** Type and name of each resource, the stack itself left out, sorted. */
  resources: string[];
}

/** What AWS would compute, by type and name: written beside this file by who runs it. */
export type ComputedOutputs = Record<string, Record<string, unknown>>;

// Resolves as a user's program does: from the project in which it is compiled and run.
const load = createRequire(path.resolve("index.js"));

void evaluateExample().then((evaluated) => process.stdout.write(JSON.stringify(evaluated)));

async function evaluateExample(): Promise<EvaluatedExample> {
  const computed = load("./computed-outputs.json") as ComputedOutputs;
  const resources: string[] = [];
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ type, name, inputs }) => {
      resources.push(`${type}::${name}`);
      return { id: `${name}-id`, state: { ...inputs, ...computed[`${type}::${name}`] } };
    },
    call: ({ inputs }) => inputs,
  };
  await pulumi.runtime.setMocks(mocks, "shop", "dev");
  await pulumi.runtime.runInPulumiStack(async () => load("./index.js") as unknown);
  await pulumi.runtime.disconnect();
  return {
    entry: load.resolve("cdn-fronted-beanstalk"),
    exports: Object.keys(load("cdn-fronted-beanstalk") as object).sort(),
    resources: resources.filter((key) => !key.startsWith("pulumi:pulumi:Stack::")).sort(),
  };
}
