import type { StackState, StateResource } from "../stack-state";
import { readName, readRegion, readShortType, readText } from "../stack-state";

const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

/** What to do about a resource that failed half-way, a line for each step. */
export function describeNextStep(
  resource: StateResource,
  state: StackState,
  stack: string,
): string[] {
  const up = `pulumi up --stack ${stack}`;
  const onceGone = `Once the reason is gone: ${up}`;
  switch (resource.type) {
    case ENVIRONMENT:
      return [
        `Its events tell the reason: ${describeCommand("describe-events", resource, state)} ` +
          "--max-items 20 --output table",
        onceGone,
        // AWS decides on an ARN in the creation: without one, it was that which failed.
        ...(readText(resource, "arn") === undefined
          ? [`If it never launched, make another: ${describeReplacement(resource, stack)}`]
          : []),
      ];
    case DISTRIBUTION:
      return [
        "CloudFront goes on by itself, until this says Deployed: aws cloudfront get-distribution " +
          `--id ${resource.id ?? "ID"} --query Distribution.Status`,
        `Then: ${up}`,
      ];
    default:
      return [onceGone];
  }
}

/** What to do about a resource that AWS may have made, while the state knows nothing of it. */
export function describeOrphan(
  resource: StateResource,
  state: StackState,
  stack: string,
): string[] {
  const parent = resource.parent?.includes("::pulumi:pulumi:Stack::") ? undefined : resource.parent;
  const words = [
    ...["pulumi", "import", resource.type, readName(resource), "ID"],
    ...(parent === undefined ? [] : [`--parent 'parent=${parent}'`]),
    ...[`--stack ${stack}`, "--protect=false", "--generate-code=false"],
  ];
  const keep = `Keep it: ${words.join(" ")}`;
  if (resource.type !== ENVIRONMENT) {
    return ["Look for it in the account, and take its ID.", keep, "Or delete it there."];
  }
  const find = describeCommand("describe-environments", resource, state, "--environment-names");
  return [
    `Look for it, and take its ID: ${find} ` +
      "--query 'Environments[].[EnvironmentId,Status]' --output text",
    keep,
    `Or end it: ${describeCommand("terminate-environment", resource, state)}`,
  ];
}

/** A line for the AWS CLI about an environment, which commands take by options of different names. */
function describeCommand(
  command: string,
  environment: StateResource,
  state: StackState,
  option = "--environment-name",
): string {
  const region = readRegion(environment, state) ?? "REGION";
  const name = readText(environment, "name") ?? "NAME";
  return `aws elasticbeanstalk ${command} --region ${region} ${option} ${name}`;
}

/** The command names the resource by a pattern of Pulumi's, whatever components it is in. */
function describeReplacement(resource: StateResource, stack: string): string {
  const glob = `**:${readShortType(resource)}::${readName(resource)}`;
  const replace = `pulumi up --stack ${stack} --replace '${glob}'`;
  return resource.protect
    ? `pulumi state unprotect '${resource.urn}' --stack ${stack} && ${replace}`
    : replace;
}
