import type { Rule } from "../shared/rules";
import { group, optional, text } from "../shared/fields";
import { findSourceProblems } from "./bundle";
import type { BeanstalkAppSettings } from "./settings";

/**
 * Where the application's source bundle comes from: exactly one of the three.
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
}

export const SOURCE = group<SourceArgs>()({
  directory: optional(text()),
  archivePath: optional(text()),
  versionLabel: optional(
    text({
      matches: /^[^/]{1,100}$/,
      must: "must have 1 to 100 characters, none of them a slash",
      remedy: "Use the label of a version that the application has.",
    }),
  ),
});

/** Looks at the file system, reads no content. */
export const SOURCE_RULES: Rule<BeanstalkAppSettings>[] = [
  {
    id: "source",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html",
    isWarning: false,
    find: ({ source }) =>
      findSourceProblems(source).map((problem) => ({ ...problem, ruleId: "source" })),
  },
];
