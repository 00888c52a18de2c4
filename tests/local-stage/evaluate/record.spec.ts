import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as elasticbeanstalk from "@pulumi/aws/elasticbeanstalk";
import * as lambda from "@pulumi/aws/lambda";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { expect } from "chai";
import { recordProgram } from "../../../local-stage/evaluate/record";
import { keyOf, markSecret } from "../../../local-stage/recorded-stack";

describe("recordProgram", () => {
  let directory: string;
  before(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "record-"));
    fs.mkdirSync(path.join(directory, "site"));
    fs.writeFileSync(path.join(directory, "site", "a.txt"), "hello");
  });
  after(() => fs.rmSync(directory, { recursive: true }));

  const record = (program: () => unknown, preview = false) =>
    recordProgram(
      {
        project: "shop",
        stack: "dev",
        config: { "aws:region": "eu-west-1", "shop:key": "k" },
        secretKeys: ["shop:key"],
        projectDirectory: directory,
        preview,
      },
      program,
    );

  it("records type, name, inputs, parent and provider, and the stack's outputs", async () => {
    class Site extends pulumi.ComponentResource {
      constructor(name: string) {
        super("my:own:Site", name, {});
        new s3.Bucket(`${name}-b`, { forceDestroy: true }, { parent: this });
      }
    }
    const recorded = await record(() => {
      new Site("web");
      const bucket = new s3.Bucket("a");
      return { bucket: bucket.bucket, stack: pulumi.getStack() };
    });
    const bucket = {
      type: "aws:s3/bucket:Bucket",
      custom: true,
      provider: null,
      // The provider's SDK sets it for each bucket.
      options: { aliases: [{ type: "aws:s3/bucketV2:BucketV2" }] },
    };
    const site = { type: "my:own:Site", custom: false, provider: null };
    expect(recorded).to.deep.equal({
      project: "shop",
      stack: "dev",
      resources: [
        { ...bucket, name: "a", inputs: {}, parent: null },
        { ...site, name: "web", inputs: {}, parent: null },
        {
          ...bucket,
          name: "web-b",
          inputs: { forceDestroy: true },
          parent: "my:own:Site::web",
        },
      ],
      outputs: { bucket: "a-600eafb", stack: "dev" },
      providerConfig: { "aws:region": "eu-west-1" },
      madeUp: {
        "a-600eafb": "Bucket a.id",
        "arn:aws:s3:::a-600eafb": "Bucket a.arn",
        "web-b-b73e8cd": "Bucket web-b.id",
        "arn:aws:s3:::web-b-b73e8cd": "Bucket web-b.arn",
      },
    });
  });

  it("records the options that are set", async () => {
    const { resources } = await record(() => {
      const [first, second] = ["1-first", "2-second"].map(
        (name) => new RandomPassword(name, { length: 9 }),
      );
      const options: pulumi.CustomResourceOptions = {
        aliases: [{ name: "old" }, "urn:pulumi:dev::shop::a:b:C::older"],
        customTimeouts: { create: "40m", delete: "1h" },
        deleteBeforeReplace: false,
        dependsOn: first && second && [first, second],
        ignoreChanges: ["length"],
        protect: true,
        replaceOnChanges: ["keepers"],
        replacementTrigger: "blue",
        retainOnDelete: true,
      };
      new RandomPassword(
        "3-third",
        { length: 9, keepers: { after: second?.result ?? "" } },
        options,
      );
    });
    const password = "random:index/randomPassword:RandomPassword";
    const ownSecrets = { additionalSecretOutputs: ["bcryptHash", "result"] };
    expect(resources.map(({ options }) => options)).to.deep.equal([
      ownSecrets,
      ownSecrets,
      {
        aliases: [{ name: "old" }, "urn:pulumi:dev::shop::a:b:C::older"],
        ...ownSecrets,
        customTimeouts: { create: "40m", delete: "1h" },
        deleteBeforeReplace: false,
        dependencies: [`${password}::1-first`, `${password}::2-second`],
        dependsOn: [`${password}::1-first`],
        ignoreChanges: ["length"],
        protect: true,
        replaceOnChanges: ["keepers"],
        replacementTrigger: "blue",
        retainOnDelete: true,
      },
    ]);
  });

  it("records where an alias stood, and nothing where no option is set", async () => {
    const Parent = class extends pulumi.ComponentResource {};
    const { resources } = await record(() => {
      const [a, b] = ["a", "b"].map((name) => new Parent("my:own:Parent", name));
      const aliases = [
        { parent: a },
        { parent: pulumi.rootStackResource },
        { type: "my:old:Child" },
      ];
      new Parent("my:own:Child", "c", {}, { parent: b, aliases });
    });
    expect(resources.map(({ options }) => options)).to.deep.equal([
      undefined,
      undefined,
      { aliases: [{ parent: "my:own:Parent::a" }, { noParent: true }, { type: "my:old:Child" }] },
    ]);
  });

  it("marks secrets, those of the configuration among them", async () => {
    const { resources, outputs } = await record(() => {
      const password = new RandomPassword("p", { length: 5 });
      new s3.Bucket("b", { tags: { password: password.result } });
      return { key: new pulumi.Config().requireSecret("key") };
    });
    expect(resources[0]?.inputs["tags"]).to.deep.equal({ password: markSecret("0e299") });
    expect(outputs).to.deep.equal({ key: markSecret("k") });
  });

  it("gives assets as path and hash", async () => {
    const file = path.join(directory, "site", "a.txt");
    const { resources } = await record(() => {
      const object = (name: string, source: pulumi.asset.Asset | pulumi.asset.Archive) =>
        new s3.BucketObjectv2(name, { bucket: "b", key: name, source });
      object("1-file", new pulumi.asset.FileAsset(file));
      object("2-text", new pulumi.asset.StringAsset("hello"));
      object("3-directory", new pulumi.asset.FileArchive(path.join(directory, "site")));
      object(
        "4-several",
        new pulumi.asset.AssetArchive({ "x.txt": new pulumi.asset.FileAsset(file) }),
      );
    });
    const [fileAsset, text, folder, several] = resources.map(({ inputs }) => inputs["source"]);
    const hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    expect(fileAsset).to.deep.equal({ path: "site/a.txt", hash });
    expect(text).to.deep.equal({ hash });
    expect(folder).to.have.property("path", "site");
    expect(folder)
      .to.have.property("hash")
      .that.matches(/^[0-9a-f]{64}$/);
    expect(several).to.have.deep.property("assets", { "x.txt": { path: "site/a.txt", hash } });
    expect(several)
      .to.have.property("hash")
      .that.matches(/^[0-9a-f]{64}$/);
  });

  it("knows computed outputs, but not in a preview", async () => {
    const seen: unknown[] = [];
    const program = () => void new s3.Bucket("a").bucket.apply((name) => seen.push(name));
    await record(program, true);
    expect(seen).to.deep.equal([]);
    await record(program);
    expect(seen).to.deep.equal(["a-600eafb"]);
  });

  it("records the same whatever the order of creation", async () => {
    const names = ["c", "a", "b"];
    const create = (order: string[]) => () => order.forEach((name) => new s3.Bucket(name));
    const first = await record(create(names));
    const second = await record(create([...names].reverse()));
    expect(first).to.deep.equal(second);
    expect(first.resources.map(keyOf)).to.deep.equal(
      ["a", "b", "c"].map((name) => `aws:s3/bucket:Bucket::${name}`),
    );
  });

  const failures: [string, () => unknown, string][] = [
    [
      "what the program throws",
      () => {
        throw new pulumi.RunError("no");
      },
      "no",
    ],
    [
      "what an apply throws",
      () =>
        void new s3.Bucket("a", {
          bucket: pulumi.output("x").apply((): string => {
            throw new Error("late");
          }),
        }),
      "late",
    ],
    [
      "two resources of one name",
      () => [new s3.Bucket("a"), new s3.Bucket("a")],
      "There are two resources aws:s3/bucket:Bucket::a. Give one of them another name.",
    ],
    [
      "two that only their parents' names tell apart, which are not in a URN",
      () => {
        for (const name of ["x", "y"]) {
          const parent = new pulumi.ComponentResource("my:own:Site", name);
          new s3.Bucket("a", {}, { parent });
        }
      },
      "There are two resources aws:s3/bucket:Bucket::a. Give one of them another name.",
    ],
    [
      "a type whose outputs nobody wrote down",
      () => void new lambda.Alias("a", { functionName: "f", functionVersion: "1" }),
      'The local stage does not know the outputs of aws:lambda/alias:Alias "a". ' +
        "Add the type to the table in local-stage/evaluate/computed-outputs.ts.",
    ],
    [
      "a function whose answer nobody wrote down",
      () => ({ zone: elasticbeanstalk.getHostedZoneOutput().id }),
      "The local stage does not know the function " +
        "aws:elasticbeanstalk/getHostedZone:getHostedZone. " +
        "Add it to the table in local-stage/evaluate/computed-outputs.ts.",
    ],
  ];
  for (const [title, program, message] of failures) {
    it(`rejects with ${title}`, async () => {
      const error = await record(program).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(Error);
      expect((error as Error).message).to.contain(message);
    });
  }
});
