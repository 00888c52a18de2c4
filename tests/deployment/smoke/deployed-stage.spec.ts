import { expect } from "chai";
import { ORIGIN_PROTECTIONS, readDeployedStage } from "../../../deployment/smoke/deployed-stage";
import { OriginProtection } from "../../../components";

const OUTPUTS = {
  cdnUrl: "https://d1.cloudfront.net",
  originUrl: "http://web.eu-central-1.elasticbeanstalk.com",
  originProtection: "None",
  versionLabel: "0a1b2c",
};

const ROWS: [title: string, outputs: Record<string, unknown>, problems: string][] = [
  [
    "nothing",
    {},
    "cdnUrl is missing; originUrl is missing; originProtection is missing; versionLabel is missing",
  ],
  [
    "nothing right",
    {
      cdnUrl: "d1.cloudfront.net",
      originUrl: "ftp://x",
      originProtection: "none",
      versionLabel: 1,
    },
    'cdnUrl must be an HTTP URL, got "d1.cloudfront.net"; originUrl must be an HTTP URL, got ' +
      '"ftp://x"; originProtection must be one of None, PrefixList, Secret, PrefixListAndSecret, got ' +
      '"none"; versionLabel must be a string, got 1',
  ],
  ["a secret", { ...OUTPUTS, cdnUrl: "[secret]" }, 'cdnUrl must be an HTTP URL, got "[secret]"'],
];

describe("readDeployedStage", () => {
  it("picks what it needs of the outputs", () => {
    const stage = readDeployedStage("dev", { ...OUTPUTS, distributionId: "E1" });
    expect(stage).to.deep.equal(OUTPUTS);
  });

  it("knows each protection that there is", () => {
    expect(ORIGIN_PROTECTIONS).to.have.members(Object.values(OriginProtection));
  });

  for (const [title, outputs, problems] of ROWS) {
    it(`names all problems at once: ${title}`, () => {
      expect(() => readDeployedStage("dev", outputs)).to.throw(
        `Stack "dev" has not the outputs of a deployed stage (${problems}): run ` +
          '"pulumi up --stack dev" first.',
      );
    });
  }
});
