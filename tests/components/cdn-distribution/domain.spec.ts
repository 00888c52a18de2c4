import * as pulumi from "@pulumi/pulumi";
import type { CdnDistributionArgs, DomainArgs } from "../../../components";
import type { MinimumProtocolVersion } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { distributionArguments, sayOneOf } from "./distribution-arguments";

const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1a-2b";
const hostedZoneId = "Z0123456789ABCDEFGHIJ";

type Row = ArgumentRow<CdnDistributionArgs>;

/** A domain with an existing certificate, and without records. */
const row = (title: string, change: Partial<DomainArgs>, expected: string[]): Row => [
  title,
  { domain: { names: ["example.com"], certificateArn, ...change } },
  expected,
];
/** A domain with a certificate that is created. */
const createdRow = (title: string, change: Partial<DomainArgs>, expected: string[]): Row =>
  row(title, { certificateArn: undefined, hostedZoneId, ...change }, expected);

const manyNames = (count: number) =>
  Array.from({ length: count }, (_, index) => `a${index}.example.com`);
const sayDnsName = (path: string, got: string) =>
  `${path} must be a DNS name, got "${got}". Leave out scheme, port and path: app.example.com.`;
const sayWildcard = (path: string, got: string) =>
  `${path} must have a wildcard alone in front, as in *.example.com, got "${got}". ` +
  "Use such a wildcard, or name each domain.";
const sayCloudFronts = (path: string, got: string) =>
  `${path} must not be under cloudfront.net, which is CloudFront's own, got "${got}". ` +
  "Use a name under a domain that is yours.";
const sayLowerCase = (path: string, got: string) =>
  `${path} must be in lower case, as DNS records are kept, got "${got}". Write it in lower case.`;
const sayNames = (got: number) =>
  `domain.names must have 1 to 100 entries, got ${got}. ` +
  "Name the domains that viewers use, or leave out domain.";
const sayRepeated = (path: string, first: string, got: string) =>
  `${path} must differ from ${first}, got "${got}". Remove one of the two.`;

const names: Row[] = [
  row("a name and a wildcard", { names: ["example.com", "*.example.com"] }, []),
  row("100 names", { names: manyNames(100) }, []),
  row("101 names", { names: manyNames(101) }, [sayNames(101)]),
  row("no name", { names: [] }, [sayNames(0)]),
  row("a URL", { names: ["a.example.com", "https://b.example.com"] }, [
    sayDnsName("domain.names[1]", "https://b.example.com"),
  ]),
  row("an address", { names: ["203.0.113.7"] }, [
    "domain.names[0] must not be an IP address, which CloudFront refuses, " +
      'got "203.0.113.7". Use a DNS name, such as the environment\'s CNAME.',
  ]),
  row(
    "wildcards in other places, and one over a wrong name",
    { names: ["a.*.example.com", "*.*.example.com", "foo*.example.com", "*.localhost", "*"] },
    [
      sayWildcard("domain.names[0]", "a.*.example.com"),
      sayWildcard("domain.names[1]", "*.*.example.com"),
      sayWildcard("domain.names[2]", "foo*.example.com"),
      sayDnsName("domain.names[3]", "*.localhost"),
      sayDnsName("domain.names[4]", "*"),
    ],
  ),
  row(
    "names that are CloudFront's",
    { names: ["d1.cloudfront.net", "mycloudfront.net"], redirectNames: ["d2.cloudfront.net"] },
    [
      sayCloudFronts("domain.names[0]", "d1.cloudfront.net"),
      sayCloudFronts("domain.redirectNames[0]", "d2.cloudfront.net"),
    ],
  ),
  row("capital letters", { names: ["Example.com"], redirectNames: ["WWW.example.com"] }, [
    sayLowerCase("domain.names[0]", "Example.com"),
    sayLowerCase("domain.redirectNames[0]", "WWW.example.com"),
  ]),
  row(
    "repeated names",
    {
      names: ["example.com", "www.example.com", "example.com"],
      redirectNames: ["www.example.com", "a.example.com"],
    },
    [
      sayRepeated("domain.names[2]", "domain.names[0]", "example.com"),
      sayRepeated("domain.redirectNames[0]", "domain.names[1]", "www.example.com"),
    ],
  ),
  row("100 names, redirecting ones among them", { redirectNames: manyNames(99) }, []),
  row("101 names, redirecting ones among them", { redirectNames: manyNames(100) }, [
    "domain.redirectNames must have at most 100 entries together with domain.names, got 101. " +
      "Merge names with a wildcard.",
  ]),
  row("a wildcard that redirects", { redirectNames: ["*.example.com"] }, [
    sayDnsName("domain.redirectNames[0]", "*.example.com"),
  ]),
  row("a wildcard to redirect to", { names: ["*.example.com"], redirectNames: ["example.com"] }, [
    "domain.names[0] must be a name without wildcard, since domain.redirectNames send viewers to " +
      'it, got "*.example.com". Put such a name first.',
  ]),
  row(
    "a wildcard behind the name to redirect to",
    {
      names: ["example.com", "*.example.com"],
      redirectNames: ["www.example.com"],
    },
    [],
  ),
];

const sayCertificate = (got: string) =>
  "domain.certificateArn must be the ARN of a certificate in us-east-1, where CloudFront looks " +
  `for it, got "${got}". Request the certificate there.`;
const sayUncovered = (path: string, got: string, certificateNames: string) =>
  `${path} must be covered by a name on the certificate (${certificateNames}), got "${got}". ` +
  "Use a certificate with that name; a wildcard covers one level.";
const inFrankfurt = certificateArn.replace("us-east-1", "eu-central-1");
const longName = (length: number) => `${"a".repeat(length - ".example.com".length)}.example.com`;
const longNames = (length: number) => ["b", "c"].map((label) => `${label}.${longName(length - 2)}`);

const certificates: Row[] = [
  row("an unknown certificate", { certificateArn: pulumi.output("x") }, []),
  row("another region's certificate", { certificateArn: inFrankfurt }, [
    sayCertificate(inFrankfurt),
  ]),
  row("a certificate's id", { certificateArn: "1a-2b" }, [sayCertificate("1a-2b")]),
  row("neither certificate nor hosted zone", { certificateArn: undefined }, [
    "domain must have hostedZoneId, certificateArn or both. Give the Route 53 hosted zone of the " +
      "names, or, with DNS elsewhere, a certificate in us-east-1.",
  ]),
  row("both", { hostedZoneId, overwriteRecords: true }, []),
  row(
    "names on the certificate",
    {
      names: ["example.com", "*.example.com", "a.example.com"],
      certificateNames: ["example.com", "*.example.com"],
    },
    [],
  ),
  row(
    "names outside the certificate",
    {
      names: ["example.com", "a.b.example.com", "*.b.example.com", "b.example.com"],
      redirectNames: ["www.example.org"],
      certificateNames: ["b.example.com", "*.example.com"],
    },
    [
      ["domain.names[0]", "example.com"],
      ["domain.names[1]", "a.b.example.com"],
      ["domain.names[2]", "*.b.example.com"],
      ["domain.redirectNames[0]", "www.example.org"],
    ].map(([path = "", got = ""]) => sayUncovered(path, got, "b.example.com, *.example.com")),
  ),
  createdRow("names on a certificate that is created", { certificateNames: ["example.com"] }, [
    "domain.certificateNames must be left out without certificateArn: a certificate that is " +
      'created has every name, got ["example.com"]. Remove it, or give certificateArn.',
  ]),
  row("a wait for a certificate that exists", { validationTimeoutMinutes: 45 }, [
    "domain.validationTimeoutMinutes must be left out with certificateArn, which is not waited " +
      "for, got 45. Remove one of the two.",
  ]),
  ...[5, 120].map((validationTimeoutMinutes) =>
    createdRow(`a wait of ${validationTimeoutMinutes} minutes`, { validationTimeoutMinutes }, []),
  ),
  ...[4, 121].map((validationTimeoutMinutes) =>
    createdRow(`a wait of ${validationTimeoutMinutes} minutes`, { validationTimeoutMinutes }, [
      sayRange("domain.validationTimeoutMinutes", "minutes", 5, 120, validationTimeoutMinutes),
    ]),
  ),
  createdRow("a first name of 64 characters", { names: longNames(64) }, []),
  createdRow("a first name of 65 characters", { names: longNames(65) }, [
    `domain.names[0] must have at most 64 characters, as the first name of a certificate, got "${longNames(65)[0]}". ` +
      "Put a shorter name first, or give certificateArn.",
  ]),
  row("a long name on a certificate that exists", { names: longNames(65) }, []),
];

const rest: Row[] = [
  createdRow("an unknown zone", { hostedZoneId: pulumi.output("x") }, []),
  createdRow("a zone's name", { hostedZoneId: "example.com" }, [
    'domain.hostedZoneId must be the id of a hosted zone, got "example.com". ' +
      'Use the id alone, such as "Z0123456789ABCDEFGHIJ".',
  ]),
  row("records to overwrite in no zone", { overwriteRecords: true }, [
    "domain.overwriteRecords must be false without hostedZoneId, since no records are created, " +
      "got true. Remove it, or give hostedZoneId.",
  ]),
  row("no records to overwrite, in no zone", { overwriteRecords: false }, []),
  row("an old TLS version", { minimumProtocolVersion: "TLSv1" as MinimumProtocolVersion }, [
    sayOneOf(
      "domain.minimumProtocolVersion",
      '"TLSv1.2_2018", "TLSv1.2_2019", "TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"',
      "TLSv1",
      "Use a member of the enum.",
    ),
  ]),
  row("the provider's names of keys", { acmCertificateArn: "x", aliases: [] } as never, [
    "domain.acmCertificateArn is not an argument. Use certificateArn.",
    "domain.aliases is not an argument. Use names.",
  ]),
];

const sayOtherZone = (path: string, got: string) =>
  `${path} should end in example.com, as domain.names[0] does, since all names have one hosted ` +
  `zone, got "${got}". Give names of another zone a distribution of their own, or leave out hostedZoneId.`;

describe("The domain's arguments", () => {
  distributionArguments.testErrors([...names, ...certificates, ...rest]);

  distributionArguments.testWarnings([
    createdRow("10 names", { redirectNames: manyNames(9) }, []),
    createdRow("11 names", { redirectNames: manyNames(10) }, [
      "domain.names should have at most 10 entries together with domain.redirectNames, which is the quota of " +
        "a certificate, got 11. Ask AWS for a higher quota, or merge names with a wildcard.",
    ]),
    row("11 names on a certificate that exists", { redirectNames: manyNames(10) }, []),
    createdRow("names that can be in one zone", { redirectNames: ["a.b.example.com"] }, []),
    createdRow(
      "names that are in different zones",
      { names: ["www.example.com", "example.org"], redirectNames: ["myexample.com"] },
      [
        sayOtherZone("domain.names[1]", "example.org"),
        sayOtherZone("domain.redirectNames[0]", "myexample.com"),
      ],
    ),
    row("names in different zones, without records", { names: ["a.com", "b.com"] }, []),
  ]);
});
