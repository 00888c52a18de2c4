import type * as pulumi from "@pulumi/pulumi";
import { group, input, record, text, withDefault } from "../shared/fields";
import { DOMAIN_NAME, RESOURCE_NAME } from "../shared/names";
import { rulesOn } from "../shared/rules";
import { ORIGIN_ID } from "./behaviors";
import type { OriginConnectionArgs } from "./origin";
import { ORIGIN_CONNECTION, ORIGIN_HEADERS, ORIGIN_HINTS } from "./origin";
import type { CdnEdgeSettings } from "./settings";

/**
 * An HTTP origin beside the application: another service, or an S3 bucket's website endpoint. An S3
 * bucket with access control is not offered.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html
 */
export interface AdditionalOriginArgs extends OriginConnectionArgs {
  /** DNS name of the origin, without scheme, port and path. IP addresses are refused. */
  domainName: pulumi.Input<string>;
  /** Headers that CloudFront adds to each request to this origin, by name. Defaults to none. */
  headers?: Record<string, pulumi.Input<string>>;
}

const NO_BUCKETS =
  "S3 buckets with access control are not offered: use a bucket's website endpoint, or transformations.";

export const ADDITIONAL_ORIGINS = record(
  group<AdditionalOriginArgs>()(
    {
      ...ORIGIN_CONNECTION.fields,
      domainName: input(text(...DOMAIN_NAME)),
      headers: withDefault(ORIGIN_HEADERS, {}),
    },
    {
      ...ORIGIN_HINTS,
      customHeaders: "Use headers.",
      originAccessControlId: NO_BUCKETS,
      s3OriginConfig: NO_BUCKETS,
    },
  ),
  RESOURCE_NAME,
);

const rule = rulesOn<CdnEdgeSettings>();

export const ADDITIONAL_ORIGIN_RULES = [
  rule({
    id: "origin-id-taken",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesId",
    of: ({ additionalOrigins, originGroups }) =>
      Object.entries({ additionalOrigins, originGroups }).flatMap(([path, named]) =>
        Object.keys(named).map((id) => ({ path: `${path}.${id}`, value: id, shown: undefined })),
      ),
    holds: (id, { additionalOrigins, originGroups }) =>
      id !== ORIGIN_ID &&
      !(Object.hasOwn(additionalOrigins, id) && Object.hasOwn(originGroups, id)),
    must: (id) =>
      id === ORIGIN_ID
        ? `must not be named ${ORIGIN_ID}, which is the application's own id`
        : "must not share its name with an origin group or an origin",
    remedy: "Rename it.",
  }),
];
