import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";
import type { SettledFields } from "../shared/fields";
import { flag, group, input, optional, text, withDefault } from "../shared/fields";
import { DOMAIN_NAME_RULES } from "../shared/names";

/**
 * A name of your own for the environment, as which CloudFront asks for it over HTTPS: the certificate
 * of the HTTPS listener must cover it.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html
 */
export interface OriginDomainArgs {
  /** The name, such as `origin.example.com`. */
  name: string;
  /**
   * Id of the name's Route 53 hosted zone, in which a CNAME record for the environment is created.
   * Defaults to no record: it is yours to create.
   */
  hostedZoneId?: pulumi.Input<string>;
  /** Whether a record that the zone already has under this name is taken over. Defaults to false. */
  overwritesRecord?: boolean;
}

export const ORIGIN_DOMAIN = group<OriginDomainArgs>()({
  name: text(...DOMAIN_NAME_RULES),
  hostedZoneId: optional(input(text())),
  overwritesRecord: withDefault(flag(), false),
});

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
      allowOverwrite: originDomain.overwritesRecord,
    },
    opts,
  );
  return record.name;
}
