import type { Subject } from "../shared/rules";
import { at, each, rulesOn, withEarlier } from "../shared/rules";
import type { DomainSettings } from "./domain";
import { listAliases } from "./domain";
import type { CdnEdgeSettings } from "./settings";

const CNAMES =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-requirements";
const CERTIFICATES =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html";
const LIMITS =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html";
const ACM_LIMITS = "https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html";

/** Aliases of a distribution; a quota that AWS raises, but not without reason. */
const MAX_ALIASES = 100;

/** The names that a certificate of AWS Certificate Manager may have before the quota is raised. */
const MAX_CERTIFICATE_NAMES = 10;

/** The first name stands in a field of the certificate that takes no more. */
const MAX_COMMON_NAME_LENGTH = 64;

const rule = rulesOn<CdnEdgeSettings>();

export const DOMAIN_RULES = [
  rule({
    id: "certificate-or-zone",
    source: CERTIFICATES,
    of: ({ domain }) => (domain ? [{ path: "domain", value: domain, shown: undefined }] : []),
    holds: ({ certificateArn, hostedZoneId }) =>
      certificateArn !== undefined || hostedZoneId !== undefined,
    must: "must have hostedZoneId, certificateArn or both",
    remedy:
      "Give the Route 53 hosted zone of the names, or, with DNS elsewhere, a certificate in us-east-1.",
  }),
  rule({
    id: "certificate-exists",
    source: CERTIFICATES,
    of: ({ domain }) =>
      domain?.certificateArn === undefined
        ? []
        : at("domain.validationTimeoutMinutes", domain.validationTimeoutMinutes),
    holds: () => false,
    must: "must be left out with certificateArn, which is not waited for",
    remedy: "Remove one of the two.",
  }),
  rule({
    id: "certificate-names-without-certificate",
    source: CERTIFICATES,
    of: ({ domain }) =>
      domain?.certificateArn === undefined
        ? at("domain.certificateNames", domain?.certificateNames)
        : [],
    holds: () => false,
    must: "must be left out without certificateArn: a certificate that is created has every name",
    remedy: "Remove it, or give certificateArn.",
  }),
  rule({
    id: "overwritten-records",
    source:
      "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-cloudfront-distribution.html",
    of: ({ domain }) => at("domain.overwriteRecords", domain?.overwriteRecords),
    holds: (overwriteRecords, { domain }) =>
      !overwriteRecords || domain?.hostedZoneId !== undefined,
    must: "must be false without hostedZoneId, since no records are created",
    remedy: "Remove it, or give hostedZoneId.",
  }),
  rule({
    id: "alias-outside-certificate",
    source: CERTIFICATES,
    of: ({ domain }) => (domain?.certificateNames === undefined ? [] : listNames(domain)),
    holds: (name, { domain }) =>
      (domain?.certificateNames ?? []).some((covering) => covers(covering, name)),
    must: (_, { domain }) =>
      `must be covered by a name on the certificate (${domain?.certificateNames?.join(", ")})`,
    remedy: "Use a certificate with that name; a wildcard covers one level.",
  }),
  rule({
    id: "repeated-domain-name",
    source: CNAMES,
    of: ({ domain }) => withEarlier(listNames(domain)),
    holds: (earlier) => earlier === undefined,
    must: (earlier) => `must differ from ${earlier}`,
    remedy: "Remove one of the two.",
  }),
  rule({
    id: "too-many-aliases",
    source: LIMITS,
    of: ({ domain }) =>
      domain === undefined || domain.redirectNames.length === 0
        ? []
        : [{ path: "domain.redirectNames", value: listAliases(domain).length }],
    holds: (count) => count <= MAX_ALIASES,
    must: `must have at most ${MAX_ALIASES} entries together with domain.names`,
    remedy: "Merge names with a wildcard.",
  }),
  rule({
    id: "redirect-to-wildcard",
    source: CNAMES,
    of: ({ domain }) =>
      domain === undefined || domain.redirectNames.length === 0
        ? []
        : at("domain.names[0]", domain.names[0]),
    holds: (name) => !name.startsWith("*."),
    must: "must be a name without wildcard, since domain.redirectNames send viewers to it",
    remedy: "Put such a name first.",
  }),
  rule({
    id: "long-common-name",
    source: "https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html",
    of: ({ domain }) => (createsCertificate(domain) ? at("domain.names[0]", domain?.names[0]) : []),
    holds: (name) => name.length <= MAX_COMMON_NAME_LENGTH,
    must: `must have at most ${MAX_COMMON_NAME_LENGTH} characters, as the first name of a certificate`,
    remedy: "Put a shorter name first, or give certificateArn.",
  }),
  rule({
    id: "names-of-other-zones",
    source:
      "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-cloudfront-distribution.html",
    isWarning: true,
    of: ({ domain }) => (domain?.hostedZoneId === undefined ? [] : listNames(domain)),
    holds: (name, { domain }) => findEnd(name) === findEnd(domain?.names[0]),
    must: (_, { domain }) =>
      `should end in ${findEnd(domain?.names[0])}, as domain.names[0] does, since all names have one hosted zone`,
    remedy: "Give names of another zone a distribution of their own, or leave out hostedZoneId.",
  }),
  rule({
    id: "certificate-name-quota",
    source: ACM_LIMITS,
    isWarning: true,
    of: ({ domain }) =>
      domain !== undefined && createsCertificate(domain)
        ? [{ path: "domain.names", value: listAliases(domain).length }]
        : [],
    holds: (count) => count <= MAX_CERTIFICATE_NAMES,
    must: `should have at most ${MAX_CERTIFICATE_NAMES} entries together with domain.redirectNames, which is the quota of a certificate`,
    remedy: "Ask AWS for a higher quota, or merge names with a wildcard.",
  }),
];

function createsCertificate(domain: DomainSettings | undefined): boolean {
  return domain !== undefined && domain.certificateArn === undefined;
}

function listNames(domain: DomainSettings | undefined): Subject<string>[] {
  return [
    ...each("domain.names", domain?.names),
    ...each("domain.redirectNames", domain?.redirectNames),
  ];
}

/** The last two labels, which names of one zone have in common: nobody's zone is `com`. */
function findEnd(name = ""): string {
  return name.split(".").slice(-2).join(".");
}

/** A wildcard stands for exactly one label. */
function covers(covering: string, name: string): boolean {
  return covering === name || covering === name.replace(/^[^.]+\./, "*.");
}
