import * as path from "node:path";
import { expect } from "chai";
import { BeanstalkApp } from "../../../components";
import { recordComponent } from "../../support/record-component";
import { compute, inputsOf } from "../../support/recorded";

const APPLICATION = "aws:elasticbeanstalk/application:Application";
const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment::web";
const VERSION = "aws:elasticbeanstalk/applicationVersion:ApplicationVersion::web-version";

const record = (retainVersions: boolean) =>
  recordComponent(
    () =>
      void new BeanstalkApp("web", {
        source: { directory: path.join(__dirname, "..", "sample-app") },
        solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
        retainVersions,
      }),
  );

describe("an application version", () => {
  it("has its content's hash as label", async () => {
    const { stack } = await record(false);
    const { name, description } = inputsOf(stack, VERSION);
    expect(name).to.match(/^[0-9a-f]{20}$/);
    expect(description).to.equal(undefined);
    expect(inputsOf(stack, ENVIRONMENT)["version"]).to.equal(name);
  });

  it("has a label from Pulumi where it is kept, and the hash as description", async () => {
    const { stack } = await record(true);
    const { description, ...inputs } = inputsOf(stack, VERSION);
    expect(description).to.match(/^[0-9a-f]{20}$/);
    expect(inputs).to.deep.equal({
      application: compute(APPLICATION, "web-application", "name"),
      bucket: compute("aws:s3/bucket:Bucket", "web-bundles", "bucket"),
      key: `${String(description)}.zip`,
    });
    expect(inputsOf(stack, ENVIRONMENT)["version"]).to.match(/^web-version-[0-9a-f]{7}$/);
  });
});
