import { expect } from "chai";
import { findStageOrigins } from "../../local-stage/stage-origins";

const STACK = { project: "shop", stack: "dev", resources: [], outputs: {} };
const CNAME = "web-0a1b2c3.eba-12345678.eu-west-1.elasticbeanstalk.com";

describe("findStageOrigins", () => {
  const madeUp = { [CNAME]: "Environment web.cname", "b-0a1b2c3.s3": "Bucket b.bucketDomainName" };

  const rows: [title: string, origins: [id: string, domainName: string][], originId: string][] = [
    ["the only one", [["x", "app.example.com"]], "x"],
    [
      "the one with the environment's name",
      [
        ["origin", "b-0a1b2c3.s3"],
        ["app", CNAME],
      ],
      "app",
    ],
    [
      "else the one with the components' id",
      [
        ["x", "b-0a1b2c3.s3"],
        ["origin", "o.example.com"],
      ],
      "origin",
    ],
  ];
  for (const [title, origins, originId] of rows) {
    it(`finds the app's: ${title}`, () => {
      const described = origins.map(([id, domainName]) => ({ originId: id, domainName }));
      expect(findStageOrigins({ ...STACK, madeUp }, described)).to.deep.equal({
        originId,
        otherOrigins: Object.fromEntries(origins.filter(([id]) => id !== originId)),
      });
    });
  }
});
