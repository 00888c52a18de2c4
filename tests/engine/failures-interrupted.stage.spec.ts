import { expect } from "chai";
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

describeOnEngine("A deployment whose machine dies", (project) => {
  const listEnvironments = () => project().account.list(ENVIRONMENT);

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

  it("is unlocked, and made to know it, as the guide says", async () => {
    await project().run(["cancel", "--yes", "--stack", "dev"]);
    await project().refresh("dev", "--clear-pending-creates");
    const [environment] = listEnvironments();
    const origin =
      "urn:pulumi:dev::cdn-fronted-beanstalk::cdn-fronted-beanstalk:index:CdnFrontedBeanstalkApp$" +
      "cdn-fronted-beanstalk:index:BeanstalkApp::web";
    const imported = await project().run([
      ...["import", ENVIRONMENT, "web", environment?.id ?? "", "--parent", `origin=${origin}`],
      ...["--stack", "dev", "--yes", "--protect=false", "--generate-code=false"],
    ]);
    expect(imported.exitCode, imported.output).to.equal(0);
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
