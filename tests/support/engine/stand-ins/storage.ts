import { describeRefusal, refuseTaken } from "./aws-errors";
import { regionOf } from "./naming";
import { textOf } from "./properties";
import type { ResourceType } from "./resource-type";

const BUCKET_TOKEN = "aws:s3/bucket:Bucket";
const OBJECT_TOKEN = "aws:s3/bucketObjectv2:BucketObjectv2";

export const BUCKET: ResourceType = {
  token: BUCKET_TOKEN,
  identify: ({ inputs }) => textOf(inputs, "bucket"),
  replacedBy: ["bucket", "bucketPrefix", "objectLockEnabled", "region"],
  autoName: { property: "bucket", maxLength: 63, isLowerCase: true },
  outputs: { arn: ({ id }) => `arn:aws:s3:::${id}`, region: regionOf },
  refuseCreate: refuseTaken(BUCKET_TOKEN, "bucket", (name) =>
    describeRefusal(
      `creating S3 Bucket (${name})`,
      "S3: CreateBucket",
      409,
      "BucketAlreadyExists: ",
    ),
  ),
  refuseDelete: ({ id, inputs }, account) =>
    account.follows("bucket-not-empty") &&
    inputs.forceDestroy !== true &&
    account.list(OBJECT_TOKEN).some((object) => object.inputs.bucket === id)
      ? describeRefusal(
          `deleting S3 Bucket (${id})`,
          "S3: DeleteBucket",
          409,
          "api error BucketNotEmpty: The bucket you tried to delete is not empty",
        )
      : undefined,
  // A bucket that goes is emptied first.
  takesAlong: ({ id }, account) =>
    account.list(OBJECT_TOKEN).filter((object) => object.inputs.bucket === id),
};

export const BUCKET_OBJECT: ResourceType = {
  token: OBJECT_TOKEN,
  identify: ({ inputs }) => `${textOf(inputs, "bucket")}/${textOf(inputs, "key")}`,
  replacedBy: ["bucket", "key", "region"],
  outputs: { arn: ({ id }) => `arn:aws:s3:::${id}`, region: regionOf },
};
