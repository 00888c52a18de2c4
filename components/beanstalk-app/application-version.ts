import * as elasticbeanstalk from "@pulumi/aws/elasticbeanstalk";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { bundleArchive, bundleDirectory } from "./bundle";
import type { EnvironmentRoles } from "./roles";
import type { BeanstalkAppSettings } from "./settings";
import type { S3BundleArgs } from "./source";

/** What the environment runs, and where the bundles lie. */
export interface ApplicationVersion {
  label: pulumi.Output<string>;
  bundleBucketName: pulumi.Output<string>;
}

/**
 * Registers the bundle as a version of the application, once it is in S3. A label that exists already
 * is only passed on.
 *
 * The bucket is there in any case, so that going back to an earlier label never deletes bundles.
 * Instances never read it: Beanstalk copies what it deploys into its own bucket.
 */
export function createApplicationVersion(
  name: string,
  applicationName: pulumi.Output<string>,
  roles: EnvironmentRoles,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): ApplicationVersion {
  const { retainVersions, source, tags } = settings;
  const bucket = createBundleBucket(name, settings, opts);
  // A version takes the place of the one before, which the engine refuses under protection.
  const part = { ...opts, protect: false };
  const permissions = allowDeletion(name, bucket, roles, settings, part);
  if (source.versionLabel !== undefined) {
    return { label: pulumi.output(source.versionLabel), bundleBucketName: bucket.bucket };
  }
  const retained = { ...part, retainOnDelete: retainVersions };
  const bundle = source.s3Bundle ?? uploadBundle(name, bucket, settings, retained);
  const version = new elasticbeanstalk.ApplicationVersion(
    `${name}-version`,
    {
      application: applicationName,
      ...nameVersion(settings, bundle.label),
      bucket: bundle.bucketName,
      key: bundle.key,
      tags,
    },
    {
      ...retained,
      // Each new version makes Beanstalk delete old ones.
      dependsOn: permissions,
      // A resource with a name of its own would go first, and Beanstalk keeps a version that still
      // runs: it would stay behind unseen, and refuse its label to whoever comes back to it.
      deleteBeforeReplace: false,
    },
  );
  return { label: version.name, bundleBucketName: bucket.bucket };
}

/** Uploads what is on disk. */
function uploadBundle(
  name: string,
  bucket: s3.Bucket,
  settings: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): S3BundleArgs {
  const { directory, archivePath = "" } = settings.source;
  const bundle = directory === undefined ? bundleArchive(archivePath) : bundleDirectory(directory);
  const label = labelContent(name, bundle.label, settings);
  const object = new s3.BucketObjectv2(
    `${name}-bundle`,
    { bucket: bucket.bucket, key: `${label}${bundle.extension}`, source: bundle.archive },
    opts,
  );
  return { bucketName: bucket.bucket, key: object.key, label };
}

/** The most characters that a version's label has. */
const MAX_LABEL_LENGTH = 100;

/**
 * In an existing application, which others may deploy to, the same content must not get the same
 * label twice.
 */
function labelContent(
  name: string,
  contentLabel: string,
  { application }: BeanstalkAppSettings,
): string {
  return application.existingName === undefined
    ? contentLabel
    : `${pulumi.getStack()}-${name}-${contentLabel}`.slice(-MAX_LABEL_LENGTH);
}

/**
 * A version has its content's label. Where versions are kept, content that comes back would find its label
 * taken: there Pulumi makes a new one each time, and the content's label is the description.
 */
function nameVersion(
  { retainVersions, source }: BeanstalkAppSettings,
  label: pulumi.Input<string>,
): { name?: pulumi.Input<string>; description?: pulumi.Input<string> } {
  return retainVersions && source.s3Bundle === undefined ? { description: label } : { name: label };
}

function createBundleBucket(
  name: string,
  { forceDestroyBundles, tags }: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): s3.Bucket {
  return new s3.Bucket(
    `${name}-bundles`,
    { forceDestroy: forceDestroyBundles, tags },
    // A bucket that holds bundles can't be deleted, and would fail the whole stack's destruction.
    { ...opts, retainOnDelete: !forceDestroyBundles },
  );
}

/** Lets the service role delete bundles: Beanstalk's managed policies end at Beanstalk's own bucket. */
function allowDeletion(
  name: string,
  bucket: s3.Bucket,
  { serviceRoleName }: EnvironmentRoles,
  { application: { versionLifecycle }, roles }: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  if (versionLifecycle?.deleteSourceFromS3 !== true || roles.serviceRoleArn !== undefined) {
    return [];
  }
  const policy = bucket.arn.apply((arn) => {
    const Action = ["s3:DeleteObject", "s3:GetObject"];
    const Statement = [{ Effect: "Allow", Action, Resource: `${arn}/*` }];
    return JSON.stringify({ Version: "2012-10-17", Statement });
  });
  return [new iam.RolePolicy(`${name}-delete-bundles`, { role: serviceRoleName, policy }, opts)];
}
