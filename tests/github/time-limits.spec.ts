import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { DEV } from "../../stacks/dev";
import { PROD } from "../../stacks/prod";
import { STAGING } from "../../stacks/staging";

const WORKFLOW = path.resolve(__dirname, "../../.github/workflows/deploy-stage.yml");

/** For how long the AWS provider waits for a distribution. */
const PROVIDER_EDGES_MINUTES = 90;

/** Installing, checking, and what has no limit of a stage's own: a VPC with its NAT gateways. */
const OTHER_MINUTES = 45;

describe("the time limit of deploy-stage.yml", () => {
  const text = fs.readFileSync(WORKFLOW, "utf8");
  const { deploy } = (parse(text) as { jobs: { deploy: { "timeout-minutes": number } } }).jobs;
  const [, waitSeconds] = /npm run smoke .* --wait (\d+)/.exec(text) ?? [];

  for (const [stack, stage] of Object.entries({ dev: DEV, staging: STAGING, prod: PROD })) {
    it(`is beyond what the limits of ${stack} add up to`, () => {
      const edgesMinutes = stage.waitForDeployment ? PROVIDER_EDGES_MINUTES : 0;
      const smokeMinutes = Number(waitSeconds) / 60;
      const minutes = stage.waitForReadyMinutes + edgesMinutes + smokeMinutes + OTHER_MINUTES;
      expect(deploy["timeout-minutes"]).to.be.at.least(minutes);
    });
  }
});
