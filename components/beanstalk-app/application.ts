import * as elasticbeanstalk from "@pulumi/aws/elasticbeanstalk";
import * as pulumi from "@pulumi/pulumi";
import type { TextRule } from "../shared/fields";
import { flag, group, input, optional, text, wholeNumber, withDefault } from "../shared/fields";
import { rulesOn } from "../shared/rules";
import type { EnvironmentRoles } from "./roles";
import type { BeanstalkAppSettings } from "./settings";

/**
 * Which application versions Beanstalk deletes by itself, each time that a new one is made. Versions
 * in use stay, and so do those of environments terminated less than ten weeks ago.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-lifecycle.html
 */
export interface VersionLifecycleArgs {
  /**
   * Most versions that are kept, from 1 to 1000, the newest not counted. Defaults to no limit; one of
   * `maxCount` and `maxAgeDays` is required.
   */
  maxCount?: number;
  /** Days for which a version is kept, from 1 to 180. Defaults to no limit; likewise. */
  maxAgeDays?: number;
  /**
   * Whether a version's bundle is deleted with it, also where a later version has the same content and
   * so the same bundle. An existing service role needs the right to delete from the bucket; the output
   * `bundleBucketName` names it. Bundles of `source.s3Bundle` stay, unless you let the role delete them.
   * Defaults to false.
   */
  deleteSourceFromS3?: boolean;
}

/**
 * The Beanstalk application to which the environment belongs.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications.html
 */
export interface ApplicationArgs {
  /**
   * Name of an existing application, from 1 to 100 characters; the environment and its versions are
   * added to it. Without `retainVersions`, the labels of versions made of a directory or an archive
   * then begin with the stack's and the component's names, so that nobody else in the application has
   * them. Defaults to an application of the component's own.
   */
  existingName?: pulumi.Input<string>;
  /**
   * The name of the component's own application: 1 to 100 characters without a slash, once in a
   * region. An imported application keeps its name by it alone. A change, or leaving it out later,
   * replaces the application, and with it the environment. The former application goes last, with all
   * its versions: `source.versionLabel` can't name one of them in the same update. Defaults to the
   * component's name with `-application` and 7 digits behind it.
   */
  name?: string;
  /** What the application is, in at most 200 characters. Defaults to none. */
  description?: string;
  /**
   * Which of the versions that `retainVersions` keeps are deleted again. An account has room for
   * 1,000 versions in a region. Defaults to none of them.
   */
  versionLifecycle?: VersionLifecycleArgs;
}

const VERSION_LIFECYCLE = group<VersionLifecycleArgs>()({
  maxCount: optional(wholeNumber("versions", 1, 1000)),
  maxAgeDays: optional(wholeNumber("days", 1, 180)),
  deleteSourceFromS3: withDefault(flag(), false),
});

const APPLICATION_NAME: TextRule = {
  matches: /^[^/]{1,100}$/,
  must: "must have 1 to 100 characters, none of them a slash",
  remedy: "Use the name of an application that exists.",
};

export const APPLICATION = group<ApplicationArgs>()({
  existingName: optional(input(text(APPLICATION_NAME))),
  name: optional(
    text({
      ...APPLICATION_NAME,
      remedy: "Use another name, or leave it out to get one that is made of the component's.",
    }),
  ),
  description: optional(
    text({
      matches: /^[^]{0,200}$/,
      must: "must have at most 200 characters",
      remedy: "Shorten it.",
    }),
  ),
  versionLifecycle: optional(VERSION_LIFECYCLE),
});

const LIFECYCLE_GUIDE =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-lifecycle.html";

const rule = rulesOn<BeanstalkAppSettings>();

export const APPLICATION_RULES = [
  rule({
    id: "settings-of-existing-application",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications.html",
    of: ({ application }) =>
      (["name", "description", "versionLifecycle"] as const)
        .filter((key) => application[key] !== undefined)
        .map((key) => ({ path: `application.${key}`, value: application, shown: undefined })),
    holds: ({ existingName }) => existingName === undefined,
    must: "must not be set together with application.existingName, which is left as it is",
    remedy: "Leave it out: it is set where that application is made.",
  }),
  rule({
    id: "version-lifecycle-limit",
    source: LIFECYCLE_GUIDE,
    of: ({ application: { versionLifecycle } }) =>
      versionLifecycle === undefined
        ? []
        : [{ path: "application.versionLifecycle", value: versionLifecycle, shown: undefined }],
    holds: ({ maxCount, maxAgeDays }) => (maxCount === undefined) !== (maxAgeDays === undefined),
    must: "must have exactly one of maxCount and maxAgeDays",
    remedy: "Limit either the number of versions or their age.",
  }),
  rule({
    id: "version-lifecycle-without-retention",
    source: LIFECYCLE_GUIDE,
    of: ({ application: { versionLifecycle }, retainVersions }) =>
      versionLifecycle === undefined
        ? []
        : [{ path: "application.versionLifecycle", value: retainVersions, shown: undefined }],
    holds: (retainVersions) => retainVersions,
    must: "should come with retainVersions, without which no earlier version is kept",
    remedy: "Set retainVersions to true.",
    isWarning: true,
  }),
];

/** Creates the application, unless it exists, and returns its name. */
export function createApplication(
  name: string,
  { application, tags }: BeanstalkAppSettings,
  { serviceRoleArn }: EnvironmentRoles,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const { existingName, name: ownName, description, versionLifecycle } = application;
  if (existingName !== undefined) {
    return pulumi.output(existingName);
  }
  const appversionLifecycle = versionLifecycle && {
    serviceRole: serviceRoleArn,
    maxCount: versionLifecycle.maxCount,
    maxAgeInDays: versionLifecycle.maxAgeDays,
    deleteSourceFromS3: versionLifecycle.deleteSourceFromS3,
  };
  return new elasticbeanstalk.Application(
    `${name}-application`,
    { name: ownName, description, appversionLifecycle, tags },
    // With a name of its own it would go first, and its environment too. The new one has another name.
    { ...opts, deleteBeforeReplace: false },
  ).name;
}
