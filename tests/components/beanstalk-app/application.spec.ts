import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { ApplicationArgs, BeanstalkAppArgs } from "../../../components";
import { BeanstalkApp } from "../../../components";
import { recordProgram } from "../../../local-stage/evaluate/record";
import { keyOf } from "../../../local-stage/recorded-stack";
import { sayRange } from "../../support/component-arguments";
import { recordComponent } from "../../support/record-component";
import { compute, inputsOf } from "../../support/recorded";
import { beanstalkArguments } from "./beanstalk-arguments";

const APPLICATION = "aws:elasticbeanstalk/application:Application::web-application";
const VERSION = "aws:elasticbeanstalk/applicationVersion:ApplicationVersion::web-version";
const BUNDLE = "aws:s3/bucketObjectv2:BucketObjectv2::web-bundle";
const DELETION = "aws:iam/rolePolicy:RolePolicy::web-delete-bundles";
const SERVICE_ROLE = "arn:aws:iam::123456789012:role/beanstalk";

const ARGS: BeanstalkAppArgs = {
  source: { directory: path.join(__dirname, "..", "sample-app") },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
  retainVersions: true,
};

const record = (application: ApplicationArgs, change: Partial<BeanstalkAppArgs> = {}) =>
  recordComponent(() => new BeanstalkApp("web", { ...ARGS, application, ...change }));

const lifecycle = (versionLifecycle: ApplicationArgs["versionLifecycle"]) => ({
  application: { versionLifecycle },
  retainVersions: true,
});

describe("the application's arguments", () => {
  const LIMIT =
    "application.versionLifecycle must have exactly one of maxCount and maxAgeDays. " +
    "Limit either the number of versions or their age.";
  const sayExisting = (key: string) =>
    `application.${key} must not be set together with application.existingName, which is left as ` +
    "it is. Leave it out: it is set where that application is made.";
  const sayName = (got: string) =>
    "application.existingName must have 1 to 100 characters, none of them a slash, " +
    `got "${got}". Use the name of an application that exists.`;
  const sayOwnName = (got: string) =>
    `application.name must have 1 to 100 characters, none of them a slash, got "${got}". ` +
    "Use another name, or leave it out to get one that is made of the component's.";
  const range = (key: string, unit: string, max: number, got: number) =>
    sayRange(`application.versionLifecycle.${key}`, unit, 1, max, got);

  beanstalkArguments.testErrors([
    ["the longest name", { application: { existingName: "a".repeat(100) } }, []],
    [
      "a name of 101 characters",
      { application: { existingName: "a".repeat(101) } },
      [sayName("a".repeat(101))],
    ],
    ["no name", { application: { existingName: "" } }, [sayName("")]],
    ["a slash in the name", { application: { existingName: "a/b" } }, [sayName("a/b")]],
    ["the shortest name of its own", { application: { name: "a" } }, []],
    ["the longest name of its own", { application: { name: "ü ".repeat(50) } }, []],
    [
      "a name of its own with 101 characters",
      { application: { name: "a".repeat(101) } },
      [sayOwnName("a".repeat(101))],
    ],
    ["an empty name of its own", { application: { name: "" } }, [sayOwnName("")]],
    ["a slash in its own name", { application: { name: "a/b" } }, [sayOwnName("a/b")]],
    ["the longest description", { application: { description: "ü\n".repeat(100) } }, []],
    [
      "a description of 201 characters",
      { application: { description: "a".repeat(201) } },
      [
        `application.description must have at most 200 characters, got "${"a".repeat(201)}". ` +
          "Shorten it.",
      ],
    ],
    ["one version", lifecycle({ maxCount: 1 }), []],
    ["a thousand versions", lifecycle({ maxCount: 1000 }), []],
    ["no version at all", lifecycle({ maxCount: 0 }), [range("maxCount", "versions", 1000, 0)]],
    [
      "a version too many",
      lifecycle({ maxCount: 1001 }),
      [range("maxCount", "versions", 1000, 1001)],
    ],
    ["one day", lifecycle({ maxAgeDays: 1 }), []],
    ["half a year", lifecycle({ maxAgeDays: 180 }), []],
    ["no day", lifecycle({ maxAgeDays: 0 }), [range("maxAgeDays", "days", 180, 0)]],
    ["a day too many", lifecycle({ maxAgeDays: 181 }), [range("maxAgeDays", "days", 180, 181)]],
    ["no limit", lifecycle({}), [LIMIT]],
    ["two limits", lifecycle({ maxCount: 1, maxAgeDays: 2 }), [LIMIT]],
    [
      "what an existing application has already",
      {
        application: {
          existingName: pulumi.output("shop"),
          name: "web",
          description: "a",
          versionLifecycle: { maxCount: 1 },
        },
        retainVersions: true,
      },
      [sayExisting("name"), sayExisting("description"), sayExisting("versionLifecycle")],
    ],
  ]);

  beanstalkArguments.testWarnings([
    ["a lifecycle of versions that are kept", lifecycle({ maxCount: 1 }), []],
    [
      "a lifecycle of versions that nobody keeps",
      { application: { versionLifecycle: { maxCount: 1 } } },
      [
        "application.versionLifecycle should come with retainVersions, without which no earlier " +
          "version is kept. Set retainVersions to true.",
      ],
    ],
  ]);
});

describe("the application", () => {
  it("is one that exists: version and environment are added to it", async () => {
    const { stack } = await record({ existingName: pulumi.output("shop") });
    expect(stack.resources.map(keyOf)).not.to.include(APPLICATION);
    const environment = inputsOf(stack, "aws:elasticbeanstalk/environment:Environment::web");
    expect(environment["application"]).to.equal("shop");
    expect(inputsOf(stack, VERSION)["application"]).to.equal("shop");
    expect(stack.outputs["applicationName"]).to.equal("shop");
  });

  it("has versions of this stack and component alone under their labels", async () => {
    const retainVersions = false;
    const { stack: own } = await record({}, { retainVersions });
    const { stack: existing } = await record({ existingName: "shop" }, { retainVersions });
    const { name, key } = inputsOf(existing, VERSION);
    expect(name).to.equal(`test-web-${String(inputsOf(own, VERSION)["name"])}`);
    expect(key).to.equal(`${String(name)}.zip`);
    expect(inputsOf(existing, BUNDLE)["key"]).to.equal(key);
  });

  it("takes a label of at most 100 characters", async () => {
    const stack = await recordProgram(
      {
        project: "test",
        stack: "s".repeat(100),
        config: { "aws:region": "eu-central-1" },
        secretKeys: [],
        projectDirectory: __dirname,
      },
      () =>
        new BeanstalkApp("web", {
          ...ARGS,
          retainVersions: false,
          application: { existingName: "shop" },
        }),
    );
    expect(inputsOf(stack, VERSION)["name"]).to.match(/^s{75}-web-[0-9a-f]{20}$/);
  });

  it("has a version of a bundle in S3, which nobody uploads, and keeps its own bucket", async () => {
    const s3Bundle = { bucketName: "builds", key: pulumi.output("web/1.zip"), label: "web 1" };
    const { stack, options } = await record({ existingName: "shop" }, { source: { s3Bundle } });
    expect(inputsOf(stack, VERSION)).to.deep.equal({
      application: "shop",
      name: "web 1",
      bucket: "builds",
      key: "web/1.zip",
    });
    expect(options[VERSION]?.retainOnDelete).to.equal(true);
    const environment = inputsOf(stack, "aws:elasticbeanstalk/environment:Environment::web");
    expect(environment["version"]).to.equal("web 1");
    expect(stack.resources.map(keyOf)).not.to.include(BUNDLE);
    expect(stack.resources.map(keyOf)).to.include("aws:s3/bucket:Bucket::web-bundles");
  });

  it("has a name of its own, to which version and environment are added", async () => {
    const { stack } = await record({ name: "The shop" });
    expect(inputsOf(stack, APPLICATION)).to.deep.equal({ name: "The shop" });
    const environment = inputsOf(stack, "aws:elasticbeanstalk/environment:Environment::web");
    expect(environment["application"]).to.equal("The shop");
    expect(inputsOf(stack, VERSION)["application"]).to.equal("The shop");
    expect(stack.outputs["applicationName"]).to.equal("The shop");
  });

  it("goes after the one in its place, whose name is another", async () => {
    const { stack } = await record({ name: "The shop" });
    const application = stack.resources.find((resource) => keyOf(resource) === APPLICATION);
    expect(application?.options?.deleteBeforeReplace).to.equal(false);
  });

  it("has its description, and deletes old versions as the service role", async () => {
    const versionLifecycle = { maxCount: 50 };
    const { stack } = await record({ description: "The shop.", versionLifecycle });
    expect(inputsOf(stack, APPLICATION)).to.deep.equal({
      description: "The shop.",
      appversionLifecycle: {
        serviceRole: compute("aws:iam/role:Role", "web-service-role", "arn"),
        maxCount: 50,
        deleteSourceFromS3: false,
      },
    });
    expect(stack.resources.map(keyOf)).not.to.include(DELETION);
  });

  it("deletes bundles from its own bucket alone, with a right that is there before", async () => {
    const versionLifecycle = { maxAgeDays: 30, deleteSourceFromS3: true };
    const { stack, options } = await record({ versionLifecycle });
    const bucketArn = compute("aws:s3/bucket:Bucket", "web-bundles", "arn");
    const { role, policy } = inputsOf(stack, DELETION);
    expect(role).to.equal(compute("aws:iam/role:Role", "web-service-role", "name"));
    expect(JSON.parse(String(policy))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:DeleteObject", "s3:GetObject"],
          Resource: `${bucketArn}/*`,
        },
      ],
    });
    expect(options[VERSION]?.dependencies).to.include(DELETION);
    expect(inputsOf(stack, APPLICATION)["appversionLifecycle"]).to.deep.equal({
      serviceRole: compute("aws:iam/role:Role", "web-service-role", "arn"),
      maxAgeInDays: 30,
      deleteSourceFromS3: true,
    });
  });

  it("changes nothing about a service role that exists", async () => {
    const versionLifecycle = { maxCount: 1, deleteSourceFromS3: true };
    const roles = { serviceRoleArn: SERVICE_ROLE };
    const { stack } = await record({ versionLifecycle }, { roles });
    expect(stack.resources.map(keyOf)).not.to.include(DELETION);
    expect(inputsOf(stack, APPLICATION)["appversionLifecycle"]).to.deep.equal({
      serviceRole: SERVICE_ROLE,
      maxCount: 1,
      deleteSourceFromS3: true,
    });
  });
});
