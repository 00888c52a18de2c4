import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/** A resource as the mocks get it. */
export interface MockedResource {
  type: string;
  name: string;
  // Whatever the program passed: the shape is the provider's business.
  inputs: Record<string, unknown>;
}

/** Where the pretended resources stand. */
export interface MockedAccount {
  region: string;
}

const ACCOUNT_ID = "123456789012";

/**
 * What AWS would have computed, for each type that the components and stages create: realistic in
 * form, the same at every evaluation, and never to be met in an account.
 */
const COMPUTED_OUTPUTS: Record<
  string,
  (resource: MockedResource, account: MockedAccount) => Record<string, unknown>
> = {
  "aws:acm/certificate:Certificate": (resource) => {
    const { domainName, subjectAlternativeNames = [] } = resource.inputs;
    const names = [String(domainName), ...(subjectAlternativeNames as string[])];
    const arn = `arn:aws:acm:us-east-1:${ACCOUNT_ID}:certificate/${digits(resource, 32)}`;
    return { id: arn, arn, domainValidationOptions: names.map(describeValidation) };
  },
  "aws:acm/certificateValidation:CertificateValidation": () => ({ id: "1970-01-01 00:00:00 UTC" }),
  "aws:cloudfront/cachePolicy:CachePolicy": describePolicy,
  "aws:cloudfront/distribution:Distribution": (resource) => {
    const id = computeDistributionId(resource);
    return {
      id,
      arn: `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/${id}`,
      domainName: `d${digits(resource, 13)}.cloudfront.net`,
      hostedZoneId: "Z2FDTNDATAQYW2",
      status: "Deployed",
    };
  },
  "aws:cloudfront/function:Function": (resource) => ({
    id: computeName(resource),
    arn: `arn:aws:cloudfront::${ACCOUNT_ID}:function/${computeName(resource)}`,
  }),
  "aws:cloudfront/keyValueStore:KeyValueStore": (resource) => ({
    id: computeName(resource),
    arn: `arn:aws:cloudfront::${ACCOUNT_ID}:key-value-store/${computeName(resource)}`,
  }),
  "aws:cloudfront/keyvaluestoreKey:KeyvaluestoreKey": (resource) => ({ id: digits(resource, 7) }),
  "aws:cloudfront/keyvaluestoreKeysExclusive:KeyvaluestoreKeysExclusive": (resource) => ({
    id: digits(resource, 7),
  }),
  "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": describePolicy,
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": describePolicy,
  "aws:ec2/securityGroup:SecurityGroup": (resource) => ({
    id: `sg-${digits(resource, 17)}`,
    name: computeName(resource),
  }),
  "aws:elasticbeanstalk/application:Application": (resource, { region }) => ({
    id: computeName(resource),
    name: computeName(resource),
    arn: `arn:aws:elasticbeanstalk:${region}:${ACCOUNT_ID}:application/${computeName(resource)}`,
  }),
  "aws:elasticbeanstalk/applicationVersion:ApplicationVersion": ({ type, name, inputs }) => {
    // A label that Pulumi makes is another one for another bundle.
    const suffix = digits({ type, name: `${name} ${String(inputs["key"])}`, inputs }, 7);
    const label = String(inputs["name"] ?? `${name}-${suffix}`);
    return { id: label, name: label };
  },
  "aws:elasticbeanstalk/environment:Environment": (resource, { region }) => {
    const name = computeName(resource);
    return {
      id: `e-${digits(resource, 10)}`,
      name,
      cname: `${name}.eba-${digits(resource, 8)}.${region}.elasticbeanstalk.com`,
      endpointUrl: `awseb-${digits(resource, 12)}.${region}.elb.amazonaws.com`,
      region,
      loadBalancers: isSingleInstance(resource)
        ? []
        : [
            `arn:aws:elasticloadbalancing:${region}:${ACCOUNT_ID}:` +
              `loadbalancer/app/awseb-${digits(resource, 12)}/${digits(resource, 16)}`,
          ],
      autoscalingGroups: [`awseb-e-${digits(resource, 10)}-stack-AWSEBAutoScalingGroup`],
    };
  },
  "aws:iam/instanceProfile:InstanceProfile": describeIam("instance-profile"),
  "aws:iam/role:Role": describeIam("role"),
  "aws:iam/rolePolicy:RolePolicy": (resource) => ({ id: computeName(resource) }),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": (resource) => ({
    id: computeName(resource),
  }),
  "aws:route53/record:Record": ({ inputs: { zoneId, name, type } }) => ({
    id: `${String(zoneId)}_${String(name)}_${String(type)}`,
    fqdn: String(name).replace(/\.$/, ""),
  }),
  "aws:s3/bucket:Bucket": (resource) => ({
    id: computeName(resource),
    bucket: computeName(resource),
    arn: `arn:aws:s3:::${computeName(resource)}`,
  }),
  "aws:s3/bucketObjectv2:BucketObjectv2": (resource) => ({ id: String(resource.inputs["key"]) }),
  "aws:ssm/parameter:Parameter": (resource, { region }) => ({
    id: computeName(resource),
    name: computeName(resource),
    arn: `arn:aws:ssm:${region}:${ACCOUNT_ID}:parameter/${computeName(resource)}`,
  }),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": describeSecurityGroupRule,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": describeSecurityGroupRule,
  // What it prints when it is created: nothing, since it runs at updates alone.
  "command:local:Command": (resource) => ({
    id: `${resource.name}${digits(resource, 8)}`,
    stdout: "",
    stderr: "",
  }),
  // A remote component: its children exist on the engine only.
  "awsx:ec2:Vpc": (resource) => ({
    vpcId: `vpc-${digits(resource, 17)}`,
    publicSubnetIds: listSubnetIds(resource, "public"),
    privateSubnetIds: listSubnetIds(resource, "private"),
  }),
  "random:index/randomPassword:RandomPassword": (resource) => ({
    id: "none",
    result: pulumi.secret(digits(resource, Number(resource.inputs["length"]))),
  }),
};

/** What AWS would answer, for each function that the components and stages call. */
const INVOKED: Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>> = {
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": ({ name }) => ({
    id: "pl-a3a144ca",
    name,
    addressFamily: "IPv4",
    maxEntries: 55,
  }),
  // The version number is made up: 0.0.0 shows that no look-up took place.
  "aws:elasticbeanstalk/getSolutionStack:getSolutionStack": ({ nameRegex }) => ({
    id: "0",
    nameRegex,
    mostRecent: true,
    name: String(nameRegex)
      .replace("v[0-9.]+", "v0.0.0")
      .replace(/[\\^$]|\(with \)\?/g, ""),
  }),
};

/** The outputs of a resource beyond its inputs, its id among them. */
export function computeOutputs(
  resource: MockedResource,
  account: MockedAccount,
): Record<string, unknown> {
  const compute = COMPUTED_OUTPUTS[resource.type];
  if (compute === undefined) {
    throw new Error(
      `The local stage does not know the outputs of ${resource.type} "${resource.name}". ` +
        "Add the type to the table in local-stage/evaluate/computed-outputs.ts.",
    );
  }
  return compute(resource, account);
}

/** The answer to a function call. */
export function answerInvoke(
  token: string,
  inputs: Record<string, unknown>,
): Record<string, unknown> {
  const answer = INVOKED[token];
  if (answer === undefined) {
    throw new Error(
      `The local stage does not know the function ${token}. ` +
        "Add it to the table in local-stage/evaluate/computed-outputs.ts.",
    );
  }
  return answer(inputs);
}

/** A physical name as Pulumi makes it: the logical one with seven digits behind it. */
function computeName(resource: MockedResource): string {
  const { name, bucket } = resource.inputs;
  return String(name ?? bucket ?? `${resource.name}-${digits(resource, 7)}`);
}

/** A wildcard and the name that it stands under are validated by the same record. */
function describeValidation(domainName: string): Record<string, unknown> {
  const bareName = domainName.replace(/^\*\./, "");
  const token = { type: "validation", name: bareName, inputs: {} };
  return {
    domainName,
    resourceRecordName: `_${digits(token, 32)}.${bareName}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${digits(token, 31)}.acm-validations.aws.`,
  };
}

/** The settings are wrapped where one of them is secret. */
function isSingleInstance({ inputs }: MockedResource): boolean {
  return JSON.stringify(inputs["settings"] ?? []).includes('"SingleInstance"');
}

function computeDistributionId(resource: MockedResource): string {
  return `E${digits(resource, 13).toUpperCase()}`;
}

function describeIam(kind: string): (resource: MockedResource) => Record<string, unknown> {
  return (resource) => ({
    id: computeName(resource),
    name: computeName(resource),
    arn: `arn:aws:iam::${ACCOUNT_ID}:${kind}/${computeName(resource)}`,
  });
}

/** The policies of a distribution have UUIDs for ids. */
function describePolicy(resource: MockedResource): Record<string, unknown> {
  const id = digits(resource, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  return { id, name: computeName(resource) };
}

function describeSecurityGroupRule(resource: MockedResource): Record<string, unknown> {
  const id = `sgr-${digits(resource, 17)}`;
  return { id, securityGroupRuleId: id };
}

function listSubnetIds(resource: MockedResource, kind: string): string[] {
  const zones = Number(resource.inputs["numberOfAvailabilityZones"] ?? 3);
  return Array.from({ length: zones }, (_, zone) => {
    const subnet = { ...resource, name: `${resource.name}-${kind}-${zone}` };
    return `subnet-${digits(subnet, 17)}`;
  });
}

/** Hexadecimal digits that depend on type and name alone. */
function digits({ type, name }: MockedResource, count: number): string {
  return createHash("sha512").update(`${type}::${name}`).digest("hex").slice(0, count);
}
