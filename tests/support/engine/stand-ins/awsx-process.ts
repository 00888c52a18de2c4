import * as pulumi from "@pulumi/pulumi";
import { main } from "@pulumi/pulumi/provider";
import { version } from "@pulumi/awsx/package.json";

class Part extends pulumi.CustomResource {}

/** awsx's VPC in small: a component of another process, whose ids are unknown until it is there. */
class Vpc extends pulumi.ComponentResource {
  readonly state: pulumi.Inputs;

  constructor(name: string, inputs: pulumi.Inputs, opts: pulumi.ComponentResourceOptions) {
    super("awsx:ec2:Vpc", name, {}, opts);
    const child = { parent: this };
    const vpc = new Part("aws:ec2/vpc:Vpc", name, {}, child);
    const zones = Array.from(
      { length: Number(inputs.numberOfAvailabilityZones) },
      (_, zone) => zone,
    );
    const createSubnets = (kind: string) =>
      zones.map(
        (zone) =>
          new Part("aws:ec2/subnet:Subnet", `${name}-${kind}-${zone + 1}`, { vpcId: vpc.id }, child)
            .id,
      );
    this.state = {
      vpcId: vpc.id,
      publicSubnetIds: createSubnets("public"),
      privateSubnetIds: createSubnets("private"),
    };
    this.registerOutputs(this.state);
  }
}

// Ends with the tests, also where they are killed.
process.on("disconnect", () => process.exit());

void main(
  {
    version,
    construct: (name, _type, inputs, opts) => {
      const vpc = new Vpc(name, inputs, opts);
      return Promise.resolve({ urn: vpc.urn, state: vpc.state });
    },
  },
  [],
);
