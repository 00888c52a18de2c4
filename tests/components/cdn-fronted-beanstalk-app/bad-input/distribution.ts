import type { DomainArgs } from "../../../../components";
import type { BadInput } from "./bad-input";

const CERTIFICATE_ARN =
  "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef";

const NAME = "www.example.com";
const serve = (domain: DomainArgs) => ({ domain });

/** Redirects that are too many for one function. */
const listNames = (count: number) =>
  Array.from({ length: count }, (_, index) => `n${index}.example.com`);

/** Names of one's own, and what applies to the distribution as a whole. */
export const DISTRIBUTION_ROWS: BadInput[] = [
  [
    "names without a certificate",
    serve({ names: [NAME] }),
    [
      "domain must have hostedZoneId, certificateArn or both. " +
        "Give the Route 53 hosted zone of the names, or, with DNS elsewhere, a certificate in us-east-1.",
    ],
  ],
  [
    "a certificate in another region",
    serve({ names: [NAME], certificateArn: CERTIFICATE_ARN.replace("us-east-1", "eu-central-1") }),
    [
      'domain.certificateArn must be the ARN of a certificate in us-east-1, where CloudFront looks for it, got "arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef". ' +
        "Request the certificate there.",
    ],
  ],
  [
    "an alias outside the certificate",
    serve({
      names: ["www.example.com", "example.com"],
      certificateArn: CERTIFICATE_ARN,
      certificateNames: ["*.example.com"],
    }),
    [
      'domain.names[1] must be covered by a name on the certificate (*.example.com), got "example.com". ' +
        "Use a certificate with that name; a wildcard covers one level.",
    ],
  ],
  [
    "the names on no certificate",
    serve({ names: [NAME], hostedZoneId: "Z1", certificateNames: ["*.example.com"] }),
    [
      'domain.certificateNames must be left out without certificateArn: a certificate that is created has every name, got ["*.example.com"]. ' +
        "Remove it, or give certificateArn.",
    ],
  ],
  [
    "a wait for a certificate that exists",
    serve({ names: [NAME], certificateArn: CERTIFICATE_ARN, validationTimeoutMinutes: 30 }),
    [
      "domain.validationTimeoutMinutes must be left out with certificateArn, which is not waited for, got 30. " +
        "Remove one of the two.",
    ],
  ],
  [
    "records to overwrite in no zone",
    serve({ names: [NAME], certificateArn: CERTIFICATE_ARN, overwriteRecords: true }),
    [
      "domain.overwriteRecords must be false without hostedZoneId, since no records are created, got true. " +
        "Remove it, or give hostedZoneId.",
    ],
  ],
  [
    "a hosted zone's path",
    serve({ names: [NAME], hostedZoneId: "/hostedzone/Z1" }),
    [
      'domain.hostedZoneId must be the id of a hosted zone, got "/hostedzone/Z1". ' +
        'Use the id alone, such as "Z0123456789ABCDEFGHIJ".',
    ],
  ],
  [
    "the same name twice",
    serve({ names: [NAME], redirectNames: [NAME], hostedZoneId: "Z1" }),
    [
      'domain.redirectNames[0] must differ from domain.names[0], got "www.example.com". ' +
        "Remove one of the two.",
    ],
  ],
  [
    "101 names",
    serve({
      names: listNames(51),
      redirectNames: listNames(101).slice(51),
      certificateArn: CERTIFICATE_ARN,
    }),
    [
      "domain.redirectNames must have at most 100 entries together with domain.names, got 101. " +
        "Merge names with a wildcard.",
    ],
  ],
  [
    "redirects to a wildcard",
    serve({ names: ["*.example.com"], redirectNames: ["example.com"], hostedZoneId: "Z1" }),
    [
      'domain.names[0] must be a name without wildcard, since domain.redirectNames send viewers to it, got "*.example.com". ' +
        "Put such a name first.",
    ],
  ],
  [
    "a certificate's long name",
    serve({ names: [`${"w".repeat(53)}.example.com`], hostedZoneId: "Z1" }),
    [
      'domain.names[0] must have at most 64 characters, as the first name of a certificate, got "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww.example.com". ' +
        "Put a shorter name first, or give certificateArn.",
    ],
  ],
  [
    "redirects that fill a function",
    serve({
      names: [NAME],
      redirectNames: listNames(50).map(
        (name) => `${"r".repeat(60)}.${"r".repeat(60)}.${"r".repeat(60)}.${name}`,
      ),
      certificateArn: CERTIFICATE_ARN,
    }),
    [
      "domain.redirectNames must fit into a function of 10240 bytes. " +
        "Name fewer, or give them a distribution of their own.",
    ],
  ],
  [
    "an upper-case name",
    serve({ names: ["WWW.example.com"], hostedZoneId: "Z1" }),
    [
      'domain.names[0] must be in lower case, as DNS records are kept, got "WWW.example.com". ' +
        "Write it in lower case.",
    ],
  ],
  [
    "half an error page",
    { errorPages: [{ errorCode: 503, responsePagePath: "/errors/503.html" }] },
    [
      "errorPages[0] must have both responseCode and responsePagePath, or neither. " +
        "Add the status that viewers get.",
    ],
  ],
  [
    "two pages for one error",
    { errorPages: [{ errorCode: 503 }, { errorCode: 503 }] },
    [
      "errorPages[1].errorCode must differ from errorPages[0].errorCode, got 503. " +
        "Merge the two.",
    ],
  ],
  [
    "a page for what is no error",
    { errorPages: [{ errorCode: 401 }] },
    [
      "errorPages[0].errorCode must be one of 400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504, got 401. " +
        "Use a number of that list.",
    ],
  ],
  [
    "a page without a slash",
    { errorPages: [{ errorCode: 404, responseCode: 404, responsePagePath: "404.html" }] },
    [
      'errorPages[0].responsePagePath must begin with a slash, have no spaces and at most 255 characters, got "404.html". ' +
        'Use a path such as "/errors/503.html".',
    ],
  ],
  [
    "countries both let in and kept out",
    { geoRestriction: { allowedCountries: ["DE"], blockedCountries: ["FR"] } },
    [
      "geoRestriction must have either allowedCountries or blockedCountries. " +
        "Give exactly one of the two.",
    ],
  ],
  [
    "a country in small letters",
    { geoRestriction: { allowedCountries: ["de"] } },
    [
      'geoRestriction.allowedCountries[0] must be an ISO 3166-1 alpha-2 code of a country, got "de". ' +
        'Use two capital letters, such as "DE".',
    ],
  ],
  [
    "a web ACL of a region",
    { webAclArn: "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/web/1" },
    [
      'webAclArn must be the ARN of a web ACL with scope CLOUDFRONT, in us-east-1, got "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/web/1". ' +
        "Create the web ACL with that scope there.",
    ],
  ],
  [
    "a bucket's name for its logs",
    { standardLogging: { bucketDomainName: "my-logs" } },
    [
      'standardLogging.bucketDomainName must be an S3 bucket\'s DNS name, got "my-logs". ' +
        "Use its bucketDomainName: my-logs.s3.amazonaws.com.",
    ],
  ],
  [
    "a root object with a slash",
    { distribution: { defaultRootObject: "/index.html" } },
    [
      'distribution.defaultRootObject must have 1 to 255 characters without spaces, and no slash in front, got "/index.html". ' +
        'Use "index.html".',
    ],
  ],
  [
    "a path to invalidate twice, and one for a whole URL",
    { invalidation: { paths: ["/news/*", "/news/today", "https://www.example.com/"] } },
    [
      'invalidation.paths[2] must begin with /, got "https://www.example.com/". ' +
        'Write it like "/images/*".',
      'invalidation.paths[1] must not be covered by invalidation.paths[0], "/news/*", got "/news/today". ' +
        "Remove one of the two, since each is counted.",
    ],
  ],
];
