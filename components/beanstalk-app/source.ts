import type * as pulumi from "@pulumi/pulumi";
import type { SettledFields, TextRule } from "../shared/fields";
import { group, input, optional, text } from "../shared/fields";
import type { Problem } from "../shared/problems";
import type { Rule } from "../shared/rules";
import { rulesOn, shownUnlessEmpty } from "../shared/rules";
import { findArchiveProblems, findDirectoryProblems } from "./bundle";
import type { BeanstalkAppSettings } from "./settings";

/**
 * A source bundle that is in S3 already, as a build pipeline puts it there.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateApplicationVersion.html
 */
export interface S3BundleArgs {
  /** Name of the bucket, in the environment's region. Whoever deploys must be able to read it. */
  bucketName: pulumi.Input<string>;
  /** The bundle's key in the bucket. */
  key: pulumi.Input<string>;
  /**
   * The label of the version made of it: 1 to 100 characters without a slash, once in the
   * application. Another bundle needs another one.
   */
  label: string;
}

/**
 * Where the application's source bundle comes from: exactly one of the four.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html
 */
export interface SourceArgs {
  /**
   * A directory whose files become the bundle, without what its `.ebignore` names. An absolute
   * path, or one relative to the working directory. From 1 file to 500 MB (524288000 bytes, before
   * compression); symbolic links are refused. `.git`, `.elasticbeanstalk` and `.ebignore` itself
   * always stay out. Pulumi's archives carry no executable bits: name a script's interpreter in the
   * Procfile (`web: sh run.sh`).
   */
  directory?: string;
  /** A `.zip` or `.war` archive that is already built, at most 500 MB (524288000 bytes). */
  archivePath?: string;
  /**
   * The label of an application version that this application already has: the way back to an
   * earlier deployment. Nothing is uploaded.
   */
  versionLabel?: string;
  /** A bundle that is in S3 already. Nothing is uploaded. Defaults to none. */
  s3Bundle?: S3BundleArgs;
}

const VERSION_LABEL: TextRule = {
  matches: /^[^/]{1,100}$/,
  must: "must have 1 to 100 characters, none of them a slash",
  remedy: "Use the label of a version that the application has.",
};

const S3_BUNDLE = group<S3BundleArgs>()({
  bucketName: input(text()),
  key: input(
    text({
      matches: /^[^/]/,
      must: "must be the key of an object, without a slash in front",
      remedy: 'Use a key such as "builds/web-1.4.0.zip".',
    }),
  ),
  label: text({ ...VERSION_LABEL, remedy: "Name the build, as by its number or commit." }),
});

export const SOURCE = group<SourceArgs>()({
  directory: optional(text()),
  archivePath: optional(text()),
  versionLabel: optional(text(VERSION_LABEL)),
  s3Bundle: optional(S3_BUNDLE),
});

export type SourceSettings = SettledFields<typeof SOURCE.fields>;

const BUNDLE_GUIDE =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html";

const rule = rulesOn<BeanstalkAppSettings>();

export const SOURCE_RULES: Rule<BeanstalkAppSettings>[] = [
  rule({
    id: "source-choice",
    source: BUNDLE_GUIDE,
    of: ({ source }) => {
      const given = listGiven(source);
      return [{ path: "source", value: given, shown: shownUnlessEmpty(given) }];
    },
    holds: (given) => given.length === 1,
    must: "must have exactly one of directory, archivePath, versionLabel and s3Bundle",
    remedy:
      "Give the application's directory, a built archive, an existing label or a bundle in S3.",
  }),
  ruleOnDisk("source-directory", "directory", findDirectoryProblems),
  ruleOnDisk("source-archive", "archivePath", findArchiveProblems),
];

function listGiven(source: SourceSettings) {
  const choices = ["directory", "archivePath", "versionLabel", "s3Bundle"] as const;
  return choices.filter((choice) => source[choice] !== undefined);
}

/** A rule that looks at the file system, and reads no content. */
function ruleOnDisk(
  id: string,
  choice: "directory" | "archivePath",
  find: (path: string) => Problem[],
): Rule<BeanstalkAppSettings> {
  return {
    id,
    source: BUNDLE_GUIDE,
    isWarning: false,
    find: ({ source }) => {
      const given = listGiven(source).length === 1 ? source[choice] : undefined;
      return given === undefined ? [] : find(given).map((problem) => ({ ...problem, ruleId: id }));
    },
  };
}
