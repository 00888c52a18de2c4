import { expect } from "chai";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ControlServer, localDistributionId } from "../../../edge-simulator";
import { describeWith } from "../../support/describe-with";
import { TestStage } from "../support/test-stage";

describeWith(["aws"], "AWS CLI with a control server", () => {
  let stage: TestStage;
  let control: ControlServer;
  let url: string;

  before(async () => {
    stage = await TestStage.start();
    control = new ControlServer(stage.edge, stage.clock);
    url = (await control.start()).url;
  });

  after(async () => {
    await control.dispose();
    await stage.stop();
  });

  async function run(command: string, ...args: string[]): Promise<Record<string, unknown>> {
    const { stdout } = await promisify(execFile)(
      "aws",
      [
        ...["cloudfront", command, "--endpoint-url", url, "--output", "json"],
        ...(command === "get-distribution-config"
          ? ["--id", localDistributionId]
          : ["--distribution-id", localDistributionId]),
        ...args,
      ],
      {
        env: {
          ...process.env,
          AWS_ACCESS_KEY_ID: "local",
          AWS_SECRET_ACCESS_KEY: "local",
          AWS_DEFAULT_REGION: "us-east-1",
          AWS_PAGER: "",
        },
      },
    );
    return JSON.parse(stdout || "{}") as Record<string, unknown>;
  }

  it("invalidates, and finds what it did", async () => {
    await stage.send("/a/1?b=c");
    const created = await run("create-invalidation", "--paths", "/a/*", "/b");
    const invalidation = created["Invalidation"] as Record<string, unknown>;
    expect(invalidation["InvalidationBatch"]).to.deep.include({
      Paths: { Quantity: 2, Items: ["/a/*", "/b"] },
    });
    expect((await stage.send("/a/1?b=c")).result).to.equal("Miss");
    const id = String(invalidation["Id"]);
    expect(await run("get-invalidation", "--id", id)).to.deep.equal({ Invalidation: invalidation });
    const list = await run("list-invalidations");
    const { Id, Status, CreateTime } = invalidation;
    expect((list["InvalidationList"] as Record<string, unknown>)["Items"]).to.deep.equal([
      { Id, Status, CreateTime },
    ]);
  });

  it("reads the configuration that the edge follows", async () => {
    const { DistributionConfig: config } = await run("get-distribution-config");
    const { DefaultCacheBehavior, Origins } = config as typeof stage.edge.distribution;
    const { DefaultCacheBehavior: followed } = stage.edge.distribution;
    expect(Origins.Items?.map(({ Id }) => Id)).to.deep.equal(["web"]);
    expect(DefaultCacheBehavior.CachePolicyId).to.equal(followed.CachePolicyId);
    expect([...(DefaultCacheBehavior.AllowedMethods?.Items ?? [])]).to.deep.equal(
      followed.AllowedMethods?.Items,
    );
  });
});
