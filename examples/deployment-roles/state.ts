import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";

/** Where the stages' state lies, and what encrypts the secrets in it. */
export interface State {
  bucket: s3.Bucket;
  key: kms.Key;
  alias: kms.Alias;
}

/** Both are protected: without them nothing that is deployed can be changed any more. */
export function createState(name: string): State {
  const protect = { protect: true };
  const bucket = new s3.Bucket(name, {}, protect);
  new s3.BucketVersioning(
    name,
    { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
    protect,
  );
  const publicAccess = new s3.BucketPublicAccessBlock(
    name,
    {
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    protect,
  );
  const policy = bucket.arn.apply(describeTlsPolicy);
  // S3 takes one change of a bucket's access at a time.
  new s3.BucketPolicy(name, { bucket: bucket.bucket, policy }, { dependsOn: publicAccess });
  return { bucket, ...createKey(name, protect) };
}

function createKey(name: string, opts: pulumi.CustomResourceOptions): Pick<State, "key" | "alias"> {
  const description = "The secrets in the Pulumi state";
  const settings = { description, enableKeyRotation: true, deletionWindowInDays: 30 };
  const key = new kms.Key(name, settings, opts);
  const alias = new kms.Alias(name, { targetKeyId: key.keyId }, opts);
  return { key, alias };
}

/** Refuses whoever comes without TLS. */
function describeTlsPolicy(bucketArn: string): string {
  const statement = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
