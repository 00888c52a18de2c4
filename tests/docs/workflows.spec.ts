import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { STACKS } from "../../examples/deployment-roles/place";
import { DEV } from "../../stacks/dev";
import { PROD } from "../../stacks/prod";
import { STAGING } from "../../stacks/staging";

const PROJECT = path.join(__dirname, "..", "..");
const WORKFLOWS = path.join(PROJECT, ".github", "workflows");

interface Step {
  id?: string;
  name?: string;
  if?: string;
  uses?: string;
  run?: string;
  shell?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

interface Job {
  if?: string;
  uses?: string;
  needs?: string;
  environment?: string;
  concurrency?: Record<string, unknown>;
  permissions?: Record<string, string>;
  strategy?: { "fail-fast": boolean; matrix: Record<string, string[]> };
  "timeout-minutes"?: number;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
  steps?: Step[];
}

interface Workflow {
  on: Record<string, unknown>;
  permissions: unknown;
  jobs: Record<string, Job>;
}

const STAGES = { dev: DEV, staging: STAGING, prod: PROD };

const PACKAGE = JSON.parse(fs.readFileSync(path.join(PROJECT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
  devDependencies: Record<string, string>;
};

function readText(file: string): string {
  return fs.readFileSync(path.join(WORKFLOWS, file), "utf8");
}

function readWorkflow(file: string): Workflow {
  return parse(readText(file)) as Workflow;
}

function listSteps({ jobs }: Workflow): Step[] {
  return Object.values(jobs).flatMap(({ steps = [] }) => steps);
}

/** The one step that uses an action. */
function findAction(steps: Step[] | undefined, action: string): Step | undefined {
  const found = (steps ?? []).filter(({ uses }) => uses?.startsWith(`${action}@`));
  expect(found, action).to.have.length(1);
  return found[0];
}

const FILES = fs.readdirSync(WORKFLOWS).sort();

for (const file of FILES) {
  describe(file, () => {
    const text = readText(file);
    const workflow = readWorkflow(file);
    const jobs = Object.entries(workflow.jobs);
    const steps = listSteps(workflow);

    it("may read the repository, and more only where a job says so", () => {
      expect(workflow.permissions).to.deep.equal({ contents: "read" });
      expect(text).to.not.match(/secrets\.|secrets:|pull_request_target/);
    });

    it("pins each action to a commit, and says which version that is", () => {
      const uses = text.split("\n").filter((line) => /uses: [^.]/.test(line));
      expect(uses).to.have.length(steps.filter((step) => step.uses !== undefined).length);
      for (const line of uses) {
        expect(line).to.match(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      }
    });

    it("keeps the repository's token out of the checkout", () => {
      const checkouts = steps.filter((step) => step.uses?.startsWith("actions/checkout@"));
      for (const { with: inputs } of checkouts) {
        expect(inputs).to.include({ "persist-credentials": false });
      }
    });

    it("never puts what somebody else says into a command", () => {
      for (const { run = "" } of steps) {
        expect(run).to.not.contain("${{");
      }
    });

    it("fails with the first command of a pipeline", () => {
      for (const { run = "", shell } of steps.filter((step) => / \| /.test(step.run ?? ""))) {
        expect(shell, run).to.equal("bash");
      }
    });

    it("runs scripts that there are", () => {
      const runs = steps.map(({ run = "" }) => run).join("\n");
      const named = [...runs.matchAll(/npm (?:-s )?run ([\w:-]+)/g)].map(([, name = ""]) => name);
      expect(named.filter((name) => !(name in PACKAGE.scripts))).to.deep.equal([]);
      for (const [script] of runs.matchAll(/\.github\/scripts\/\S+/g)) {
        const { mode } = fs.statSync(path.join(PROJECT, script));
        expect(mode & 0o111, script).to.equal(0o111);
      }
    });

    it("ends each job in time", () => {
      const limit = file === "deploy-stage.yml" ? 240 : 30;
      for (const [name, { uses, "timeout-minutes": minutes }] of jobs) {
        expect(minutes ?? (uses === undefined ? 0 : 1), name).to.be.within(1, limit);
      }
    });

    it("installs the Pulumi CLI of the SDK's version", () => {
      const installs = steps.filter(({ uses }) => uses?.startsWith("pulumi/actions@"));
      for (const { with: inputs } of installs) {
        expect(inputs).to.deep.equal({
          "pulumi-version": PACKAGE.devDependencies["@pulumi/pulumi"],
        });
      }
    });
  });
}

describe("pull-request.yml's first tier", () => {
  const { on, jobs } = readWorkflow("pull-request.yml");
  const firstTier = Object.fromEntries(Object.entries(jobs).filter(([name]) => name !== "preview"));

  it("runs for all pull requests, those of forks with no more rights than any", () => {
    expect(Object.keys(on)).to.deep.equal(["pull_request"]);
    expect(Object.keys(firstTier)).to.deep.equal([
      "check",
      "test",
      "engine",
      "local-stage",
      "plan",
    ]);
    for (const [name, job] of Object.entries(firstTier)) {
      expect(job, name).to.not.have.any.keys("if", "permissions", "environment");
      expect(JSON.stringify(job), name).to.not.match(/vars\.|github\.token/);
    }
  });

  it("checks, tests and plans", () => {
    const runs = Object.values(firstTier).flatMap(({ steps = [] }) => steps.map(({ run }) => run));
    expect(runs.filter((run) => run !== undefined && run !== "npm ci").slice(0, -1)).to.deep.equal([
      "npm run format",
      "npm run lint",
      "npm run types",
      "go run github.com/rhysd/actionlint/cmd/actionlint@v1.7.12",
      "npm run test:unit",
      "npm run test:stage",
      "npm run test:engine",
      "npm start -- --once",
    ]);
    expect(runs.at(-1)).to.match(/^npm -s run plan -- .+ --base \.\.\/base --markdown/);
  });
});

describe("pull-request.yml's preview", () => {
  const { preview } = readWorkflow("pull-request.yml").jobs;
  const steps = preview?.steps ?? [];

  it("is for branches of this repository, where there is a state", () => {
    expect(preview?.if).to.equal(
      "vars.PULUMI_BACKEND_URL != '' && github.actor != 'dependabot[bot]' && " +
        "github.event.pull_request.head.repo.full_name == github.repository",
    );
  });

  it("may ask for a role that trusts its environment, and comment", () => {
    expect(preview?.environment).to.equal("preview");
    expect(preview?.permissions).to.deep.equal({
      contents: "read",
      "id-token": "write",
      "pull-requests": "write",
    });
    expect(findAction(steps, "aws-actions/configure-aws-credentials")?.with).to.deep.equal({
      "role-to-assume": "${{ vars.AWS_ROLE_ARN }}",
      "aws-region": "${{ vars.AWS_REGION }}",
    });
  });

  it("previews each stack, whatever another one does", () => {
    expect(preview?.strategy).to.deep.equal({ "fail-fast": false, matrix: { stack: STACKS } });
    expect(steps.find(({ name }) => name === "Preview")?.run).to.equal(
      "pulumi preview --non-interactive --color never --suppress-progress --diff=false \\\n" +
        '  --refresh=false --stack "$STACK" 2>&1 | tee "$RUNNER_TEMP/preview.txt"\n',
    );
  });

  it("comments on a preview that failed too, and gives the token to nothing else", () => {
    const withToken = steps.filter((step) => JSON.stringify(step).includes("github.token"));
    expect(withToken).to.deep.equal([
      {
        name: "Comment",
        if: "${{ !cancelled() && steps.preview.outcome != 'skipped' }}",
        env: {
          GH_TOKEN: "${{ github.token }}",
          OUTCOME: "${{ steps.preview.outcome }}",
          PULL_REQUEST: "${{ github.event.pull_request.number }}",
          COMMIT: "${{ github.event.pull_request.head.sha }}",
        },
        run: '.github/scripts/comment-preview.sh "$RUNNER_TEMP/preview.txt"',
      },
    ]);
  });
});

describe("deploy.yml", () => {
  const { on, jobs } = readWorkflow("deploy.yml");
  const { "go-back": goBack, ...stages } = jobs;

  it("deploys the main branch to the stages, one after the other", () => {
    expect(on["push"]).to.deep.equal({ branches: ["main"] });
    expect(Object.keys(stages)).to.deep.equal(STACKS);
    expect(Object.values(stages).map(({ needs }) => needs)).to.deep.equal([
      undefined,
      "dev",
      "staging",
    ]);
    expect(stages["dev"]?.if).to.equal(
      "github.event_name == 'push' && vars.PULUMI_BACKEND_URL != ''",
    );
    for (const [stack, job] of Object.entries(stages)) {
      expect(job.with).to.deep.equal({ stack });
    }
  });

  it("goes back to a kept version, on the stage that keeps any, with the main branch's program", () => {
    const { inputs } = on["workflow_dispatch"] as { inputs: Record<string, unknown> };
    expect(Object.keys(inputs)).to.deep.equal(["version-label"]);
    expect(goBack?.if).to.equal(
      "github.event_name == 'workflow_dispatch' && github.ref == 'refs/heads/main' && " +
        "vars.PULUMI_BACKEND_URL != ''",
    );
    const keeping = Object.entries(STAGES).filter(([, { retainedVersions }]) => retainedVersions);
    expect(keeping.map(([stack]) => stack)).to.deep.equal(["prod"]);
    expect(goBack?.with).to.deep.equal({
      stack: "prod",
      "version-label": "${{ inputs.version-label }}",
    });
  });

  it("lets each stage's job ask for a role, and no more", () => {
    for (const [name, job] of Object.entries(jobs)) {
      expect(job.uses, name).to.equal("./.github/workflows/deploy-stage.yml");
      expect(job.permissions, name).to.deep.equal({ contents: "read", "id-token": "write" });
    }
  });
});

describe("deploy-stage.yml", () => {
  const { on, jobs } = readWorkflow("deploy-stage.yml");
  const deploy = jobs["deploy"];
  const steps = deploy?.steps ?? [];

  it("is for deploy.yml alone", () => {
    expect([Object.keys(on), Object.keys(jobs)]).to.deep.equal([["workflow_call"], ["deploy"]]);
  });

  it("runs in the stage's environment, one at a time, never stopped half-way", () => {
    expect(deploy?.environment).to.equal("${{ inputs.stack }}");
    expect(deploy?.concurrency).to.deep.equal({
      group: "deploy-${{ inputs.stack }}",
      "cancel-in-progress": false,
    });
    expect(deploy?.permissions).to.deep.equal({ contents: "read", "id-token": "write" });
  });

  it("deploys the commit of its run", () => {
    expect(findAction(steps, "actions/checkout")?.with).to.include({ ref: "${{ github.sha }}" });
  });

  it("first refuses what main has left behind, unless it goes back on purpose", () => {
    const { if: condition, run } = steps[1] ?? {};
    expect([condition, run]).to.deep.equal([
      "inputs.version-label == ''",
      ".github/scripts/refuse-outdated.sh",
    ]);
  });

  it("has credentials for as long as it may take", () => {
    const { with: inputs } = findAction(steps, "aws-actions/configure-aws-credentials") ?? {};
    expect(inputs).to.deep.equal({
      "role-to-assume": "${{ vars.AWS_ROLE_ARN }}",
      "aws-region": "${{ vars.AWS_REGION }}",
      "role-duration-seconds": 60 * Number(deploy?.["timeout-minutes"]),
    });
  });

  it("checks, updates, then looks whether the stage answers", () => {
    const commands = steps.flatMap(({ run = "" }) => /(?:npm|pulumi) .+/.exec(run)?.[0] ?? []);
    expect(commands).to.deep.equal([
      "npm ci",
      'npm run preflight -- --stack "$STACK"',
      'pulumi up "${arguments[@]}"',
      'npm run smoke -- --stack "$STACK" --wait 1200',
      'npm -s run preflight -- --stack "$STACK" || true',
    ]);
  });

  it("says what an update left that failed, or was stopped", () => {
    expect(steps.find(({ name }) => name === "Update")).to.include({ id: "update" });
    expect(steps.at(-1)?.if).to.equal(
      "${{ always() && (steps.update.outcome == 'failure' || " +
        "steps.update.outcome == 'cancelled') }}",
    );
    expect(steps.at(-1)?.run).to.match(/\} \| tee -a "\$GITHUB_STEP_SUMMARY"\n$/);
  });

  it("gives a version's label on as configuration that the project has", () => {
    const { run = "" } = steps.find(({ name }) => name === "Update") ?? {};
    const [, key = ""] = /--config "(\S+)=\$VERSION_LABEL"/.exec(run) ?? [];
    const project = parse(fs.readFileSync(path.join(PROJECT, "Pulumi.yaml"), "utf8")) as {
      name: string;
      config: Record<string, unknown>;
    };
    expect(Object.keys(project.config).map((name) => `${project.name}:${name}`)).to.include(key);
  });
});
