import { expect } from "chai";
import type { DistributionArgs, DomainArgs } from "../../../components";
import { CdnDistribution } from "../../../components";
import type { RecordedStack } from "../../../local-stage/recorded-stack";
import { recordComponent } from "../../support/record-component";
import { compute, inputsOf } from "../../support/recorded";

const RECORD = "aws:route53/record:Record";
const DISTRIBUTION_TYPE = "aws:cloudfront/distribution:Distribution";

const zoneId = "Z0123456789ABCDEFGHIJ";
const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1a-2b";
const domainName = compute(DISTRIBUTION_TYPE, "cdn-distribution", "domainName");

const record = async (domain: DomainArgs | undefined, distribution: DistributionArgs = {}) => {
  const { stack } = await recordComponent(() => {
    const args = { originDomainName: "app.example.com", domain, distribution };
    const { url, dnsRecords } = new CdnDistribution("cdn", args);
    return { url, dnsRecords };
  });
  return stack;
};

const listRecords = ({ resources }: RecordedStack) =>
  resources.filter(({ type }) => type === RECORD).map(({ name }) => name);

describe("DNS records", () => {
  const domain: DomainArgs = {
    names: ["example.com", "*.example.com"],
    redirectNames: ["www.example.com"],
    certificateArn,
  };
  const byHand = (name: string, value: string) => ({ name, type: "CNAME", value });

  it("are created for each name, for a certificate that exists", async () => {
    const stack = await record({ ...domain, hostedZoneId: zoneId });
    const names = ["*.example.com", "example.com", "www.example.com"];
    const expected = ["a", "aaaa"].flatMap((type) => names.map((name) => `cdn-${type}-${name}`));
    expect(listRecords(stack)).to.deep.equal(expected);
    expect(inputsOf(stack, `${RECORD}::cdn-aaaa-*.example.com`)).to.deep.equal({
      zoneId,
      name: "*.example.com",
      type: "AAAA",
      aliases: [{ name: domainName, zoneId: "Z2FDTNDATAQYW2", evaluateTargetHealth: false }],
      allowOverwrite: false,
    });
    expect(inputsOf(stack, `${RECORD}::cdn-a-www.example.com`)).to.include({
      name: "www.example.com",
      type: "A",
    });
    const { viewerCertificate } = inputsOf(stack, `${DISTRIBUTION_TYPE}::cdn-distribution`);
    expect(viewerCertificate).to.deep.equal({
      acmCertificateArn: certificateArn,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2025",
    });
    expect(stack.outputs).to.deep.equal({ url: "https://example.com", dnsRecords: [] });
  });

  it("take over what is there on request", async () => {
    const stack = await record({ ...domain, hostedZoneId: zoneId, overwriteRecords: true });
    expect(inputsOf(stack, `${RECORD}::cdn-a-example.com`)).to.include({ allowOverwrite: true });
  });

  it("are of type A alone without IPv6", async () => {
    const one = { names: ["example.com"], certificateArn, hostedZoneId: zoneId };
    expect(listRecords(await record(one, { isIpv6Enabled: false }))).to.deep.equal([
      "cdn-a-example.com",
    ]);
  });

  it("are an output for whoever has another DNS", async () => {
    const stack = await record(domain);
    expect(listRecords(stack)).to.deep.equal([]);
    expect(stack.outputs["dnsRecords"]).to.deep.equal([
      byHand("example.com", domainName),
      byHand("*.example.com", domainName),
      byHand("www.example.com", domainName),
    ]);
  });

  it("are none without names of one's own", async () => {
    const stack = await record(undefined);
    expect(listRecords(stack)).to.deep.equal([]);
    expect(stack.outputs["dnsRecords"]).to.deep.equal([]);
  });
});
