import { expect } from "chai";
import type {
  RecordedResource,
  RecordedStack,
  RecordedValue,
} from "../../local-stage/recorded-stack";
import { findStageParts } from "../../local-stage/stage-parts";
import { UserError } from "../../local-stage/user-error";

type Inputs = Record<string, RecordedValue>;

const resource = (type: string, name: string, inputs: Inputs): RecordedResource => ({
  type,
  name,
  custom: true,
  inputs,
  parent: null,
  provider: null,
});
const distribution = (name: string, ...originIds: string[]) =>
  resource("aws:cloudfront/distribution:Distribution", name, {
    origins: originIds.map((originId) => ({ originId })),
  });
const environment = (...settings: Inputs[]) =>
  resource("aws:elasticbeanstalk/environment:Environment", "web", { settings });
const parameter = (name: string, value: string) =>
  resource("aws:ssm/parameter:Parameter", name, { value });
const setting = (namespace: string, name: string, value: string): Inputs => ({
  namespace: `aws:elasticbeanstalk:${namespace}`,
  name,
  resource: "",
  value,
});
const stack = (...resources: RecordedResource[]): RecordedStack => ({
  project: "shop",
  stack: "dev",
  resources,
  outputs: {},
});

describe("findStageParts", () => {
  it("finds origin, environment properties and health check", () => {
    const secretArn = "arn:aws:ssm:eu-west-1:123456789012:parameter/web-origin-secret-1-0a1b2c3";
    const parts = findStageParts(
      stack(
        distribution("web", "origin"),
        environment(
          setting("application:environment", "MODE", "fast"),
          setting("application:environmentsecrets", "ORIGIN_SECRET", secretArn),
          setting("environment:process:default", "HealthCheckPath", "/health"),
          setting("environment", "EnvironmentType", "LoadBalanced"),
        ),
        resource("aws:s3/bucketObjectv2:BucketObjectv2", "web-bundle", {
          source: { hash: "h", assets: { "lib/a.py": { path: "apps/shop/lib/a.py", hash: "a" } } },
        }),
        parameter("web-origin-secret-1", "s3cret"),
        parameter("web-origin-secret-11", "other"),
      ),
    );
    expect(parts).to.deep.equal({
      distribution: { Origins: { Quantity: 1, Items: [{ Id: "origin" }] } },
      policies: { cachePolicies: {}, originRequestPolicies: {}, responseHeadersPolicies: {} },
      keyGroups: {},
      functions: {},
      originId: "origin",
      otherOrigins: {},
      sourceDirectory: "apps/shop/",
      environment: { MODE: "fast", ORIGIN_SECRET: "s3cret" },
      healthCheckPath: "/health",
    });
  });

  it("finds the stack's own policies by the ids that behaviors have for them", () => {
    const policy = (type: string, name: string, comment: string) =>
      resource(`aws:cloudfront/${type}`, name, { comment });
    const { policies } = findStageParts({
      ...stack(
        distribution("web", "origin"),
        environment(),
        policy("cachePolicy:CachePolicy", "web-a", "1"),
        policy("cachePolicy:CachePolicy", "web-b", "2"),
        policy("originRequestPolicy:OriginRequestPolicy", "web-a", "3"),
        policy("responseHeadersPolicy:ResponseHeadersPolicy", "web-a", "4"),
      ),
      madeUp: {
        "id-1": "CachePolicy web-a.id",
        "name-1": "CachePolicy web-a.name",
        "id-2": "CachePolicy web-b.id",
        "id-3": "OriginRequestPolicy web-a.id",
        "id-4": "ResponseHeadersPolicy web-a.id",
      },
    });
    expect(policies).to.deep.equal({
      cachePolicies: { "id-1": { Comment: "1" }, "id-2": { Comment: "2" } },
      originRequestPolicies: { "id-3": { Comment: "3" } },
      responseHeadersPolicies: { "id-4": { Comment: "4" } },
    });
  });

  it("finds the public keys of the stack's own key groups", () => {
    const { keyGroups } = findStageParts({
      ...stack(
        distribution("web", "origin"),
        environment(),
        resource("aws:cloudfront/publicKey:PublicKey", "one", { encodedKey: "PEM 1" }),
        resource("aws:cloudfront/publicKey:PublicKey", "two", { encodedKey: "PEM 2" }),
        resource("aws:cloudfront/keyGroup:KeyGroup", "group", { items: ["id-1", "id-2"] }),
      ),
      madeUp: {
        "id-1": "PublicKey one.id",
        "id-2": "PublicKey two.id",
        "id-3": "KeyGroup group.id",
      },
    });
    expect(keyGroups).to.deep.equal({ "id-3": { "id-1": "PEM 1", "id-2": "PEM 2" } });
  });

  it("asks for / where no load balancer checks", () => {
    const parts = findStageParts(stack(distribution("web", "origin"), environment()));
    expect(parts.healthCheckPath).to.equal("/");
  });

  for (const [title, source] of [
    ["an archive", { path: "app.zip", hash: "h" }],
    ["nothing", {}],
  ] as const) {
    it(`finds no directory where ${title} is uploaded`, () => {
      const object = resource("aws:s3/bucketObjectv2:BucketObjectv2", "bundle", { source });
      const parts = findStageParts(stack(distribution("web", "origin"), environment(), object));
      expect(parts.sourceDirectory).to.equal(undefined);
    });
  }

  const failures: [string, RecordedStack, string][] = [
    [
      "no distribution",
      stack(environment()),
      "The local stage runs a stack with one aws:cloudfront/distribution:Distribution; " +
        '"dev" has 0. Run it with a stack that has one.',
    ],
    [
      "two distributions",
      stack(distribution("a", "x"), distribution("b", "x"), environment()),
      "The local stage runs a stack with one aws:cloudfront/distribution:Distribution; " +
        '"dev" has 2. Run it with a stack that has one.',
    ],
    [
      "no environment",
      stack(distribution("a", "x")),
      "The local stage runs a stack with one aws:elasticbeanstalk/environment:Environment; " +
        '"dev" has 0. Run it with a stack that has one.',
    ],
    [
      "two origins of which none is known to be the app's",
      stack(distribution("a", "x", "y"), environment()),
      'None of the origins of stack "dev" (x, y) is known to be the app\'s: none has the ' +
        'environment\'s domain name, or the id "origin". Run the app yourself, record the stage ' +
        "with npm -s run plan -- --json, and give both to npm run edge -- --stage.",
    ],
    [
      "a secret from elsewhere",
      stack(
        distribution("a", "x"),
        environment(
          setting(
            "application:environmentsecrets",
            "KEY",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:k",
          ),
        ),
      ),
      "The local stage has no value for " +
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:k, which this stack does not " +
        "create. Run the app yourself, with the secret in its environment, and give its URL " +
        "with --origin.",
    ],
  ];
  for (const [title, recorded, message] of failures) {
    it(`refuses ${title}`, () => {
      expect(() => findStageParts(recorded)).to.throw(UserError, message);
    });
  }
});
