import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { describeOnEngine } from "../support/engine/describe-engine";
import type { EngineProject } from "../support/engine/engine-project";
import type { PulumiRun } from "../support/engine/pulumi-run";

const PASSWORD = "random:index/randomPassword:RandomPassword";

/** The secrets of both generations, each with its hash. */
function listSecrets({ account }: EngineProject): string[] {
  return account
    .list(PASSWORD)
    .flatMap(({ outputs }) => [outputs.result, outputs.bcryptHash]) as string[];
}

/** A text as it may stand in a file: as it is, inside JSON inside JSON, in hex, and in base64. */
function listForms(text: string): string[] {
  const inBase64 = [0, 1, 2].map((offset) => {
    // Where it begins inside of other bytes decides how it looks; its ends mix with its neighbours.
    const encoded = Buffer.from("\0".repeat(offset) + text).toString("base64");
    return encoded.slice(4, -4);
  });
  const escaped = JSON.stringify(text).slice(1, -1);
  const twice = JSON.stringify(escaped).slice(1, -1);
  return [...new Set([text, escaped, twice, Buffer.from(text).toString("hex"), ...inBase64])];
}

/** Where any form of any secret stands, by the texts' names. */
function findSecrets(secrets: string[], texts: Map<string, string>): string[] {
  const forms = secrets.flatMap(listForms);
  return [...texts]
    .filter(([, text]) => forms.some((form) => text.includes(form)))
    .map(([name]) => name);
}

const isEventLog = (file: string) => file.startsWith("events-");
const isDebugLine = (line: string) => line.includes('"severity":"debug"');

/** What the SDK says with `--debug`, and writes to an `--event-log` in any case. */
function pickDebugLines(text: string): string {
  return text.split("\n").filter(isDebugLine).join("\n");
}

/** What the rest of the engine says to its log of events: what is shown, and what becomes of resources. */
function dropDebugLines(text: string): string {
  return text
    .split("\n")
    .filter((line) => !isDebugLine(line))
    .join("\n");
}

/** Every file that was written: state, history, backups, logs of events, the program with its stacks. */
function readFiles(project: EngineProject): Map<string, string> {
  const root = path.dirname(project.directory);
  const files = fs
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [path.relative(root, file), fs.readFileSync(file, "latin1")]));
}

// Staging has what prod has, and isn't protected: every step can be looked at.
describeOnEngine("The origin's secrets", (project) => {
  const secrets = new Set<string>();
  const said = new Map<string, string>();

  const rotate = (generation: number) =>
    project().edit("stacks/stage.ts", (text) =>
      text
        .replace(/originSecretGeneration: \d,/, "")
        .replace("priceClass: stage", `originSecretGeneration: ${generation}, priceClass: stage`),
    );

  const run = async (title: string, ended: Promise<PulumiRun>) => {
    const { exitCode, output } = await ended;
    expect(exitCode, output).to.equal(0);
    said.set(title, output);
    listSecrets(project()).forEach((secret) => secrets.add(secret));
  };

  before(async () => {
    await project().initialize("staging");
    rotate(2);
    await run("preview", project().preview("staging", "--diff"));
    await run("up", project().up("staging", "--diff"));
    rotate(3);
    await run("preview of a rotation", project().preview("staging", "--diff"));
    await run("rotation", project().up("staging", "--diff"));
    await run("refresh", project().refresh("staging", "--diff"));
    await run("outputs", project().run(["stack", "output", "--json", "-s", "staging"]));
    await run("state", project().run(["stack", "export", "-s", "staging"]));
    await run("history", project().run(["stack", "history", "--json", "-s", "staging"]));
  });

  it("are found where they are asked for", async () => {
    const shown = await project().run(["stack", "export", "--show-secrets", "-s", "staging"]);
    const current = listSecrets(project());
    expect([secrets.size, current.length]).to.deep.equal([6, 4]);
    for (const secret of current) {
      expect(findSecrets([secret], new Map([["shown", shown.output]]))).to.deep.equal(["shown"]);
    }
  });

  it("stand in nothing that is said", () => {
    expect(findSecrets([...secrets], said)).to.deep.equal([]);
  });

  it("stand in nothing that is kept, unless encrypted", () => {
    const files = readFiles(project());
    expect([...files.keys()]).to.include.members([
      "state/.pulumi/stacks/cdn-fronted-beanstalk/staging.json",
      "state/.pulumi/stacks/cdn-fronted-beanstalk/staging.json.bak",
    ]);
    expect([...files.keys()].filter((file) => file.includes("/history/"))).to.not.deep.equal([]);
    const events = [...files].filter(([file]) => isEventLog(file));
    events.forEach(([file, text]) => files.set(file, dropDebugLines(text)));
    expect(findSecrets([...secrets], files)).to.deep.equal([]);
  });

  it("stand in what is logged for debugging, which is for nobody else to see", () => {
    const events = [...readFiles(project())].filter(([file]) => isEventLog(file));
    const lines = new Map(events.map(([file, text]) => [file, pickDebugLines(text)]));
    expect(findSecrets([...secrets], lines)).to.deep.equal([
      "events-2.jsonl",
      "events-3.jsonl",
      "events-4.jsonl",
    ]);
  });

  it("are not in what is said of their end", async () => {
    const destroy = await project().destroy("staging", "--diff");
    expect(destroy.exitCode, destroy.output).to.equal(0);
    expect(findSecrets([...secrets], new Map([["destroy", destroy.output]]))).to.deep.equal([]);
  });
});
