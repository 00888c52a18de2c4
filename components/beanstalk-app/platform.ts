import type { TextRule } from "../shared/fields";
import { at, rulesOn } from "../shared/rules";
import type { BeanstalkAppSettings } from "./settings";

/** What happens to a running environment when the platform that is given changes. */
export enum PlatformPolicy {
  /** The environment keeps its platform version, or the one to which Beanstalk has updated it. */
  Pin = "pin",
  /** The environment is updated to the platform version that is given. */
  Latest = "latest",
}

export const SOLUTION_STACK: TextRule = {
  matches: /^\d\dbit .+ v\d+\.\d+\.\d+ running .+$/,
  must: 'must be a platform version\'s whole name, such as "64bit Amazon Linux 2023 v4.7.2 running Python 3.13"',
  remedy: "List them with: aws elasticbeanstalk list-available-solution-stacks.",
};

export const PLATFORM_ARN: TextRule = {
  matches: /^arn:[\w-]+:elasticbeanstalk:[\w-]+:(\d{12})?:platform\/[^/]+\/\d+\.\d+\.\d+$/,
  must: "must be the ARN of a platform version",
  remedy: "List them with: aws elasticbeanstalk list-platform-versions.",
};

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

const SCHEDULE = "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-schedule.html";

const rule = rulesOn<BeanstalkAppSettings>();

export const PLATFORM_RULES = [
  rule({
    id: "one-platform",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateEnvironment.html",
    of: (settings) => {
      const given = PLATFORM_ARGUMENTS.filter((name) => settings[name] !== undefined);
      return [{ path: "solutionStackName", value: given }];
    },
    holds: (given) => given.length === 1,
    must: "or platformArn or templateName must be given, and only one of the three",
    remedy: "Name the platform version, as a rule by its solution stack.",
  }),
  rule({
    id: "amazon-linux-1",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.FAQ.html",
    of: listPlatforms,
    holds: (platform) => !/Amazon Linux(\/| 201\d)/.test(platform),
    must: "must not be on the Amazon Linux AMI, which was retired on 18 July 2022",
    remedy: "Use a platform on Amazon Linux 2023.",
  }),
  rule({
    id: "retired-platform",
    source: SCHEDULE,
    isWarning: true,
    of: listPlatforms,
    holds: (platform) => findRetired(platform) === undefined,
    must: (platform) => {
      const retired = findRetired(platform);
      return `should be on a supported branch, and AWS's retirement date for ${retired?.branch} is ${retired?.on}`;
    },
    remedy: "Move to a current branch: retired ones get no security updates.",
  }),
];

function listPlatforms({ solutionStackName, platformArn }: BeanstalkAppSettings) {
  return [...at("solutionStackName", solutionStackName), ...at("platformArn", platformArn)];
}

function findRetired(platform: string) {
  return RETIRED.find(({ matches }) => matches.test(platform));
}

/** The environment's inputs of which a change is ignored. */
export function listPinned(settings: BeanstalkAppSettings): string[] {
  return settings.platformPolicy === PlatformPolicy.Pin
    ? PLATFORM_ARGUMENTS.filter((name) => settings[name] !== undefined)
    : [];
}
