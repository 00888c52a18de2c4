import * as elasticbeanstalk from "@pulumi/aws/elasticbeanstalk";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { readBundle } from "./bundle";
import type { BeanstalkAppSettings } from "./settings";

/**
 * Uploads the bundle and registers it as a version of the application, and returns the version's
 * label. A label that exists already is only passed on.
 *
 * The bucket is there in either case, so that going back to an earlier label never deletes bundles.
 */
export function createApplicationVersion(
  name: string,
  application: elasticbeanstalk.Application,
  { forceDestroyBundles, retainVersions, source, tags }: BeanstalkAppSettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const bundle = readBundle(source);
  const bucket = new s3.Bucket(
    `${name}-bundles`,
    { forceDestroy: forceDestroyBundles, tags },
    // A bucket that holds bundles can't be deleted, and would fail the whole stack's destruction.
    { ...opts, retainOnDelete: !forceDestroyBundles },
  );
  if (bundle.upload === undefined) {
    return pulumi.output(bundle.label);
  }
  const retained = { ...opts, retainOnDelete: retainVersions };
  const object = new s3.BucketObjectv2(
    `${name}-bundle`,
    {
      bucket: bucket.bucket,
      key: `${bundle.label}${bundle.upload.extension}`,
      source: bundle.upload.archive,
    },
    retained,
  );
  const version = new elasticbeanstalk.ApplicationVersion(
    `${name}-version`,
    {
      application: application.name,
      name: bundle.label,
      bucket: bucket.bucket,
      key: object.key,
      tags,
    },
    retained,
  );
  return version.name;
}
