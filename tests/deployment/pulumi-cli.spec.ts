import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import {
  MINIMUM_PULUMI_VERSION,
  readOutputs,
  readStageName,
  readVersion,
  requireSecrets,
  requireStack,
} from "../../deployment/pulumi-cli";
import { useTemporaryDirectory } from "../support/temporary-directory";
import type { FakeAnswer } from "./support/fake-program";
import { writeFakeProgram } from "./support/fake-program";
import { rejectionOf } from "./support/rejection-of";

const PROJECT = path.resolve(__dirname, "../..");

describe("MINIMUM_PULUMI_VERSION", () => {
  it("is what the components need of the SDK, and what the project file requires", () => {
    const { peerDependencies } = JSON.parse(
      fs.readFileSync(path.join(PROJECT, "package.json"), "utf8"),
    ) as { peerDependencies: Record<string, string> };
    const project = parse(fs.readFileSync(path.join(PROJECT, "Pulumi.yaml"), "utf8")) as {
      requiredPulumiVersion: string;
    };
    expect(peerDependencies["@pulumi/pulumi"]).to.equal(`^${MINIMUM_PULUMI_VERSION}`);
    expect(project.requiredPulumiVersion).to.equal(`>=${MINIMUM_PULUMI_VERSION}`);
  });
});

describe("The Pulumi CLI", () => {
  const directory = useTemporaryDirectory();
  const fake = (answers: Record<string, FakeAnswer>) => {
    const { environment, readCalls } = writeFakeProgram(directory(), "pulumi", answers);
    return { cli: { projectDirectory: directory(), environment }, readCalls };
  };

  const VERSIONS: [printed: string, version: string][] = [
    ["v3.212.0\n", "3.212.0"],
    ["v3.248.0\n", "3.248.0"],
    ["v4.0.0\n", "4.0.0"],
    ["v3.300.0-alpha.1+dirty\n", "3.300.0"],
  ];
  for (const [printed, version] of VERSIONS) {
    it(`is new enough as ${printed.trim()}`, async () => {
      const { cli } = fake({ version: { stdout: printed } });
      expect(await readVersion(cli)).to.equal(version);
    });
  }

  const REFUSED: [printed: string, sentence: string][] = [
    ...["3.211.9", "3.99.0", "2.300.0"].map((old): [string, string] => [
      `v${old}\n`,
      `The Pulumi CLI must be 3.212.0 or later, got ${old}: update it, ` +
        "https://www.pulumi.com/docs/install/.",
    ]),
    [
      "something else",
      '"pulumi version" must print a version, got "something else": install the Pulumi CLI, ' +
        "https://www.pulumi.com/docs/install/.",
    ],
  ];
  for (const [printed, sentence] of REFUSED) {
    it(`is refused as ${printed.trim()}`, async () => {
      const { cli } = fake({ version: { stdout: printed } });
      const error = await rejectionOf(readVersion(cli));
      expect([error?.name, error?.message]).to.deep.equal(["UserError", sentence]);
    });
  }

  it("is missed in a sentence", async () => {
    const cli = { projectDirectory: directory(), environment: { PATH: directory() } };
    expect((await rejectionOf(readVersion(cli)))?.message).to.equal(
      'There is no "pulumi" on the PATH: install the Pulumi CLI 3.212.0 or later, ' +
        "https://www.pulumi.com/docs/install/.",
    );
  });

  it("prints a stack's outputs, without questions and colours", async () => {
    const { cli, readCalls } = fake({ "stack output": { stdout: '{"cdnUrl":"https://x"}' } });
    expect(await readOutputs(cli, "org/web/$(id)")).to.deep.equal({ cdnUrl: "https://x" });
    const options = ["--stack", "org/web/$(id)", "--non-interactive", "--color", "never"];
    expect(readCalls()).to.deep.equal([["stack", "output", "--json", ...options]]);
  });

  it("names the stacks that there are where one is missing", async () => {
    const { cli } = fake({
      "stack --show-name": { exitCode: 6, stderr: "error: no stack named 'qa' found\n" },
      "stack ls --json": { stdout: '[{"name":"prod"},{"name":"dev"}]' },
    });
    expect((await rejectionOf(requireStack(cli, "qa")))?.message).to.equal(
      'There is no stack "qa": use one of dev, prod, or create it with "pulumi stack init qa".',
    );
  });

  it("is refused where it prints no JSON", async () => {
    const { cli } = fake({ "stack output": { stdout: "hello" } });
    expect((await rejectionOf(readOutputs(cli, "dev")))?.message).to.equal(
      '"pulumi stack output --json" must print JSON, got "hello": run it to see all that it says.',
    );
  });

  it("encrypts into a copy of the stack's configuration, which goes away", async () => {
    fs.writeFileSync(path.join(directory(), "Pulumi.dev.yaml"), "config: {}\n");
    const { cli, readCalls } = fake({ "config set": {}, "stack output": { stdout: "{}" } });
    await requireSecrets(cli, "org/dev");
    const [set = []] = readCalls();
    expect(set.slice(0, 6)).to.deep.equal([
      ...["config", "set", "--secret", "preflight", "word", "--config-file"],
    ]);
    const copy = set[6] ?? "";
    expect(path.dirname(copy)).to.not.equal(directory());
    expect(fs.existsSync(path.dirname(copy))).to.equal(false);
  });

  it("needs no configuration to encrypt, and still tidies up when it fails", async () => {
    const { cli, readCalls } = fake({
      "config set": { exitCode: 1, stderr: "error: incorrect passphrase" },
    });
    expect((await rejectionOf(requireSecrets(cli, "dev")))?.message).to.match(
      /^The passphrase of the stack's secrets is wrong:/,
    );
    expect(fs.existsSync(path.dirname(readCalls()[0]?.[6] ?? ""))).to.equal(false);
  });
});

describe("readStageName", () => {
  it("leaves out organization and project", () => {
    expect(["dev", "org/dev", "org/web/dev"].map(readStageName)).to.deep.equal([
      "dev",
      "dev",
      "dev",
    ]);
  });
});
