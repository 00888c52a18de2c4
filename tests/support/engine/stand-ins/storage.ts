import { describeArn, REGION } from "./naming";
import { textOf } from "./properties";
import type { ResourceType } from "./resource-type";

const OBJECT_TOKEN = "aws:s3/bucketObjectv2:BucketObjectv2";

export const BUCKET: ResourceType = {
  token: "aws:s3/bucket:Bucket",
  identify: ({ inputs }) => textOf(inputs, "bucket"),
  replacedBy: ["bucket"],
  autoName: { property: "bucket", maxLength: 63 },
  outputs: { arn: ({ id }) => describeArn("s3", id, ""), region: () => REGION },
  refuseDelete: ({ id, inputs }, account) =>
    account.follows("bucket-not-empty") &&
    inputs.forceDestroy !== true &&
    account.list(OBJECT_TOKEN).some((object) => object.inputs.bucket === id)
      ? `deleting S3 Bucket (${id}): api error BucketNotEmpty: The bucket you tried to delete is ` +
        "not empty"
      : undefined,
};

export const BUCKET_OBJECT: ResourceType = {
  token: OBJECT_TOKEN,
  identify: ({ inputs }) => `${textOf(inputs, "bucket")}/${textOf(inputs, "key")}`,
  replacedBy: ["bucket", "key"],
  outputs: { arn: ({ id }) => describeArn("s3", id, ""), region: () => REGION },
};
