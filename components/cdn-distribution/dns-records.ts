import type * as cloudfront from "@pulumi/aws/cloudfront";
import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";
import { listAliases } from "./domain";
import type { CdnEdgeSettings } from "./settings";

/** A record that is yours to create where the DNS is not Route 53's. */
export interface DnsRecord {
  /** The name, such as `www.example.com`. */
  name: string;
  /** CNAME. At a zone's own name, where none can stand, use what your DNS has for it: ALIAS, ANAME. */
  type: string;
  /** What the name stands for: the distribution's name under cloudfront.net. */
  value: string;
}

/**
 * Creates an A and, with IPv6, an AAAA record for each name, where the hosted zone is given. Queries
 * for such alias records are free.
 *
 * Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-cloudfront-distribution.html
 */
export function createDnsRecords(
  name: string,
  { domain, distribution: { isIpv6Enabled } }: CdnEdgeSettings,
  distribution: cloudfront.Distribution,
  opts: pulumi.CustomResourceOptions,
): void {
  const zoneId = domain?.hostedZoneId;
  if (domain === undefined || zoneId === undefined) {
    return;
  }
  for (const alias of listAliases(domain)) {
    for (const type of isIpv6Enabled ? ["A", "AAAA"] : ["A"]) {
      new route53.Record(
        `${name}-${type.toLowerCase()}-${alias}`,
        {
          zoneId,
          name: alias,
          type,
          aliases: [
            {
              name: distribution.domainName,
              zoneId: distribution.hostedZoneId,
              evaluateTargetHealth: false,
            },
          ],
          allowOverwrite: domain.overwriteRecords,
        },
        opts,
      );
    }
  }
}

/** The records that are left to the user. */
export function listDnsRecords(
  { domain }: CdnEdgeSettings,
  distribution: cloudfront.Distribution,
): pulumi.Output<DnsRecord[]> {
  const aliases =
    domain === undefined || domain.hostedZoneId !== undefined ? [] : listAliases(domain);
  return distribution.domainName.apply((value) =>
    aliases.map((name) => ({ name, type: "CNAME", value })),
  );
}
