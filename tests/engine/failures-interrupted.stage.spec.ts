import { expect } from "chai";
import { findLastDeployment } from "../deployment/support/last-deployment";
import { describeOnEngine } from "../support/engine/describe-engine";
import { exportState, listMade } from "../support/engine/exported-state";
import { listChanges } from "../support/engine/pulumi-run";

const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";

/** What is made once the environment is there. */
const AFTER_THE_ENVIRONMENT = [
  "create Command web-invalidation",
  "create Distribution web-distribution",
];

describeOnEngine("A deployment that is interrupted by Ctrl+C", (project) => {
  it("ends what it has begun, and begins nothing more", async () => {
    await project().initialize("dev");
    const hold = project().account.holdNext("create", ENVIRONMENT);
    const up = project().up("dev");
    await hold.reached;
    project().kill("SIGINT");
    const { exitCode, output } = await up;
    expect(exitCode, output).to.equal(1);
    expect(output).to.contain("^C received; cancelling.");
    expect(await exportState(project(), "dev")).to.deep.equal({
      made: listMade(project()),
      failures: { web: ["context canceled"] },
      pendingOperations: [],
    });
  });

  it("goes on with the next one", async () => {
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal(AFTER_THE_ENVIRONMENT);
  });
});

const ORIGIN =
  "urn:pulumi:dev::cdn-fronted-beanstalk::cdn-fronted-beanstalk:index:CdnFrontedBeanstalkApp$" +
  "cdn-fronted-beanstalk:index:BeanstalkApp::web";

describeOnEngine("A deployment whose machine dies", (project) => {
  const listEnvironments = () => project().account.list(ENVIRONMENT);

  /** Runs what a line of the advice says; `ID` is the environment's. */
  const follow = async (line: string, ...confirmation: string[]) => {
    const [id = ""] = listEnvironments().map((environment) => environment.id);
    const words = line.slice(line.indexOf("pulumi ")).replace(" ID ", ` ${id} `).split(" ");
    const args = words.slice(1).map((word) => word.replaceAll("'", ""));
    const run = await project().run([...args, ...confirmation]);
    expect(run.exitCode, run.output).to.equal(0);
  };
  let advice: string[] = [];

  it("leaves a lock, and an environment that the state doesn't know", async () => {
    await project().initialize("dev");
    const hold = project().account.holdNext("create", ENVIRONMENT);
    const killed = project().up("dev");
    await hold.reached;
    project().kill("SIGKILL");
    await killed;
    hold.release();
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(1);
    expect(up.output).to.contain("the stack is currently locked by 1 lock(s)");
    const { made, pendingOperations } = await exportState(project(), "dev");
    expect(pendingOperations).to.deep.equal(["creating web"]);
    const [environment] = listEnvironments();
    expect(made).to.deep.equal(
      listMade(project()).filter((one) => !one.endsWith(` ${environment?.id}`)),
    );
  });

  it("is told by preflight, with the way out", async () => {
    const { verdict, detail } = await findLastDeployment(project(), "dev");
    advice = detail.split("\n");
    const name = String(listEnvironments()[0]?.inputs.name);
    expect(verdict).to.equal("fail");
    expect(advice).to.deep.equal([
      "has not ended:",
      'creating Environment "web"',
      "If it is still running, wait for it. If it was killed, in this order:",
      "- Take its lock away: pulumi cancel --stack dev",
      "- Read what there is: pulumi refresh --stack dev --clear-pending-creates",
      '- Environment "web" may exist, and Pulumi would make a second one:',
      "  Look for it, and take its ID: aws elasticbeanstalk describe-environments --region " +
        `eu-central-1 --environment-names ${name} ` +
        "--query 'Environments[].[EnvironmentId,Status]' --output text",
      `  Keep it: pulumi import ${ENVIRONMENT} web ID --parent 'parent=${ORIGIN}' --stack dev ` +
        "--protect=false --generate-code=false",
      "  Or end it: aws elasticbeanstalk terminate-environment --region eu-central-1 " +
        `--environment-name ${name}`,
    ]);
  });

  it("is unlocked, and made to know it, as that says", async () => {
    const [cancel = "", refresh = "", keep = ""] = advice.filter((line) =>
      line.includes(": pulumi "),
    );
    await follow(cancel, "--yes");
    await follow(refresh, "--yes", "--skip-preview");
    await follow(keep, "--yes");
    expect(await findLastDeployment(project(), "dev")).to.deep.equal({
      verdict: "pass",
      detail: "left nothing half-way",
    });
    expect(await exportState(project(), "dev")).to.deep.equal({
      made: listMade(project()),
      failures: {},
      pendingOperations: [],
    });
  });

  it("goes on with the next one", async () => {
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.include.members(AFTER_THE_ENVIRONMENT);
    expect(listEnvironments()).to.have.length(1);
  });
});

describeOnEngine("A deployment whose machine dies while it updates", (project) => {
  it("needs no more than the lock to go, and a refresh", async () => {
    await project().initialize("dev");
    await project().up("dev");
    project().edit("origin-app/application.py", (text) => `${text}#`);
    const hold = project().account.holdNext("update", ENVIRONMENT);
    const killed = project().up("dev");
    await hold.reached;
    project().kill("SIGKILL");
    await killed;
    hold.release();
    expect(await findLastDeployment(project(), "dev")).to.deep.equal({
      verdict: "fail",
      detail: [
        "has not ended:",
        'updating Environment "web"',
        "If it is still running, wait for it. If it was killed, in this order:",
        "- Take its lock away: pulumi cancel --stack dev",
        "- Read what there is: pulumi refresh --stack dev --clear-pending-creates",
      ].join("\n"),
    });
    await project().run(["cancel", "--yes", "--stack", "dev"]);
    await project().refresh("dev", "--clear-pending-creates");
    expect(await findLastDeployment(project(), "dev")).to.deep.equal({
      verdict: "pass",
      detail: "left nothing half-way",
    });
    const up = await project().up("dev");
    expect(up.exitCode, up.output).to.equal(0);
    expect(listChanges(up)).to.deep.equal(["update Command web-invalidation (environment)"]);
  });
});
