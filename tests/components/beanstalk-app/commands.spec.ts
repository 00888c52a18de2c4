import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { describeCommands } from "../../../components/beanstalk-app/commands";

const TARGET = {
  region: "eu-central-1",
  applicationName: "shop",
  environmentName: "web-1234567",
  hasEnhancedHealth: true,
};

describe("describeCommands", () => {
  it("names region and environment in every line", () => {
    const beanstalk = (command: string) =>
      `aws elasticbeanstalk ${command} --region eu-central-1 --environment-name web-1234567`;
    expect(describeCommands(TARGET)).to.deep.equal({
      events: `${beanstalk("describe-events")} --max-items 20 --output table`,
      health: `${beanstalk("describe-environment-health")} --attribute-names All`,
      logs:
        `${beanstalk("request-environment-info")} --info-type tail && sleep 20 && ` +
        `${beanstalk("retrieve-environment-info")} --info-type tail ` +
        "--query 'EnvironmentInfo[].Message' --output text",
      restart: beanstalk("restart-app-server"),
      shell:
        "aws ssm start-session --region eu-central-1 --target " +
        `"$(${beanstalk("describe-environment-resources")} ` +
        "--query 'EnvironmentResources.Instances[0].Id' --output text)\"",
      versions:
        "aws elasticbeanstalk describe-application-versions --region eu-central-1 " +
        "--application-name 'shop' " +
        "--query 'ApplicationVersions[].[VersionLabel,DateCreated,Description]' --output table",
    });
  });

  it("asks an environment with basic health for its status alone", () => {
    const { health } = describeCommands({ ...TARGET, hasEnhancedHealth: false });
    expect(health).to.equal(
      "aws elasticbeanstalk describe-environments --region eu-central-1 " +
        "--environment-names web-1234567",
    );
  });

  const names = ["my shop", "it's", "'", "$(true)", 'a"b\\'];
  for (const applicationName of names) {
    it(`passes the application's name ${applicationName} on as one word`, () => {
      const { versions = "" } = describeCommands({ ...TARGET, applicationName });
      const script = `aws() { printf '%s\\n' "$@"; }; ${versions}`;
      const words = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\n");
      expect(words[words.indexOf("--application-name") + 1]).to.equal(applicationName);
    });
  }

  for (const [name, line] of Object.entries(describeCommands(TARGET))) {
    it(`is a line that a shell can read: ${name}`, () => {
      execFileSync("sh", ["-n", "-c", line]);
    });
  }
});
