import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import type { EngineProject } from "../support/engine/engine-project";
import { listMade } from "../support/engine/exported-state";

/** What the provider says where the AWS SDK finds nothing: pulumi-aws, provider/errors/no_credentials.txt. */
const NO_CREDENTIALS =
  "No valid credential sources found.\nPlease see " +
  "https://www.pulumi.com/registry/packages/aws/installation-configuration/ for more information " +
  "about providing credentials.";

const CONFIG = "Pulumi.dev.yaml";
const EDITED = [CONFIG, "Pulumi.yaml", "stacks/index.ts"];

interface Case {
  title: string;
  /** Brings the bad input about. */
  arrange: (project: EngineProject) => void;
  stack?: string;
  says: string;
}

const addConfig = (line: string) => (project: EngineProject) =>
  project.edit(CONFIG, (text) => text.replace("config:", `config:\n  ${line}`));

const CASES: Case[] = [
  {
    title: "a stack that there isn't",
    arrange: () => {},
    stack: "nowhere",
    says: "error: no stack named 'nowhere' found",
  },
  {
    title: "a stack that is no stage",
    arrange: (project) =>
      project.edit("stacks/index.ts", (text) => text.replace('["dev", DEV]', '["qa", DEV]')),
    says: 'There is no stage for stack "dev". Use one of qa, staging, prod, or add it to stacks/index.ts.',
  },
  {
    title: "a key that the configuration doesn't know",
    arrange: addConfig("cdn-fronted-beanstalk:versionlabel: v1"),
    says:
      "cdn-fronted-beanstalk:versionlabel is no key of this project. Known are " +
      "cdn-fronted-beanstalk:platformBranch, cdn-fronted-beanstalk:platformPolicy, " +
      "cdn-fronted-beanstalk:solutionStackName, cdn-fronted-beanstalk:versionLabel.",
  },
  {
    title: "a value that is none",
    arrange: addConfig("cdn-fronted-beanstalk:platformPolicy: newest"),
    says: 'platformPolicy must be "pin" or "latest", got "newest".',
  },
  {
    title: "a region that is none",
    arrange: (project) => project.edit(CONFIG, (text) => text.replace("eu-central-1", "Frankfurt")),
    says: 'aws:region must be a region, such as eu-central-1, got "Frankfurt".',
  },
  {
    title: "no region",
    arrange: (project) =>
      project.edit(CONFIG, (text) => text.replace("aws:region: eu-central-1", "aws:profile: dev")),
    says: 'aws:region must be a region, such as eu-central-1, got "".',
  },
  {
    title: "no credentials",
    arrange: ({ account }) => (account.credentialProblem = NO_CREDENTIALS),
    says: "No valid credential sources found.",
  },
  {
    title: "a wrong passphrase",
    arrange: ({ environment }) => (environment.PULUMI_CONFIG_PASSPHRASE = "battery staple"),
    says: "incorrect passphrase",
  },
  {
    title: "no passphrase",
    arrange: ({ environment }) => delete environment.PULUMI_CONFIG_PASSPHRASE,
    says: "passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE",
  },
  {
    title: "a CLI that is too old",
    arrange: (project) =>
      project.edit("Pulumi.yaml", (text) =>
        text.replace(/requiredPulumiVersion: .*/, 'requiredPulumiVersion: ">=99.0.0"'),
      ),
    says: 'does not satisfy the version range ">=99.0.0"',
  },
];

describeOnEngine("Bad input", (project) => {
  const files = new Map<string, string>();
  let environment: NodeJS.ProcessEnv = {};

  before(async () => {
    await project().initialize("dev");
    EDITED.forEach((file) =>
      files.set(file, fs.readFileSync(path.join(project().directory, file), "utf8")),
    );
    environment = { ...project().environment };
  });

  afterEach(() => {
    files.forEach((text, file) => fs.writeFileSync(path.join(project().directory, file), text));
    Object.assign(project().environment, environment);
    project().account.credentialProblem = undefined;
  });

  for (const { title, arrange, stack = "dev", says } of CASES) {
    it(`is named before anything is created: ${title}`, async () => {
      arrange(project());
      const up = await project().up(stack);
      expect(up.exitCode, up.output).to.be.greaterThan(0);
      expect(up.output).to.contain(says);
      expect(up.output, "a stack trace").to.not.match(/\n\s+at .+:\d+:\d+/);
      expect(listMade(project())).to.deep.equal([]);
    });
  }

  it("is named by the preview that comes before: a platform branch without versions", async () => {
    const branch = "Cobol 1 running on 64bit Amazon Linux 2023";
    addConfig(`cdn-fronted-beanstalk:platformBranch: ${branch}`)(project());
    const preview = await project().preview("dev");
    expect(preview.exitCode, preview.output).to.be.greaterThan(0);
    expect(preview.output).to.contain(
      `The newest version of platform branch "${branch}" can't be looked up: `,
    );
    expect(preview.output, "a stack trace").to.not.match(/\n\s+at .+:\d+:\d+/);
    expect(listMade(project())).to.deep.equal([]);
  });
});
