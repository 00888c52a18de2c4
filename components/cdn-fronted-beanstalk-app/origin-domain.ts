import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";
import { listAliases } from "../cdn-distribution/domain";
import type { SettledFields } from "../shared/fields";
import { flag, group, input, optional, text, withDefault } from "../shared/fields";
import { DOMAIN_NAME, HOSTED_ZONE_ID, LOWER_CASE } from "../shared/names";
import { at, eachNamed, rulesOn } from "../shared/rules";
import type { CdnFrontedBeanstalkAppSettings } from "./settings";

/**
 * A name of your own for the environment, as which CloudFront asks for it over HTTPS: the certificate
 * of the HTTPS listener must cover it.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html
 */
export interface OriginDomainArgs {
  /** The name, in lower case, such as `origin.example.com`. */
  name: string;
  /**
   * Id of the name's Route 53 hosted zone, in which a CNAME record for the environment is created.
   * Defaults to no record: it is yours to create.
   */
  hostedZoneId?: pulumi.Input<string>;
  /** Whether a record that the zone already has under this name is taken over. Defaults to false. */
  overwriteRecords?: boolean;
}

export const ORIGIN_DOMAIN = group<OriginDomainArgs>()({
  name: text(...DOMAIN_NAME, LOWER_CASE),
  hostedZoneId: optional(input(text(HOSTED_ZONE_ID))),
  overwriteRecords: withDefault(flag(), false),
});

const rule = rulesOn<CdnFrontedBeanstalkAppSettings>();

export const ORIGIN_DOMAIN_RULES = [
  rule({
    id: "origin-is-alias",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html",
    of: ({ additionalOrigins, originDomain }) => [
      ...at("originDomain.name", originDomain?.name),
      ...eachNamed("additionalOrigins", additionalOrigins).flatMap(({ path, value }) =>
        at(`${path}.domainName`, value.domainName),
      ),
    ],
    holds: (name, { domain }) =>
      domain === undefined || !listAliases(domain).includes(name.toLowerCase()),
    must: "must not be one of the distribution's own names, or CloudFront asks itself",
    remedy: "Use another name, such as origin.example.com.",
  }),
  rule({
    id: "overwritten-origin-record",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html",
    of: ({ originDomain }) => at("originDomain.overwriteRecords", originDomain?.overwriteRecords),
    holds: (overwriteRecords, { originDomain }) =>
      !overwriteRecords || originDomain?.hostedZoneId !== undefined,
    must: "must be false without hostedZoneId, since no record is created",
    remedy: "Remove it, or give hostedZoneId.",
  }),
];

/** Seconds for which resolvers keep the record; the environment's name changes with its replacement. */
const TTL_SECONDS = 60;

/**
 * The name at which CloudFront finds the environment: one's own, once its record is there, or the
 * environment's CNAME. Never its endpoint, which is an IP address for a single instance, and goes with
 * the load balancer for others.
 */
export function createOriginDomain(
  name: string,
  originDomain: SettledFields<typeof ORIGIN_DOMAIN.fields> | undefined,
  cname: pulumi.Output<string>,
  opts: pulumi.CustomResourceOptions,
): pulumi.Input<string> {
  if (originDomain?.hostedZoneId === undefined) {
    return originDomain?.name ?? cname;
  }
  const record = new route53.Record(
    `${name}-origin`,
    {
      zoneId: originDomain.hostedZoneId,
      name: originDomain.name,
      type: "CNAME",
      ttl: TTL_SECONDS,
      records: [cname],
      allowOverwrite: originDomain.overwriteRecords,
    },
    opts,
  );
  return record.name;
}
