import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";

const PROJECT = path.join(__dirname, "..", "..");
const WORKFLOWS = path.join(PROJECT, ".github", "workflows");

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  permissions?: unknown;
  "timeout-minutes"?: number;
  steps: Step[];
}

interface Workflow {
  on: Record<string, unknown>;
  permissions: unknown;
  jobs: Record<string, Job>;
}

const scripts = Object.keys(
  (
    JSON.parse(fs.readFileSync(path.join(PROJECT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    }
  ).scripts,
);

describe("pull-request.yml", () => {
  const text = fs.readFileSync(path.join(WORKFLOWS, "pull-request.yml"), "utf8");
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  it("runs for pull requests, those of forks with no more rights than any", () => {
    expect(Object.keys(workflow.on)).to.deep.equal(["pull_request"]);
    expect(workflow.permissions).to.deep.equal({ contents: "read" });
    expect(jobs.filter(([, job]) => job.permissions !== undefined)).to.deep.equal([]);
    expect(text).to.not.match(/secrets\.|pull_request_target|github\.token/);
  });

  it("pins each action to a commit, and says which version that is", () => {
    const uses = text.split("\n").filter((line) => line.includes("uses:"));
    expect(uses).to.have.length(steps.filter((step) => step.uses !== undefined).length);
    for (const line of uses) {
      expect(line).to.match(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  it("keeps the token away from what a pull request runs", () => {
    const checkouts = steps.filter((step) => step.uses?.startsWith("actions/checkout@"));
    expect(checkouts).to.have.length(5);
    for (const { with: inputs } of checkouts) {
      expect(inputs).to.include({ "persist-credentials": false });
    }
  });

  it("never puts what a pull request says into a command", () => {
    for (const { run = "" } of steps) {
      expect(run).to.not.contain("${{");
    }
  });

  it("names scripts that there are", () => {
    const named = steps.flatMap(({ run = "" }) => [
      ...[...run.matchAll(/npm (?:-s )?run ([\w:-]+)/g)].map(([, script]) => script),
      ...(run.includes("npm start") ? ["start"] : []),
    ]);
    expect(named).to.include.members(["format", "lint", "types", "test:unit", "plan", "start"]);
    expect(named.filter((script) => !scripts.includes(script ?? ""))).to.deep.equal([]);
  });

  it("ends each job in time", () => {
    for (const [name, job] of jobs) {
      expect(job["timeout-minutes"], name).to.be.within(1, 30);
    }
  });
});
