import * as pulumi from "@pulumi/pulumi";
import type { TextRule } from "../shared/fields";
import { isPlain } from "../shared/inputs";
import { formatProblem } from "../shared/problems";
import { at, rulesOn, shownUnlessEmpty } from "../shared/rules";
import type { BeanstalkAppSettings } from "./settings";

/** What happens to a running environment when the platform that is given changes. */
export enum PlatformPolicy {
  /**
   * The environment keeps its platform version, or the one to which Beanstalk has updated it. A change
   * that replaces it (its application, name, address or type of load balancer) creates it on the
   * version that Pulumi's state has, as a rule the one it was first created with: refresh the state
   * first with `pulumi up --refresh`, or use Latest for such a change.
   */
  Pin = "pin",
  /** The environment is updated to the platform version that is given. */
  Latest = "latest",
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.FAQ.html */
const NO_AMAZON_LINUX_1: TextRule = {
  matches: (platform) => !/Amazon Linux(\/| 201\d)/.test(platform),
  must: "must not be on the Amazon Linux AMI, which was retired on 18 July 2022",
  remedy: "Use a platform on Amazon Linux 2023.",
};

export const SOLUTION_STACK: TextRule[] = [
  {
    matches: /^\d\dbit .+ v\d+\.\d+\.\d+ running .+$/,
    must: 'must be a platform version\'s whole name, such as "64bit Amazon Linux 2023 v4.7.2 running Python 3.13"',
    remedy: "List them with: aws elasticbeanstalk list-available-solution-stacks.",
  },
  NO_AMAZON_LINUX_1,
];

export const PLATFORM_ARN: TextRule[] = [
  {
    matches: /^arn:[\w-]+:elasticbeanstalk:[\w-]+:(\d{12})?:platform\/[^/]+\/\d+\.\d+\.\d+$/,
    must: "must be the ARN of a platform version",
    remedy: "List them with: aws elasticbeanstalk list-platform-versions.",
  },
  NO_AMAZON_LINUX_1,
];

export const TEMPLATE_NAME: TextRule = {
  matches: /^[^/]{1,100}$/,
  must: "must have 1 to 100 characters, none of them a slash",
  remedy: "Use the name of a saved configuration of the application.",
};

const PLATFORM_ARGUMENTS = ["solutionStackName", "platformArn", "templateName"] as const;

/**
 * Branches that AWS has retired on AWS's own dates. Only an account that runs one already can create
 * further environments on it, and its instances get no security updates.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-schedule.html
 */
const RETIRED = [
  { matches: /Amazon Linux 2[ /]/, branch: "Amazon Linux 2", on: "30 June 2026" },
  { matches: /\bNode\.js 18\b/, branch: "Node.js 18", on: "11 August 2025" },
  { matches: /\bPHP 8\.1\b/, branch: "PHP 8.1", on: "31 March 2026" },
  { matches: /\bNode\.js 20\b/, branch: "Node.js 20", on: "31 July 2026" },
  { matches: /\bPython 3\.9\b/, branch: "Python 3.9", on: "31 July 2026" },
  { matches: /\bRuby 3\.2\b/, branch: "Ruby 3.2", on: "31 July 2026" },
];

const RETIRED_REMEDY = "Move to a current branch: retired ones get no security updates.";

const SCHEDULE = "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-schedule.html";

const rule = rulesOn<BeanstalkAppSettings>();

export const PLATFORM_RULES = [
  rule({
    id: "one-platform",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateEnvironment.html",
    of: (settings) => {
      const given = PLATFORM_ARGUMENTS.filter((name) => settings[name] !== undefined);
      return [{ path: "solutionStackName", value: given, shown: shownUnlessEmpty(given) }];
    },
    holds: (given) => given.length === 1,
    must: "or platformArn or templateName must be given, and only one of the three",
    remedy: "Name the platform version, as a rule by its solution stack.",
  }),
  rule({
    id: "retired-platform",
    source: SCHEDULE,
    isWarning: true,
    of: listPlatforms,
    holds: (platform) => findRetired(platform) === undefined,
    must: sayRetired,
    remedy: RETIRED_REMEDY,
  }),
];

function listPlatforms({ solutionStackName, platformArn }: BeanstalkAppSettings) {
  return [...at("solutionStackName", solutionStackName), ...at("platformArn", platformArn)];
}

function findRetired(platform: string) {
  return RETIRED.find(({ matches }) => matches.test(platform));
}

function sayRetired(platform: string): string {
  const retired = findRetired(platform);
  return `should be on a supported branch, and AWS's retirement date for ${retired?.branch} is ${retired?.on}`;
}

/**
 * Passes a platform on; one that was not known when the arguments were checked, as the newest one of
 * a branch is not, with a warning if its branch is retired.
 */
export function warnOfRetired(
  subject: string,
  path: string,
  platform: pulumi.Input<string> | undefined,
  resource: pulumi.Resource | undefined,
): pulumi.Input<string> | undefined {
  return platform === undefined || isPlain(platform)
    ? platform
    : pulumi.output(platform).apply((value) => {
        if (findRetired(value) !== undefined) {
          const problem = { path, must: sayRetired(value), value, remedy: RETIRED_REMEDY };
          void pulumi.log.warn(`${subject}: ${formatProblem(problem)}`, resource);
        }
        return value;
      });
}

/** The environment's inputs of which a change is ignored. */
export function listPinned(settings: BeanstalkAppSettings): string[] {
  return settings.platformPolicy === PlatformPolicy.Pin
    ? PLATFORM_ARGUMENTS.filter((name) => settings[name] !== undefined)
    : [];
}
