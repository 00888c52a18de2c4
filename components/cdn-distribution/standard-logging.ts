import type * as pulumi from "@pulumi/pulumi";
import type { SettledFields } from "../shared/fields";
import { flag, group, input, text, withDefault } from "../shared/fields";

/**
 * Standard logs, version 1, of every request, in an S3 bucket that exists. The bucket needs access
 * control lists (Object Ownership other than BucketOwnerEnforced), must not be in a Region that is
 * opted into, and should be set up before the distribution. Storage and requests are S3's price.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
 */
export interface StandardLoggingArgs {
  /** The bucket's DNS name, such as `my-logs.s3.amazonaws.com`: its `bucketDomainName`. */
  bucketDomainName: pulumi.Input<string>;
  /** What the log files' names begin with, such as `web/`; up to 256 characters. Defaults to nothing. */
  prefix?: string;
  /** Whether cookies are logged. They may hold sessions. Defaults to false. */
  includeCookies?: boolean;
}

const BUCKET_DOMAIN_NAME = {
  matches: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\.s3(\.[a-z0-9-]+)?\.amazonaws\.com$/,
  must: "must be an S3 bucket's DNS name",
  remedy: "Use its bucketDomainName: my-logs.s3.amazonaws.com.",
};

const PREFIX = {
  matches: /^(?!\/).{0,256}$/,
  must: "must have at most 256 characters and not begin with a slash",
  remedy: 'Use a prefix such as "web/".',
};

export const STANDARD_LOGGING = group<StandardLoggingArgs>()(
  {
    bucketDomainName: input(text(BUCKET_DOMAIN_NAME)),
    prefix: withDefault(text(PREFIX), ""),
    includeCookies: withDefault(flag(), false),
  },
  { bucket: "Use bucketDomainName." },
);

/** The logging as `aws.cloudfront.Distribution` takes it; undefined where there is none. */
export function describeLogging(
  logging: SettledFields<typeof STANDARD_LOGGING.fields> | undefined,
) {
  return (
    logging && {
      bucket: logging.bucketDomainName,
      prefix: logging.prefix,
      includeCookies: logging.includeCookies,
    }
  );
}
