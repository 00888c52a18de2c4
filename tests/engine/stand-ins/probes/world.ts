import type { Account, Fault } from "../../../support/engine/stand-ins/account";
import type { Difference } from "../../../support/engine/stand-ins/differences";
import type { Properties } from "../../../support/engine/stand-ins/properties";
import { HalfWayError, StandInProvider } from "../../../support/engine/stand-ins/provider";
import type { KnownResource } from "../../../support/engine/stand-ins/resource-type";

/** Type tokens by the names that the tests use. */
export const TOKENS = {
  Application: "aws:elasticbeanstalk/application:Application",
  ApplicationVersion: "aws:elasticbeanstalk/applicationVersion:ApplicationVersion",
  Environment: "aws:elasticbeanstalk/environment:Environment",
  Distribution: "aws:cloudfront/distribution:Distribution",
  CachePolicy: "aws:cloudfront/cachePolicy:CachePolicy",
  OriginRequestPolicy: "aws:cloudfront/originRequestPolicy:OriginRequestPolicy",
  ResponseHeadersPolicy: "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
  Function: "aws:cloudfront/function:Function",
  SecurityGroup: "aws:ec2/securityGroup:SecurityGroup",
  Vpc: "aws:ec2/vpc:Vpc",
  Subnet: "aws:ec2/subnet:Subnet",
  SecurityGroupIngressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  SecurityGroupEgressRule: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  Role: "aws:iam/role:Role",
  RolePolicy: "aws:iam/rolePolicy:RolePolicy",
  RolePolicyAttachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  InstanceProfile: "aws:iam/instanceProfile:InstanceProfile",
  Bucket: "aws:s3/bucket:Bucket",
  BucketObjectv2: "aws:s3/bucketObjectv2:BucketObjectv2",
  Parameter: "aws:ssm/parameter:Parameter",
  RandomPassword: "random:index/randomPassword:RandomPassword",
  Command: "command:local:Command",
} as const;

export type TypeName = keyof typeof TOKENS;

/** A resource as the engine keeps it in its state. */
export interface Kept extends KnownResource {
  urn: string;
  /** What the program says, before the provider fills something in. */
  given: Properties;
}

export function describeUrn(type: TypeName, name: string): string {
  return `urn:pulumi:test::shop::shop:Component$${TOKENS[type]}::${name}`;
}

/** A provider over an account, called in the engine's order. */
export class World {
  readonly provider: StandInProvider;
  /** What was shown beside resources. */
  readonly shown: string[] = [];

  constructor(readonly account: Account) {
    this.provider = new StandInProvider(account, { PATH: process.env.PATH });
  }

  async create(type: TypeName, name: string, given: Properties = {}): Promise<Kept> {
    const urn = describeUrn(type, name);
    const inputs = this.provider.check(urn, {}, given);
    const { id, outputs } = await this.provider.create(urn, inputs, this.show);
    return { urn, given, id, inputs, state: outputs };
  }

  /** Changes inputs; undefined takes one away. */
  async update(kept: Kept, changes: Properties): Promise<Kept> {
    const { given, inputs } = this.check(kept, changes);
    const { outputs } = await this.provider.update(kept.urn, kept, inputs, this.show);
    return { ...kept, given, inputs, state: outputs };
  }

  diff(kept: Kept, changes: Properties = {}): Difference {
    const { inputs } = this.check(kept, changes);
    return this.provider.diff(kept.urn, kept.state, kept.inputs, inputs);
  }

  previewUpdate(kept: Kept, changes: Properties): Properties {
    return this.provider.previewUpdate(kept.urn, kept.state, this.check(kept, changes).inputs);
  }

  refresh(kept: Kept): Kept | undefined {
    const read = this.provider.read(kept.urn, kept);
    return read && { ...kept, ...read };
  }

  import(type: TypeName, name: string, id: string): Kept | undefined {
    const urn = describeUrn(type, name);
    const read = this.provider.read(urn, { id, inputs: {}, state: {} });
    return read && { urn, given: read.inputs, id, ...read };
  }

  delete({ urn, id, state }: Kept): Promise<void> {
    return this.provider.delete(urn, id, state, this.show);
  }

  failNext(kind: Fault["kind"], type: TypeName, moment: Fault["moment"], message = "broken"): void {
    this.account.failNext({ kind, type: TOKENS[type], moment, message });
  }

  list(type: TypeName): string[] {
    return this.account.list(TOKENS[type]).map(({ id }) => id);
  }

  private check({ urn, inputs, given }: Kept, changes: Properties): Pick<Kept, "given" | "inputs"> {
    const changed = Object.entries({ ...given, ...changes }).filter(
      ([, value]) => value !== undefined,
    );
    const wanted = Object.fromEntries(changed);
    return { given: wanted, inputs: this.provider.check(urn, inputs, wanted) };
  }

  private readonly show = (line: string): Promise<void> => {
    this.shown.push(line);
    return Promise.resolve();
  };
}

/** The message with which something fails; undefined if it doesn't. */
export async function messageOf(change: Promise<unknown>): Promise<string | undefined> {
  return (await failureOf(change))?.message;
}

/** What the engine keeps of a resource that failed half-way; undefined of one that failed wholly. */
export async function keptAfter(change: Promise<unknown>): Promise<HalfWayError | undefined> {
  const failure = await failureOf(change);
  return failure instanceof HalfWayError ? failure : undefined;
}

async function failureOf(change: Promise<unknown>): Promise<Error | undefined> {
  try {
    await change;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
