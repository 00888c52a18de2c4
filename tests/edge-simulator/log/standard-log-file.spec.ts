import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { StandardLogFile, standardLogHead } from "../../../edge-simulator";
import { useTemporaryDirectory } from "../../support/temporary-directory";
import { nextReport } from "../support/next-report";
import { TestStage } from "../support/test-stage";

const context = { domainName: "d111.cloudfront.net", includesCookies: false };

describe("StandardLogFile", () => {
  const directory = useTemporaryDirectory();

  it("CF-LOG-03 has one head, then every line, also when it is opened again", async () => {
    const stage = await TestStage.start();
    try {
      const told = nextReport(stage);
      await stage.send("/a");
      const report = await told;
      const path = join(directory(), "edge.log");
      for (let run = 1; run <= 2; run++) {
        const log = await StandardLogFile.open(path, context);
        for (let line = 1; line <= 500; line++) {
          log.add(report);
        }
        await log.close();
      }
      const text = readFileSync(path, "utf8");
      expect(text.startsWith(standardLogHead)).to.equal(true);
      const lines = text.slice(standardLogHead.length).split("\n");
      expect(lines.pop()).to.equal("");
      expect(lines).to.have.length(1000);
      expect(new Set(lines)).to.have.length(1);
    } finally {
      await stage.stop();
    }
  });

  it("says when it can't be opened", async () => {
    const opened = StandardLogFile.open(join(directory(), "none", "edge.log"), context);
    const error = await opened.catch((reason: Error) => reason);
    expect(String(error)).to.contain("ENOENT");
  });

  const itOnLinux = process.platform === "linux" ? it : it.skip;
  itOnLinux("says at its end that it couldn't be written", async () => {
    const log = await StandardLogFile.open("/dev/full", context);
    const error = await log.close().catch((reason: Error) => reason);
    expect(String(error)).to.contain("ENOSPC");
  });
});
