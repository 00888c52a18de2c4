import type * as pulumi from "@pulumi/pulumi";
import { group, input, record, text, withDefault } from "../shared/fields";
import { DOMAIN_NAME_RULES, RESOURCE_NAME } from "../shared/names";
import { rulesOn } from "../shared/rules";
import { ORIGIN_ID } from "./behaviors";
import type { OriginConnectionArgs } from "./origin";
import {
  describeConnection,
  describeHeaders,
  ORIGIN_CONNECTION,
  ORIGIN_HEADERS,
  ORIGIN_HINTS,
} from "./origin";
import type { CdnDistributionSettings, CdnEdgeSettings } from "./settings";

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
  "S3 buckets with access control are not offered: use a bucket's website endpoint, or transforms.";

export const ADDITIONAL_ORIGINS = record(
  group<AdditionalOriginArgs>()(
    {
      ...ORIGIN_CONNECTION.fields,
      domainName: input(text(...DOMAIN_NAME_RULES)),
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

export const ORIGIN_RULES = [
  rule({
    id: "response-completion-timeout",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#response-completion-timeout",
    of: ({ origin, origins }) =>
      [
        { path: "origin", connection: origin },
        ...Object.entries(origins).map(([id, connection]) => ({
          path: `origins.${id}`,
          connection,
        })),
      ].map(({ path, connection }) => ({
        path: `${path}.responseCompletionTimeoutSeconds`,
        value: connection,
        shown: connection.responseCompletionTimeoutSeconds,
      })),
    holds: ({ responseCompletionTimeoutSeconds = Infinity, readTimeoutSeconds }) =>
      responseCompletionTimeoutSeconds >= readTimeoutSeconds,
    must: ({ readTimeoutSeconds }) => `must be at least readTimeoutSeconds (${readTimeoutSeconds})`,
    remedy: "Raise it, or lower readTimeoutSeconds.",
  }),
  rule({
    id: "origin-id-taken",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesId",
    of: ({ origins, originGroups }) =>
      Object.entries({ origins, originGroups }).flatMap(([path, named]) =>
        Object.keys(named).map((id) => ({ path: `${path}.${id}`, value: id, shown: undefined })),
      ),
    holds: (id, { origins, originGroups }) =>
      id !== ORIGIN_ID && !(Object.hasOwn(origins, id) && Object.hasOwn(originGroups, id)),
    must: (id) =>
      id === ORIGIN_ID
        ? `must not be named ${ORIGIN_ID}, which is the application's own id`
        : "must not share its name with an origin group or an origin",
    remedy: "Rename it.",
  }),
];

/**
 * The origins as `aws.cloudfront.Distribution` takes them, the application first. Their ids are
 * literals: an id made of an output is unknown at preview, and the provider then shows the whole
 * distribution as replaced.
 */
export function describeOrigins(settings: CdnDistributionSettings) {
  return [
    {
      originId: ORIGIN_ID,
      domainName: settings.originDomainName,
      customHeaders: describeHeaders(settings.originHeaders),
      ...describeConnection(settings.origin),
    },
    ...Object.entries(settings.origins).map(([originId, origin]) => ({
      originId,
      domainName: origin.domainName,
      customHeaders: describeHeaders(origin.headers),
      ...describeConnection(origin),
    })),
  ];
}
