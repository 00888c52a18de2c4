import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { PlatformPolicy } from "../../components";
import type { Platform } from "../../stacks/platform";
import { describeBranch, resolvePlatform } from "../../stacks/platform";
import type { StageConfig } from "../../stacks/config";
import { promiseOf } from "../support/promise-of";
import { recordStage } from "./record-stage";

describe("describeBranch", () => {
  const rows: [branch: string, regex: string][] = [
    [
      "Python 3.13 running on 64bit Amazon Linux 2023",
      "^64bit Amazon Linux 2023 v[0-9.]+ running Python 3\\.13$",
    ],
    [
      "IIS 10.0 running on 64bit Windows Server 2022",
      "^64bit Windows Server 2022 v[0-9.]+ running IIS 10\\.0$",
    ],
    [
      "C++ (a|b) [1] running on 64bit *nix?",
      "^64bit \\*nix\\? v[0-9.]+ running C\\+\\+ \\(a\\|b\\) \\[1\\]$",
    ],
    [
      "Tomcat 10 with Corretto 17 running on 64bit Amazon Linux 2023",
      "^64bit Amazon Linux 2023 v[0-9.]+ running Tomcat 10 (with )?Corretto 17$",
    ],
    ["a^b$c{2}\\d running on 64bit x", "^64bit x v[0-9.]+ running a\\^b\\$c\\{2\\}\\\\d$"],
  ];
  for (const [branch, regex] of rows) {
    it(`describes ${branch}`, () => expect(describeBranch(branch)).to.equal(regex));
  }

  const regex = new RegExp(describeBranch("Python 3.13 running on 64bit Amazon Linux 2023"));
  const versions: [name: string, isOfBranch: boolean][] = [
    ["64bit Amazon Linux 2023 v4.7.2 running Python 3.13", true],
    ["64bit Amazon Linux 2023 v4.10.0 running Python 3.13", true],
    ["64bit Amazon Linux 2023 v4.7.2 running Python 3.14", false],
    ["64bit Amazon Linux 2023 v4.7.2 running Python 3x13", false],
    ["64bit Amazon Linux 2023 v4.7.2 running Python 3.13 Corretto 21", false],
    ["64bit Amazon Linux 2 v4.7.2 running Python 3.13", false],
  ];
  for (const [name, isOfBranch] of versions) {
    it(`${isOfBranch ? "matches" : "does not match"} ${name}`, () =>
      expect(regex.test(name)).to.equal(isOfBranch));
  }
});

describe("resolvePlatform", () => {
  const CONFIG: StageConfig = {
    platformBranch: "Python 3.13 running on 64bit Amazon Linux 2023",
    platformPolicy: PlatformPolicy.Pin,
    solutionStackName: undefined,
    versionLabel: undefined,
  };
  const resolve = async (config: StageConfig) => {
    const found: Platform[] = [];
    await recordStage(() => void found.push(resolvePlatform(config)));
    return found[0] as Platform;
  };

  for (const platformPolicy of Object.values(PlatformPolicy)) {
    it(`takes the branch's newest version, under the policy ${platformPolicy}`, async () => {
      const platform = await resolve({ ...CONFIG, platformPolicy });
      expect(platform.platformPolicy).to.equal(platformPolicy);
      const name = platform.solutionStackName as pulumi.Output<string>;
      expect(await promiseOf(name)).to.equal("64bit Amazon Linux 2023 v0.0.0 running Python 3.13");
    });
  }

  for (const preview of [true, false]) {
    it(`${preview ? "announces" : "does not announce"} it with preview ${preview}`, async () => {
      const lines: string[] = [];
      const { info } = pulumi.log;
      const log = { info: (line: string) => Promise.resolve(lines.push(line)) };
      Object.assign(pulumi.log, log);
      try {
        await recordStage(() => void resolvePlatform(CONFIG), { preview });
      } finally {
        Object.assign(pulumi.log, { info });
      }
      const line =
        "Python 3.13 running on 64bit Amazon Linux 2023: the newest version is " +
        '"64bit Amazon Linux 2023 v0.0.0 running Python 3.13"';
      expect(lines).to.deep.equal(preview ? [line] : []);
    });
  }

  it("takes an exact version as it stands, so that a change of it is applied", async () => {
    const solutionStackName = "64bit Amazon Linux 2023 v4.7.2 running Python 3.13";
    expect(await resolve({ ...CONFIG, solutionStackName })).to.deep.equal({
      solutionStackName,
      platformPolicy: PlatformPolicy.Latest,
    });
  });
});
