import { Command } from "@pulumi/command/local";
import * as pulumi from "@pulumi/pulumi";
import type { BeanstalkApp } from "../beanstalk-app";
import type { CdnDistribution } from "../cdn-distribution";
import { group, list, text, withDefault } from "../shared/fields";
import { rulesOn } from "../shared/rules";
import type { CdnFrontedBeanstalkAppSettings } from "./settings";

const PATHS_GUIDE =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html";

/**
 * What CloudFront forgets after each deployment of another version, once the environment runs it. The
 * AWS CLI does it, with the credentials of the shell in which Pulumi runs. If it fails, the deployment
 * doesn't: a warning says so, and which command repeats it.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Invalidation.html
 */
export interface InvalidationArgs {
  /**
   * Paths such as `/news/*`, at most 15: they begin with `/`, and `*` can only be the last character.
   * The first 1000 paths a month are free in an account, each further one costs; `/*` counts as one.
   * An empty list invalidates nothing. Defaults to `/*`, which is everything.
   */
  paths?: string[];
}

/** As many paths with a `*` as CloudFront works on at a time. */
const MAX_PATHS = 15;

/**
 * No shell may see anything in a path: the command's words stand without quotation marks, and `cmd` takes
 * what stands between two `%` for a variable's name.
 */
const PATH = text(
  {
    matches: /^\//,
    must: "must begin with /",
    remedy: 'Write it like "/images/*".',
  },
  {
    matches: /^[^*]*\*?$/,
    must: "must not have * before its end",
    remedy: 'Write it like "/images/*".',
  },
  {
    matches: /^(?:[\w/.+@:,=?*-]|%[\dA-Fa-f]{2}){0,4000}$/,
    must: "must have at most 4000 of the characters A-Z a-z 0-9 / . _ - + @ : , = ? and *, and % with two hexadecimal digits",
    remedy: "URL-encode the others, or end the path before them, in *.",
  },
);

export const INVALIDATION = group<InvalidationArgs>()({
  paths: withDefault(
    list(PATH, {
      max: MAX_PATHS,
      remedy: "Use fewer, shorter paths with * at their end: each counts as one.",
    }),
    ["/*"],
  ),
});

const rule = rulesOn<CdnFrontedBeanstalkAppSettings>();

export const INVALIDATION_RULES = [
  rule({
    id: "covered-invalidation-path",
    source: PATHS_GUIDE,
    of: ({ invalidation: { paths } }) =>
      paths.map((path, index) => ({
        path: `invalidation.paths[${index}]`,
        value: { covering: findCovering(paths, index) },
        shown: path,
      })),
    holds: ({ covering }) => covering === -1,
    must: ({ covering }, { invalidation: { paths } }) =>
      `must not be covered by invalidation.paths[${covering}], "${paths[covering]}"`,
    remedy: "Remove one of the two, since each is counted.",
  }),
];

/** The index of another path that invalidates all that this one does: of two equal ones the first. */
function findCovering(paths: string[], index: number): number {
  const path = paths[index] ?? "";
  return paths.findIndex(
    (other, position) =>
      (other === path && position < index) ||
      (other !== path && other.endsWith("*") && path.startsWith(other.slice(0, -1))),
  );
}

/** The line that invalidates these paths, or everything where there are none: for any shell. */
export function describeInvalidation(distributionId: string, paths: string[]): string {
  const quoted = (paths.length === 0 ? ["/*"] : paths).map((path) => `"${path}"`);
  return `${invalidate(distributionId)} --paths ${quoted.join(" ")}`;
}

/** What the command prints last where it fails, in words that no shell takes apart. */
const FAILURE =
  "warning: the invalidation failed, so viewers may get the earlier version until its TTL ends";

/**
 * The line that a deployment runs, in `sh` or, on Windows, in `cmd`: there the provider would hand
 * quotation marks on to the AWS CLI as parts of the paths. So each path has a call of its own, in which
 * it stands behind `--paths=`: as it names no file, `sh` leaves its `*` alone. The line gives up after
 * a minute for each path, and succeeds in any case.
 */
export function describeUpdate(distributionId: string, paths: string[]): string {
  const options =
    "--query Invalidation.Id --output text --cli-connect-timeout 10 --cli-read-timeout 20";
  const calls = paths.map((path) => `${invalidate(distributionId)} --paths=${path} ${options}`);
  return `${calls.join(" && ")} || echo ${FAILURE}`;
}

function invalidate(distributionId: string): string {
  return `aws cloudfront create-invalidation --distribution-id ${distributionId}`;
}

/** Why the last invalidation failed, in the shell's or the AWS CLI's words; undefined if it didn't. */
export function findFailure(
  stdout: string | undefined,
  stderr: string | undefined,
): string | undefined {
  return stdout?.includes(FAILURE)
    ? (stderr ?? "").trim().split("\n").pop() || "no reason given"
    : undefined;
}

/**
 * Creates what invalidates once both halves are up to date, each time that the version label changes;
 * at first nothing is cached, and nothing is done. The label is not among the command's `triggers`: a
 * change of those replaces the resource, which runs no `update`.
 *
 * Source: https://github.com/pulumi/pulumi-command/issues/855
 */
export function createInvalidation(
  name: string,
  { invalidation: { paths } }: CdnFrontedBeanstalkAppSettings,
  { origin, edge }: { origin: BeanstalkApp; edge: CdnDistribution },
  opts: pulumi.CustomResourceOptions,
): void {
  if (paths.length === 0) {
    return;
  }
  const command = new Command(
    `${name}-invalidation`,
    {
      environment: { VERSION_LABEL: origin.versionLabel, AWS_MAX_ATTEMPTS: "2" },
      update: edge.distributionId.apply((id) => describeUpdate(id, paths)),
      addPreviousOutputInEnv: false,
    },
    // For the distribution it waits anyway, since it knows it by its id; the distribution doesn't wait for
    // the environment where its origin has a name of its own.
    { ...opts, dependsOn: [origin] },
  );
  const repetition = edge.distributionId.apply((id) => describeInvalidation(id, paths));
  warnOfFailure(`CdnFrontedBeanstalkApp "${name}"`, command, repetition);
}

/**
 * Says what the command can't: Pulumi's provider shows what it prints only while it runs. Its output
 * stays until the next version, and so does the warning.
 */
function warnOfFailure(subject: string, command: Command, repetition: pulumi.Output<string>): void {
  pulumi.all([command.stdout, command.stderr, repetition]).apply(([stdout, stderr, line]) => {
    const failure = findFailure(stdout, stderr);
    if (failure !== undefined && !pulumi.runtime.isDryRun()) {
      const message =
        `${subject}: the invalidation after the last change of version failed, so viewers may get ` +
        `the earlier version until its TTL ends (${failure}). Run: ${line}`;
      void pulumi.log.warn(message, command);
    }
  });
}
