import { expect } from "chai";
import type { NatGatewayStrategy } from "../../stacks/network";
import { createNetwork } from "../../stacks/network";
import { recordStage } from "./record-stage";

describe("createNetwork", () => {
  const strategies: NatGatewayStrategy[] = ["None", "Single", "OnePerAz"];
  for (const strategy of strategies) {
    it(`creates a VPC with NAT strategy ${strategy} and the subnet strategy Auto`, async () => {
      const { resources, outputs } = await recordStage(() =>
        createNetwork("web", {
          availabilityZoneCount: 3,
          natGateways: strategy,
          isProtected: false,
        }),
      );
      expect(resources).to.have.lengthOf(1);
      expect(resources[0]).to.deep.include({
        type: "awsx:ec2:Vpc",
        name: "web-vpc",
        parent: null,
        inputs: {
          numberOfAvailabilityZones: 3,
          natGateways: { strategy },
          subnetStrategy: "Auto",
          enableDnsHostnames: true,
        },
      });
      expect(outputs["vpcId"]).to.match(/^vpc-/);
      expect(outputs["publicSubnetIds"]).to.have.lengthOf(3);
      expect(outputs["privateSubnetIds"]).to.have.lengthOf(3);
    });
  }
});
