/** What a command line needs to know of an environment. */
interface CommandTarget {
  region: string;
  applicationName: string;
  environmentName: string;
  hasEnhancedHealth: boolean;
}

/**
 * Command lines for what is done to a running environment and is no part of its configuration. They
 * run as they are in any POSIX shell with the AWS CLI; the shell needs its Session Manager plugin.
 *
 * Source: https://docs.aws.amazon.com/cli/latest/reference/elasticbeanstalk/
 */
export function describeCommands({
  region,
  applicationName,
  environmentName,
  hasEnhancedHealth,
}: CommandTarget): Record<string, string> {
  const beanstalk = (command: string, more = "") =>
    `aws elasticbeanstalk ${command} --region ${region} --environment-name ${environmentName}${more}`;
  const instanceId = beanstalk(
    "describe-environment-resources",
    " --query 'EnvironmentResources.Instances[0].Id' --output text",
  );
  const logs = " --info-type tail";
  return {
    events: beanstalk("describe-events", " --max-items 20 --output table"),
    health: hasEnhancedHealth
      ? beanstalk("describe-environment-health", " --attribute-names All")
      : `aws elasticbeanstalk describe-environments --region ${region} ` +
        `--environment-names ${environmentName}`,
    // Beanstalk collects the logs for a while before they can be fetched.
    logs:
      `${beanstalk("request-environment-info", logs)} && sleep 20 && ` +
      `${beanstalk("retrieve-environment-info", logs)} --query 'EnvironmentInfo[].Message' --output text`,
    restart: beanstalk("restart-app-server"),
    shell: `aws ssm start-session --region ${region} --target "$(${instanceId})"`,
    versions:
      `aws elasticbeanstalk describe-application-versions --region ${region} ` +
      `--application-name ${quote(applicationName)} ` +
      "--query 'ApplicationVersions[].[VersionLabel,DateCreated,Description]' --output table",
  };
}

/** One word for a POSIX shell: an application's name can have spaces and quotation marks. */
function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
