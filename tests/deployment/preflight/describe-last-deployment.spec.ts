import { expect } from "chai";
import { describeLastDeployment } from "../../../deployment/preflight/describe-last-deployment";
import type { StackState, StateResource } from "../../../deployment/stack-state";

const ENVIRONMENT_TYPE = "aws:elasticbeanstalk/environment:Environment";
const PROVIDER = "urn:pulumi:prod::shop::pulumi:providers:aws::default";
const PARENT = "urn:pulumi:prod::shop::cdn-fronted-beanstalk:index:BeanstalkApp::web";
const STACK = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod";

function describeState(type: string, name: string, more: Partial<StateResource>): StateResource {
  return { urn: `urn:pulumi:prod::shop::${type}::${name}`, type, ...more };
}

const aws: StateResource = {
  urn: PROVIDER,
  type: "pulumi:providers:aws",
  id: "0a1b",
  inputs: { region: "eu-west-3" },
};

/** As it is when it was made, and failed. */
const environment = describeState(ENVIRONMENT_TYPE, "web", {
  id: "e-abcdefghij",
  provider: `${PROVIDER}::0a1b`,
  parent: PARENT,
  inputs: { name: "web-0a1b2c3" },
  outputs: { name: "web-0a1b2c3" },
});

const distribution = describeState("aws:cloudfront/distribution:Distribution", "web-cdn", {
  id: "E2ABCDEFGHIJKL",
});

const bucket = describeState("aws:s3/bucket:Bucket", "web-bundles", { parent: STACK });

const events = (region: string, name: string) =>
  `  Its events tell the reason: aws elasticbeanstalk describe-events --region ${region} ` +
  `--environment-name ${name} --max-items 20 --output table`;
const UP = "  Once the reason is gone: pulumi up --stack prod";
const REPLACE =
  "  If it never launched, make another: pulumi up --stack prod --replace '**:Environment::web'";
const KILLED = [
  "If it is still running, wait for it. If it was killed, in this order:",
  "- Take its lock away: pulumi cancel --stack prod",
  "- Read what there is: pulumi refresh --stack prod --clear-pending-creates",
];

const ROWS: [title: string, state: StackState, ...expected: string[]][] = [
  ["no deployment", {}, "pass", "none yet"],
  ["a good one", { resources: [aws, environment] }, "pass", "left nothing half-way"],
  [
    "no errors, and no operations",
    { resources: [{ ...environment, initErrors: [] }], pending_operations: [] },
    ...["pass", "left nothing half-way"],
  ],
  [
    "an environment whose creation failed, of which only the provider tells the region",
    { resources: [aws, { ...environment, initErrors: ["not launched\nsecond line", "other"] }] },
    ...["warning", "failed half-way:", 'Environment "web": not launched'],
    ...[events("eu-west-3", "web-0a1b2c3"), UP, REPLACE],
  ],
  [
    "a protected environment whose creation failed",
    { resources: [aws, { ...environment, protect: true, initErrors: ["not launched"] }] },
    ...["warning", "failed half-way:", 'Environment "web": not launched'],
    ...[events("eu-west-3", "web-0a1b2c3"), UP],
    `  If it never launched, make another: pulumi state unprotect '${environment.urn}' --stack prod ` +
      "&& pulumi up --stack prod --replace '**:Environment::web'",
  ],
  [
    "an environment that nothing more is known of, with what AWS didn't decide as an empty text",
    {
      resources: [
        { ...environment, inputs: {}, outputs: { arn: "" }, provider: "", initErrors: ["no"] },
      ],
    },
    ...["warning", "failed half-way:", 'Environment "web": no'],
    ...[events("REGION", "NAME"), UP, REPLACE],
  ],
  [
    "an environment whose update failed",
    {
      resources: [
        {
          ...environment,
          outputs: { arn: "arn:aws:…", name: "web-0a1b2c3", region: "us-west-2" },
          initErrors: ["1 error occurred:\n\t* updating it: rolled back\n\n"],
        },
      ],
    },
    ...["warning", "failed half-way:", 'Environment "web": updating it: rolled back'],
    ...[events("us-west-2", "web-0a1b2c3"), UP],
  ],
  [
    "a distribution, and something else with a long message",
    {
      resources: [
        { ...distribution, initErrors: ["timeout"] },
        { ...bucket, initErrors: ["x".repeat(241)] },
      ],
    },
    ...["warning", "failed half-way:", 'Distribution "web-cdn": timeout'],
    "  CloudFront goes on by itself, until this says Deployed: aws cloudfront get-distribution " +
      "--id E2ABCDEFGHIJKL --query Distribution.Status",
    "  Then: pulumi up --stack prod",
    ...[`Bucket "web-bundles": ${"x".repeat(239)}…`, UP],
  ],
  [
    "the longest message",
    { resources: [{ ...bucket, initErrors: ["x".repeat(240)] }] },
    ...["warning", "failed half-way:", `Bucket "web-bundles": ${"x".repeat(240)}`, UP],
  ],
  [
    "operations without an end, whatever failed before",
    {
      resources: [{ ...distribution, initErrors: ["timeout"] }],
      pending_operations: [
        { type: "updating", resource: environment },
        { type: "creating", resource: bucket },
      ],
    },
    ...["fail", "has not ended:", 'updating Environment "web"', 'creating Bucket "web-bundles"'],
    ...KILLED,
    '- Bucket "web-bundles" may exist, and Pulumi would make a second one:',
    "  Look for it in the account, and take its ID.",
    "  Keep it: pulumi import aws:s3/bucket:Bucket web-bundles ID --stack prod --protect=false " +
      "--generate-code=false",
    "  Or delete it there.",
  ],
  [
    "an environment that may have been made",
    { resources: [aws], pending_operations: [{ type: "creating", resource: environment }] },
    ...["fail", "has not ended:", 'creating Environment "web"', ...KILLED],
    '- Environment "web" may exist, and Pulumi would make a second one:',
    "  Look for it, and take its ID: aws elasticbeanstalk describe-environments --region eu-west-3 " +
      "--environment-names web-0a1b2c3 --query 'Environments[].[EnvironmentId,Status]' --output text",
    `  Keep it: pulumi import ${ENVIRONMENT_TYPE} web ID --parent 'parent=${PARENT}' --stack prod ` +
      "--protect=false --generate-code=false",
    "  Or end it: aws elasticbeanstalk terminate-environment --region eu-west-3 " +
      "--environment-name web-0a1b2c3",
  ],
];

describe("describeLastDeployment", () => {
  for (const [title, state, verdict, ...lines] of ROWS) {
    it(`tells ${title}`, () => {
      const { verdict: found, detail } = describeLastDeployment(state, "prod");
      expect([found, ...detail.split("\n")]).to.deep.equal([verdict, ...lines]);
    });
  }
});
