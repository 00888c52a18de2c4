import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { DomainArgs } from "../../../components";
import { CdnDistribution, MinimumProtocolVersion } from "../../../components";
import { recordComponent } from "../../support/record-component";
import { compute, forget, inputsOf, listInputs, listUnknown } from "../../support/recorded";

const CERTIFICATE = "aws:acm/certificate:Certificate";
const VALIDATION =
  "aws:acm/certificateValidation:CertificateValidation::cdn-certificate-validation";
const RECORD = "aws:route53/record:Record";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution::cdn-distribution";

const zoneId = "Z0123456789ABCDEFGHIJ";

const record = (domain: DomainArgs, { preview = false } = {}) =>
  recordComponent(
    () => {
      const args = { originDomainName: "app.example.com", domain, tags: { Stage: "dev" } };
      new CdnDistribution("cdn", args);
    },
    { preview },
  );

describe("A certificate that is created", () => {
  const domain: DomainArgs = {
    names: ["example.com", "*.example.com"],
    redirectNames: ["www.example.com"],
    hostedZoneId: zoneId,
  };

  it("has every name, one validation record for a name and its wildcard, and a bounded wait", async () => {
    const { stack, options } = await record(domain);
    const certificateArn = compute(CERTIFICATE, "cdn-certificate", "arn");
    const validations = ["example.com", "www.example.com"].map((name) =>
      inputsOf(stack, `${RECORD}::cdn-validation-${name}`),
    );
    expect(inputsOf(stack, `${CERTIFICATE}::cdn-certificate`)).to.deep.equal({
      domainName: "example.com",
      subjectAlternativeNames: ["*.example.com", "www.example.com"],
      validationMethod: "DNS",
      region: "us-east-1",
      tags: { Stage: "dev" },
    });
    for (const [index, name] of ["example.com", "www.example.com"].entries()) {
      const { name: recordName, records, ...rest } = validations[index] ?? {};
      expect(recordName).to.match(new RegExp(`^_[0-9a-f]{32}\\.${name}\\.$`));
      expect(records).to.have.lengthOf(1);
      expect((records as string[])[0]).to.match(/^_[0-9a-f]{31}\.acm-validations\.aws\.$/);
      expect(rest).to.deep.equal({ zoneId, type: "CNAME", ttl: 300, allowOverwrite: true });
    }
    expect(inputsOf(stack, VALIDATION)).to.deep.equal({
      certificateArn,
      validationRecordFqdns: validations.map(({ name }) => String(name).replace(/\.$/, "")),
      region: "us-east-1",
    });
    const [validation] = stack.resources.filter(
      ({ name }) => name === "cdn-certificate-validation",
    );
    expect(validation?.options?.customTimeouts).to.deep.equal({ create: "45m" });
    expect(options[DISTRIBUTION]?.dependencies).to.include(VALIDATION);
  });

  it("is used with all names by the distribution, and waits as long as was asked", async () => {
    const { stack } = await record({
      ...domain,
      validationTimeoutMinutes: 90,
      minimumProtocolVersion: MinimumProtocolVersion.TLSv1_3_2025,
    });
    const { aliases, viewerCertificate } = inputsOf(stack, DISTRIBUTION);
    expect(aliases).to.deep.equal(["*.example.com", "example.com", "www.example.com"]);
    expect(viewerCertificate).to.deep.equal({
      acmCertificateArn: compute(CERTIFICATE, "cdn-certificate", "arn"),
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.3_2025",
    });
    const [validation] = stack.resources.filter(
      ({ name }) => name === "cdn-certificate-validation",
    );
    expect(validation?.options?.customTimeouts).to.deep.equal({ create: "90m" });
  });

  it("has no further names where there is one", async () => {
    const { stack } = await record({ names: ["example.com"], hostedZoneId: zoneId });
    expect(inputsOf(stack, `${CERTIFICATE}::cdn-certificate`)).to.deep.equal({
      domainName: "example.com",
      validationMethod: "DNS",
      region: "us-east-1",
      tags: { Stage: "dev" },
    });
  });

  it("is validated under the name that a wildcard stands under", async () => {
    const { stack } = await record({ names: ["*.example.com"], hostedZoneId: zoneId });
    const { name } = inputsOf(stack, `${RECORD}::cdn-validation-example.com`);
    expect(name).to.match(/^_[0-9a-f]{32}\.example\.com\.$/);
  });

  it("makes the same resources at preview, when nothing is known of it", async () => {
    const { stack: known } = await record({ ...domain, hostedZoneId: pulumi.output(zoneId) });
    const { stack: preview } = await record(domain, { preview: true });
    const inputs = listInputs(preview) as never;
    expect(Object.keys(inputs)).to.deep.equal(Object.keys(listInputs(known)));
    expect(inputs).to.deep.equal(forget(listInputs(known) as never, inputs));
    const { length } = listUnknown(inputs).filter((path) => path.includes("cdn-validation-"));
    expect(length).to.equal(6);
  });
});
