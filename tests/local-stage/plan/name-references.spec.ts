import { expect } from "chai";
import { nameReferences } from "../../../local-stage/plan/name-references";
import { markSecret } from "../../../local-stage/recorded-stack";
import { describeResource, describeStack } from "./stacks";

describe("nameReferences", () => {
  it("puts the output in the place of what was made up for it, wherever it stands", () => {
    const stack = {
      ...describeStack(
        describeResource("a:b:C", "one", {
          id: "vpc-1234567",
          list: ["vpc-1234567,sg-7654321", 1],
          policy: '{"Resource":"arn:x/vpc-1234567"}',
          secret: markSecret("sg-7654321"),
          other: "vpc-12345678x",
        }),
      ),
      outputs: { id: "vpc-1234567" },
      madeUp: {
        "vpc-1234567": "Vpc net.vpcId",
        "arn:x/vpc-1234567": "Vpc net.arn",
        "sg-7654321": "SecurityGroup g.id",
      },
    };
    const named = nameReferences(stack);
    expect(named.resources[0]?.inputs).to.deep.equal({
      id: "${Vpc net.vpcId}",
      list: ["${Vpc net.vpcId},${SecurityGroup g.id}", 1],
      policy: '{"Resource":"${Vpc net.arn}"}',
      secret: markSecret("${SecurityGroup g.id}"),
      other: "${Vpc net.vpcId}8x",
    });
    expect(named.outputs).to.deep.equal({ id: "${Vpc net.vpcId}" });
  });

  it("takes the stack's name out of URNs", () => {
    const urn = "urn:pulumi:dev::shop::pulumi:providers:aws::near";
    const resource = describeResource("a:b:C", "one", { parent: urn }, { provider: `${urn}::1` });
    const [named] = nameReferences(describeStack(resource)).resources;
    expect(named?.inputs).to.deep.equal({ parent: "pulumi:providers:aws::near" });
    expect(named?.provider).to.equal("pulumi:providers:aws::near::1");
  });
});
