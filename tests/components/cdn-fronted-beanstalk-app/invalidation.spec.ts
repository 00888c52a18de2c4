import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { CdnFrontedBeanstalkAppArgs } from "../../../components";
import { CdnFrontedBeanstalkApp } from "../../../components";
import {
  describeUpdate,
  findFailure,
} from "../../../components/cdn-fronted-beanstalk-app/invalidation";
import { answerInvoke, computeOutputs } from "../../../local-stage/evaluate/computed-outputs";
import type { ArgumentRow } from "../../support/component-arguments";
import { recordComponent } from "../../support/record-component";
import { compute, inputsOf } from "../../support/recorded";
import { useTemporaryDirectory } from "../../support/temporary-directory";
import { appArguments } from "./app-arguments";

const INVALIDATION = "command:local:Command::web-invalidation";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution::web-distribution";
const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment::web";
const DISTRIBUTION_ID = compute(
  "aws:cloudfront/distribution:Distribution",
  "web-distribution",
  "id",
);

const ARGS: CdnFrontedBeanstalkAppArgs = {
  source: { versionLabel: "v1" },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
};

const create = (paths?: string[]) =>
  new CdnFrontedBeanstalkApp("web", { ...ARGS, ...(paths && { invalidation: { paths } }) });

const CREATE = `aws cloudfront create-invalidation --distribution-id ${DISTRIBUTION_ID}`;
const BOUNDED =
  "--query Invalidation.Id --output text --cli-connect-timeout 10 --cli-read-timeout 20";
const FAILURE =
  "warning: the invalidation failed, so viewers may get the earlier version until its TTL ends";

const SLASH = 'Write it like "/images/*".';
const sayCharacters = (index: number, got: string) =>
  `invalidation.paths[${index}] must have at most 4000 of the characters ` +
  "A-Z a-z 0-9 / . _ - + @ : , = ? and *, and % with two hexadecimal digits, " +
  `got ${JSON.stringify(got)}. ` +
  "URL-encode the others, or end the path before them, in *.";
const sayCovered = (index: number, got: string, by: number, covering: string) =>
  `invalidation.paths[${index}] must not be covered by invalidation.paths[${by}], "${covering}", ` +
  `got "${got}". Remove one of the two, since each is counted.`;
const name = (count: number) => Array.from({ length: count }, (_, index) => `/${index}.html`);
const LONGEST = `/${"a".repeat(3999)}`;

const rows: ArgumentRow<CdnFrontedBeanstalkAppArgs>[] = [
  ["no argument", { invalidation: {} }, []],
  ["no path", { invalidation: { paths: [] } }, []],
  [
    "files, folders, query strings and encoded characters",
    { invalidation: { paths: ["/", "/a.b_c-d/*", "/img%20+@:,?v=1", "/img", LONGEST] } },
    [],
  ],
  ["15 paths", { invalidation: { paths: name(15) } }, []],
  [
    "16 paths",
    { invalidation: { paths: name(16) } },
    [
      "invalidation.paths must have 0 to 15 entries, got 16. " +
        "Use fewer, shorter paths with * at their end: each counts as one.",
    ],
  ],
  [
    "paths without a slash in front",
    { invalidation: { paths: ["", "images/*", "*"] } },
    ["", "images/*", "*"].map(
      (got, index) => `invalidation.paths[${index}] must begin with /, got "${got}". ${SLASH}`,
    ),
  ],
  [
    "a wildcard before the end, and two of them",
    { invalidation: { paths: ["/*.jpg", "/a**"] } },
    ["/*.jpg", "/a**"].map(
      (got, index) =>
        `invalidation.paths[${index}] must not have * before its end, got "${got}". ${SLASH}`,
    ),
  ],
  ...[
    " ",
    '"',
    "'",
    "$",
    "`",
    "\\",
    "&",
    "|",
    ";",
    "<",
    ">",
    "(",
    ")",
    "[",
    "!",
    "^",
    "~",
    "#",
    "%",
    "%4g",
  ]
    .concat(["{", "\n", "é"])
    .map((character): ArgumentRow<CdnFrontedBeanstalkAppArgs> => {
      const got = `/a${character}`;
      return [
        `a path with ${JSON.stringify(character)}`,
        { invalidation: { paths: [got] } },
        [sayCharacters(0, got)],
      ];
    }),
  [
    "a path of 4001 characters",
    { invalidation: { paths: [`${LONGEST}a`] } },
    [sayCharacters(0, `${LONGEST}a`)],
  ],
  ["a path twice", { invalidation: { paths: ["/a", "/b", "/a"] } }, [sayCovered(2, "/a", 0, "/a")]],
  [
    "paths below another one, before and after it",
    { invalidation: { paths: ["/news/today", "/news/*", "/news/", "/news", "/news/a*"] } },
    [
      sayCovered(0, "/news/today", 1, "/news/*"),
      sayCovered(2, "/news/", 1, "/news/*"),
      sayCovered(4, "/news/a*", 1, "/news/*"),
    ],
  ],
];

describe("The invalidation", () => {
  appArguments.testErrors(rows);

  const updates: [paths: string[] | undefined, update: string, invalidate: string][] = [
    [undefined, `${CREATE} --paths=/* ${BOUNDED} || echo ${FAILURE}`, `${CREATE} --paths "/*"`],
    [
      ["/", "/news/*"],
      `${CREATE} --paths=/ ${BOUNDED} && ${CREATE} --paths=/news/* ${BOUNDED} || echo ${FAILURE}`,
      `${CREATE} --paths "/" "/news/*"`,
    ],
  ];
  for (const [paths, update, invalidate] of updates) {
    it(`runs when the version label changes, not at first, for ${paths?.join() ?? "everything"}`, async () => {
      const { stack } = await recordComponent(() => ({ commands: create(paths).commands }));
      expect(inputsOf(stack, INVALIDATION)).to.deep.equal({
        environment: { VERSION_LABEL: "v1", AWS_MAX_ATTEMPTS: "2" },
        update,
        addPreviousOutputInEnv: false,
      });
      expect(stack.outputs["commands"]).to.include({ invalidate });
    });
  }

  it("waits for the environment and for the distribution", async () => {
    const { options } = await recordComponent(() => void create());
    expect(options[INVALIDATION]?.dependencies).to.include.members([ENVIRONMENT, DISTRIBUTION]);
  });

  it("is not there without paths, and its line is for everything", async () => {
    const { stack } = await recordComponent(() => ({ commands: create([]).commands }));
    expect(stack.resources.filter(({ type }) => type.startsWith("command:"))).to.deep.equal([]);
    expect(stack.outputs["commands"]).to.include({ invalidate: `${CREATE} --paths "/*"` });
  });
});

describe("The invalidation's line, in a POSIX shell", () => {
  const directoryOf = useTemporaryDirectory();

  /** Runs the line with an AWS CLI that writes its arguments to a file. */
  const run = (paths: string[], aws: string | undefined) => {
    const bin = directoryOf();
    const log = path.join(bin, "arguments");
    if (aws !== undefined) {
      const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\n${aws}\n`;
      fs.writeFileSync(path.join(bin, "aws"), script, { mode: 0o755 });
    }
    const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", describeUpdate("E1", paths)], {
      cwd: "/",
      env: { PATH: bin },
      encoding: "utf8",
    });
    const calls = fs.existsSync(log) ? fs.readFileSync(log, "utf8").trim().split("\n") : [];
    return { status, stdout, stderr, calls };
  };
  const call = (word: string) =>
    `cloudfront create-invalidation --distribution-id E1 ${word} ${BOUNDED}`;

  it("hands each path to the AWS CLI as it is, and prints the invalidations' ids", () => {
    const { status, stdout, stderr, calls } = run(["/*", "/?a=%20*"], "echo I1");
    expect({ status, stdout, stderr }).to.deep.equal({ status: 0, stdout: "I1\nI1\n", stderr: "" });
    expect(calls).to.deep.equal([call("--paths=/*"), call("--paths=/?a=%20*")]);
  });

  it("succeeds where the AWS CLI fails, and says so", () => {
    const { status, stdout, stderr, calls } = run(["/a", "/b"], "echo Unable >&2; exit 253");
    expect({ status, stdout, stderr }).to.deep.equal({
      status: 0,
      stdout: `${FAILURE}\n`,
      stderr: "Unable\n",
    });
    expect(calls).to.deep.equal([call("--paths=/a")]);
  });

  it("succeeds where there is no AWS CLI, and says so", () => {
    const { status, stdout, stderr } = run(["/*"], undefined);
    expect({ status, stdout }).to.deep.equal({ status: 0, stdout: `${FAILURE}\n` });
    expect(stderr).to.match(/aws.*not found/);
  });
});

describe("The invalidation's warning", () => {
  /** What the program warns of, if the command printed this when it ran last. */
  const listWarnings = async (printed: object, isPreview = false) => {
    const warnings: string[] = [];
    const { warn } = pulumi.log;
    Object.assign(pulumi.log, { warn: (message: string) => void warnings.push(message) });
    const mocks: pulumi.runtime.Mocks = {
      call: ({ token, inputs }) => answerInvoke(token, inputs),
      newResource: ({ type, name, inputs, custom }) => {
        if (custom === false) {
          return { id: undefined, state: inputs };
        }
        const { id, ...computed } = computeOutputs({ type, name, inputs }, { region: "eu-west-1" });
        const outputs = type === "command:local:Command" ? printed : computed;
        return { id: String(id), state: { ...inputs, ...outputs } };
      },
    };
    try {
      await pulumi.runtime.setMocks(mocks, "test", "test", isPreview);
      await pulumi.runtime.runInPulumiStack(async () => void create());
      await pulumi.runtime.disconnect();
    } finally {
      Object.assign(pulumi.log, { warn });
    }
    return warnings;
  };
  const sayFailure = (reason: string) =>
    'CdnFrontedBeanstalkApp "web": the invalidation after the last change of version failed, so ' +
    `viewers may get the earlier version until its TTL ends (${reason}). ` +
    `Run: ${CREATE} --paths "/*"`;

  const printed: [title: string, outputs: object, expected: string[]][] = [
    ["nothing before it ran", { stdout: "", stderr: "" }, []],
    ["nothing where it succeeded", { stdout: "I1", stderr: "" }, []],
    [
      "the AWS CLI's last line where it failed",
      { stdout: FAILURE, stderr: "\nAn error occurred:\nUnable to locate credentials\n" },
      [sayFailure("Unable to locate credentials")],
    ],
    [
      "so where it failed after some paths",
      { stdout: `I1\n${FAILURE}`, stderr: "" },
      [sayFailure("no reason given")],
    ],
  ];
  for (const [title, outputs, expected] of printed) {
    it(`says ${title}`, async () => {
      expect(await listWarnings(outputs)).to.deep.equal(expected);
    });
  }

  it("is not there where somebody's mocks leave the command's outputs out", () => {
    expect(findFailure(undefined, undefined)).to.equal(undefined);
  });

  it("is for deployments, not for previews", async () => {
    expect(await listWarnings({ stdout: FAILURE, stderr: "" }, true)).to.deep.equal([]);
  });
});
