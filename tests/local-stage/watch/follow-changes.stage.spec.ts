import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import { copyFiles } from "../../support/copy-files";
import { PROJECT, startScript, type RunningScript } from "../run-script";

const SOURCES = [
  ...["components", "edge-simulator", "local-stage", "stacks", "index.ts"],
  ...["package.json", "tsconfig.json", "Pulumi.yaml", "Pulumi.dev.yaml", "origin-app"],
];

interface Addresses {
  edge: { url: string };
  control: { url: string };
}

describe("npm start, while its sources change", function () {
  this.timeout(120_000);
  let directory: string;
  let origin: Server;
  let script: RunningScript;
  let edgeUrl: string;

  before(async () => {
    directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "watch-")));
    copyFiles(SOURCES, PROJECT, directory);
    fs.symlinkSync(path.join(PROJECT, "node_modules"), path.join(directory, "node_modules"));
    origin = createServer((_request, response) => response.end("ok"));
    await once(origin.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
    const distance = ["--viewer-to-edge-ms", "0", "--edge-to-origin-ms", "0"];
    const args = ["--json", "--origin", url, "--path", "/", ...distance];
    script = startScript("start", args, process.env, directory);
    const { edge } = JSON.parse(await script.firstLine) as Addresses;
    edgeUrl = edge.url;
    await script.said("changes of the sources are followed");
  });

  after(async () => {
    script.interrupt();
    const { exitCode } = await script.ended;
    origin.close();
    fs.rmSync(directory, { recursive: true });
    expect(exitCode).to.equal(0);
  });

  const edit = (name: string, from: string, to: string) => {
    const file = path.join(directory, name);
    const text = fs.readFileSync(file, "utf8");
    expect(text).to.contain(from);
    fs.writeFileSync(file, text.replace(from, to));
  };
  const ask = async (): Promise<string> => {
    const { headers, body } = await request(`${edgeUrl}/page`);
    await body.dump();
    return String(headers["x-cache"]);
  };

  it("serves what a saved change of a stage asks for, and prints the behavior", async () => {
    await ask();
    expect(await ask()).to.equal("Hit from cloudfront");
    const policy = "defaultBehavior: { cachePolicy: ManagedCachePolicy";
    edit("stacks/dev.ts", `${policy}.CachingOptimized`, `${policy}.CachingDisabled`);
    await script.said("cachePolicyId: CachingOptimized → CachingDisabled");
    expect(script.told()).to.contain("stacks/dev.ts has changed.");
    expect(script.told()).to.contain("~ behavior Default (*) of ");
    expect(await ask()).to.equal("Miss from cloudfront");
    expect(await ask()).to.equal("Miss from cloudfront");
  });

  it("keeps the last good stage where the change is a mistake, and says what is wrong", async () => {
    edit("stacks/dev.ts", "retainedVersions: 0", "retainedVersions: nonsense");
    await script.said("The stage goes on as it was.");
    expect(script.told()).to.contain("nonsense is not defined");
    expect(await ask()).to.equal("Miss from cloudfront");
    edit("stacks/dev.ts", "retainedVersions: nonsense", "retainedVersions: 0");
    await script.said("That changes nothing about the stage.");
  });
});
