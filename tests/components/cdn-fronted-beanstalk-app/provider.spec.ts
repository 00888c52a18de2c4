import * as path from "node:path";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { CdnFrontedBeanstalkApp } from "../../../components";
import { answerInvoke, computeOutputs } from "../../../local-stage/evaluate/computed-outputs";

const ARGS = {
  source: { directory: path.join(__dirname, "..", "sample-app") },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
};
const DUBLIN = "urn:pulumi:test::test::pulumi:pulumi:Stack$pulumi:providers:aws::dublin::dublin-id";

/** The provider that each resource and each look-up asks for; `""` is the default one. */
async function listProviders(program: () => unknown): Promise<[token: string, provider: string][]> {
  const asked: [token: string, provider: string][] = [];
  const mocks: pulumi.runtime.Mocks = {
    call: ({ token, inputs, provider = "" }) => {
      asked.push([token, provider]);
      return answerInvoke(token, inputs);
    },
    newResource: ({ type, name, inputs, custom, provider = "" }) => {
      if (custom === false || type.startsWith("pulumi:providers:")) {
        return { id: `${name}-id`, state: inputs };
      }
      asked.push([type, provider]);
      const { id, ...computed } = computeOutputs({ type, name, inputs }, { region: "eu-west-1" });
      return { id: String(id), state: { ...inputs, ...computed } };
    },
  };
  await pulumi.runtime.setMocks(mocks, "test", "test");
  await pulumi.runtime.runInPulumiStack(async () => program());
  await pulumi.runtime.disconnect();
  return asked;
}

describe("CdnFrontedBeanstalkApp with an AWS provider of its own", () => {
  it("uses it for every resource and for the look-up of the prefix list", async () => {
    const asked = await listProviders(() => {
      const provider = new Provider("dublin", { region: "eu-west-1" });
      new CdnFrontedBeanstalkApp("web", ARGS, { providers: [provider] });
    });
    const aws = asked.filter(([token]) => token.startsWith("aws:"));
    expect(aws.filter(([, provider]) => provider !== DUBLIN)).to.deep.equal([]);
    expect(aws.map(([token]) => token)).to.include.members([
      "aws:ec2/getManagedPrefixList:getManagedPrefixList",
      "aws:elasticbeanstalk/environment:Environment",
      "aws:cloudfront/distribution:Distribution",
      "aws:ssm/parameter:Parameter",
    ]);
  });
});
