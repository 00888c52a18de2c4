import type * as pulumi from "@pulumi/pulumi";
import type { SettledFields } from "../shared/fields";
import {
  flag,
  group,
  input,
  list,
  oneOf,
  optional,
  text,
  wholeNumber,
  withDefault,
} from "../shared/fields";
import { DOMAIN_NAME, HOSTED_ZONE_ID, LOWER_CASE } from "../shared/names";

/**
 * The oldest TLS version, with its ciphers, that viewers may use on names of your own.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
 */
export enum MinimumProtocolVersion {
  /** TLS 1.2 with the ciphers that AWS chose in 2018, some without forward secrecy. */
  TLSv1_2_2018 = "TLSv1.2_2018",
  /** TLS 1.2 with forward secrecy. */
  TLSv1_2_2019 = "TLSv1.2_2019",
  /** TLS 1.2 with authenticated encryption alone. */
  TLSv1_2_2021 = "TLSv1.2_2021",
  /** TLS 1.2 with the ciphers that AWS chose in 2025. */
  TLSv1_2_2025 = "TLSv1.2_2025",
  /** TLS 1.3. */
  TLSv1_3_2025 = "TLSv1.3_2025",
}

/**
 * Names of your own for the distribution, with a certificate for them. With `hostedZoneId` alone, a
 * certificate is created in us-east-1, and validated by records in that zone. With `certificateArn`
 * alone, the records are yours to create: the output `dnsRecords` tells which. With both, the
 * certificate that exists is used, and the records are created.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html
 */
export interface DomainArgs {
  /**
   * The names, in lower case, from 1 to 100. Each may begin with `*.`. A certificate that is created
   * has at most 10 names, unless AWS has raised that quota for your account.
   */
  names: string[];
  /**
   * Further names, without wildcards, that send viewers to the first of `names` with a 301. With
   * `names` they are at most 100. Defaults to none.
   */
  redirectNames?: string[];
  /**
   * ARN of a certificate of AWS Certificate Manager in us-east-1 that covers every name. Defaults to
   * a certificate that is created, which costs nothing; it needs `hostedZoneId`.
   */
  certificateArn?: pulumi.Input<string>;
  /**
   * The names on the certificate of `certificateArn`, so that a name which it does not cover is
   * refused at preview, and not by CloudFront after the rest is deployed. Defaults to no check.
   */
  certificateNames?: string[];
  /**
   * Id of the Route 53 hosted zone in which all names are, `redirectNames` among them. It gets an A
   * and an AAAA record for each of them, and the records that validate a certificate. Those are deleted
   * with this component, although another certificate of the account for the same name needs the same
   * ones to be renewed. Defaults to no records.
   */
  hostedZoneId?: pulumi.Input<string>;
  /**
   * Whether A and AAAA records that the zone already has under these names are taken over, for a move
   * from another server. Defaults to false.
   */
  overwriteRecords?: boolean;
  /** The oldest TLS version that viewers may use. Defaults to TLSv1_2_2025. */
  minimumProtocolVersion?: MinimumProtocolVersion;
  /**
   * Minutes that a deployment waits for a certificate that is created, from 5 to 120. It takes some
   * minutes where the zone is the one that the domain is delegated to, and never ends where it is not.
   * Defaults to 45.
   */
  validationTimeoutMinutes?: number;
}

const CERTIFICATE_ARN = {
  matches: /^arn:[\w-]+:acm:us-east-1:\d{12}:certificate\/.+$/,
  must: "must be the ARN of a certificate in us-east-1, where CloudFront looks for it",
  remedy: "Request the certificate there.",
};

const NOT_CLOUDFRONTS = {
  matches: (name: string) => !/(^|\.)cloudfront\.net$/i.test(name),
  must: "must not be under cloudfront.net, which is CloudFront's own",
  remedy: "Use a name under a domain that is yours.",
};

const NAME_RULES = [...DOMAIN_NAME, LOWER_CASE, NOT_CLOUDFRONTS];

/** A name of one's own may begin with a wildcard. One elsewhere gets a sentence of its own alone. */
const WILDCARD_NAME = text(
  ...NAME_RULES.map((rule) => ({
    ...rule,
    matches: (name: string) => rule.matches(name.replace(/^\*\./, "").replaceAll("*", "x")),
  })),
  {
    matches: (name) => !name.replace(/^\*(\.|$)/, "").includes("*"),
    must: "must have a wildcard alone in front, as in *.example.com",
    remedy: "Use such a wildcard, or name each domain.",
  },
);

export const DOMAIN = group<DomainArgs>()(
  {
    names: list(WILDCARD_NAME, {
      min: 1,
      max: 100,
      remedy: "Name the domains that viewers use, or leave out domain.",
    }),
    redirectNames: withDefault(list(text(...NAME_RULES)), []),
    certificateArn: optional(input(text(CERTIFICATE_ARN))),
    certificateNames: optional(list(WILDCARD_NAME)),
    hostedZoneId: optional(input(text(HOSTED_ZONE_ID))),
    overwriteRecords: withDefault(flag(), false),
    minimumProtocolVersion: withDefault(
      oneOf(MinimumProtocolVersion),
      MinimumProtocolVersion.TLSv1_2_2025,
    ),
    validationTimeoutMinutes: optional(wholeNumber("minutes", 5, 120)),
  },
  {
    acmCertificateArn: "Use certificateArn.",
    aliases: "Use names.",
    allowOverwrite: "Use overwriteRecords.",
    zoneId: "Use hostedZoneId.",
  },
);

/** `DomainArgs` with every default in place. */
export type DomainSettings = SettledFields<typeof DOMAIN.fields>;

/** Every name that the distribution answers to, those that redirect among them. */
export function listAliases({ names, redirectNames }: DomainSettings): string[] {
  return [...names, ...redirectNames];
}
