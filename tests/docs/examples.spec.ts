import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { recordProgram } from "../../local-stage/evaluate/record";
import type { RecordedStack } from "../../local-stage/recorded-stack";
import { findByType } from "../../local-stage/recorded-stack";

const PROJECT = path.resolve(__dirname, "../..");

/** Where an example is shown, and what it must create. */
const EXAMPLES: {
  name: string;
  shownIn: string[];
  resources: number;
  creates: string;
  /** The inputs of which a change is ignored, with their resources' types. */
  ignores?: string[];
}[] = [
  {
    name: "cdn-fronted-beanstalk-app",
    shownIn: ["README.md", "components/cdn-fronted-beanstalk-app/README.md"],
    resources: 26,
    creates: "aws:cloudfront/distribution:Distribution",
  },
  {
    name: "https-origin",
    shownIn: ["components/cdn-fronted-beanstalk-app/README.md"],
    resources: 27,
    creates: "aws:route53/record:Record",
  },
  {
    name: "beanstalk-app",
    shownIn: ["components/beanstalk-app/README.md"],
    resources: 16,
    creates: "aws:elasticbeanstalk/environment:Environment",
  },
  {
    name: "cdn-distribution",
    shownIn: ["components/cdn-distribution/README.md"],
    resources: 2,
    creates: "aws:cloudfront/distribution:Distribution",
  },
  {
    name: "transforms",
    shownIn: ["components/cdn-fronted-beanstalk-app/README.md"],
    resources: 26,
    creates: "aws:cloudfront/distribution:Distribution",
    ignores: ["aws:cloudfront/distribution:Distribution webAclId"],
  },
];

/** The blocks of TypeScript in a README. */
function listShown(readme: string): string[] {
  const text = fs.readFileSync(path.join(PROJECT, readme), "utf8");
  return [...text.matchAll(/```ts\n([^]*?)```/g)].map(([, shown = ""]) => shown);
}

function listIgnored({ resources }: RecordedStack): string[] {
  return resources.flatMap(({ type, options }) =>
    (options?.ignoreChanges ?? []).map((input) => `${type} ${input}`),
  );
}

describe("the examples", () => {
  const workingDirectory = process.cwd();
  afterEach(() => process.chdir(workingDirectory));

  for (const { name, shownIn, resources, creates, ignores = [] } of EXAMPLES) {
    const directory = path.join(PROJECT, "examples", name);
    const source = fs.readFileSync(path.join(directory, "index.ts"), "utf8");

    for (const readme of shownIn) {
      it(`${name} is what ${readme} shows`, () => {
        expect(listShown(readme)).to.include(source);
      });
    }

    it(`${name} runs`, async () => {
      process.chdir(directory);
      const recorded = await recordProgram(
        { project: name, stack: "dev", config: {}, secretKeys: [], projectDirectory: directory },
        () => import(path.join(directory, "index.ts")) as Promise<unknown>,
      );
      expect(findByType(recorded, creates)).to.have.length(1);
      expect(recorded.resources).to.have.length(resources);
      expect(listIgnored(recorded)).to.deep.equal(ignores);
      expect(recorded.outputs["url"]).to.match(/^https?:\/\/.+/);
    });
  }

  it("is at most 12 lines in the project's README, and the only one", () => {
    const [shown = "", ...others] = listShown("README.md");
    expect(shown.trimEnd().split("\n").length).to.be.within(1, 12);
    expect(others).to.deep.equal([]);
  });
});
