import { expect } from "chai";
import type { CdnFrontedBeanstalkAppArgs } from "../../../components";
import { CdnFrontedBeanstalkApp } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { recordComponent } from "../../support/record-component";
import { compute, inputsOf } from "../../support/recorded";
import { appArguments } from "./app-arguments";

const NAME = "origin.example.com";
const RECORD = "aws:route53/record:Record::web-origin";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution::web-distribution";

/** A distribution with two names, and an additional origin. */
const between = (
  originName: string,
  additionalName: string,
): Partial<CdnFrontedBeanstalkAppArgs> => ({
  domain: { names: ["a.example.com"], redirectNames: ["b.example.com"], hostedZoneId: "Z1" },
  caching: { behaviors: [{ pathPattern: "/x", originId: "x" }] },
  additionalOrigins: { x: { domainName: additionalName } },
  originDomain: { name: originName },
});
const sayAlias = (path: string, got: string) =>
  `${path} must not be one of the distribution's own names, or CloudFront asks itself, ` +
  `got "${got}". Use another name, such as origin.example.com.`;

const rows: ArgumentRow<CdnFrontedBeanstalkAppArgs>[] = [
  ["names of other hosts", between("o.example.com", "x.example.com"), []],
  [
    "the first name as the origin's",
    between("a.example.com", "x.example.com"),
    [sayAlias("originDomain.name", "a.example.com")],
  ],
  [
    "a redirecting name as an additional origin's, in other letters",
    between("o.example.com", "B.example.com"),
    [sayAlias("additionalOrigins.x.domainName", "B.example.com")],
  ],
  [
    "a record to overwrite in no zone",
    { originDomain: { name: NAME, overwriteRecords: true } },
    [
      "originDomain.overwriteRecords must be false without hostedZoneId, since no record is created, " +
        "got true. Remove it, or give hostedZoneId.",
    ],
  ],
  [
    "a record to overwrite in a zone",
    { originDomain: { name: NAME, hostedZoneId: "Z1", overwriteRecords: true } },
    [],
  ],
  [
    "a zone's name, and capital letters",
    { originDomain: { name: "Origin.example.com", hostedZoneId: "example.com" } },
    [
      'originDomain.name must be in lower case, as DNS records are kept, got "Origin.example.com". ' +
        "Write it in lower case.",
      'originDomain.hostedZoneId must be the id of a hosted zone, got "example.com". Use the id ' +
        'alone, such as "Z0123456789ABCDEFGHIJ".',
    ],
  ],
];

describe("The origin's domain", () => {
  appArguments.testErrors(rows);

  for (const overwriteRecords of [undefined, true]) {
    it(`is asked once its record is there, with overwriteRecords ${overwriteRecords}`, async () => {
      const { stack, options } = await recordComponent(
        () =>
          void new CdnFrontedBeanstalkApp("web", {
            source: { versionLabel: "v1" },
            solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
            originDomain: { name: NAME, hostedZoneId: "Z1", overwriteRecords },
          }),
      );
      expect(inputsOf(stack, RECORD)).to.deep.equal({
        zoneId: "Z1",
        name: NAME,
        type: "CNAME",
        ttl: 60,
        records: [compute("aws:elasticbeanstalk/environment:Environment", "web", "cname")],
        allowOverwrite: overwriteRecords ?? false,
      });
      const { origins } = inputsOf(stack, DISTRIBUTION);
      expect(origins).to.have.nested.property("[0].domainName", NAME);
      expect(options[DISTRIBUTION]?.dependencies).to.include(RECORD);
    });
  }
});
