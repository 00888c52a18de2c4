import * as acm from "@pulumi/aws/acm";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import type { DomainSettings } from "./domain";
import { listAliases } from "./domain";
import type { CdnEdgeSettings } from "./settings";

/** The only region in which CloudFront looks for certificates. */
const CERTIFICATE_REGION = "us-east-1";

/** Validation takes some minutes; the provider would wait for 75. */
const VALIDATION_TIMEOUT_MINUTES = 45;

/** A validation record is asked for now and then, and hardly ever changes. */
const VALIDATION_TTL_SECONDS = 300;

/** What a certificate says of one of its names. */
type ValidationOption = pulumi.Unwrap<acm.Certificate["domainValidationOptions"]>[number];

/**
 * The ARN of the certificate for names of one's own: of one that exists, or of one that is created
 * and has been validated. Undefined without such names.
 */
export function createCertificate(
  name: string,
  { domain, tags }: CdnEdgeSettings,
  opts: pulumi.CustomResourceOptions,
): pulumi.Input<string> | undefined {
  if (domain?.certificateArn !== undefined || domain?.hostedZoneId === undefined) {
    return domain?.certificateArn;
  }
  const [domainName, ...others] = listAliases(domain);
  const certificate = new acm.Certificate(
    `${name}-certificate`,
    {
      domainName,
      subjectAlternativeNames: others.length === 0 ? undefined : others,
      validationMethod: "DNS",
      region: CERTIFICATE_REGION,
      tags,
    },
    opts,
  );
  const records = createValidationRecords(name, certificate, domain, domain.hostedZoneId, opts);
  const minutes = domain.validationTimeoutMinutes ?? VALIDATION_TIMEOUT_MINUTES;
  return new acm.CertificateValidation(
    `${name}-certificate-validation`,
    {
      certificateArn: certificate.arn,
      validationRecordFqdns: records.map(({ fqdn }) => fqdn),
      region: CERTIFICATE_REGION,
    },
    { ...opts, customTimeouts: { create: `${minutes}m` } },
  ).certificateArn;
}

/**
 * A record for each name: a wildcard and the name that it stands under have one and the same. They
 * may be there already, for another certificate of the account.
 *
 * Source: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
function createValidationRecords(
  name: string,
  certificate: acm.Certificate,
  domain: DomainSettings,
  zoneId: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): route53.Record[] {
  const bareNames = new Set(listAliases(domain).map(withoutWildcard));
  return [...bareNames].map((bareName) => {
    const option = certificate.domainValidationOptions.apply((options) =>
      findOption(options, bareName),
    );
    return new route53.Record(
      `${name}-validation-${bareName}`,
      {
        zoneId,
        name: option.resourceRecordName,
        type: option.resourceRecordType,
        records: [option.resourceRecordValue],
        ttl: VALIDATION_TTL_SECONDS,
        allowOverwrite: true,
      },
      opts,
    );
  });
}

function findOption(options: ValidationOption[], bareName: string): ValidationOption {
  const found = options.find(({ domainName }) => withoutWildcard(domainName) === bareName);
  if (found === undefined) {
    throw new pulumi.RunError(`The certificate tells no validation record for ${bareName}.`);
  }
  return found;
}

function withoutWildcard(domainName: string): string {
  return domainName.replace(/^\*\./, "");
}
