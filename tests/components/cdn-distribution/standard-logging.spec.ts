import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { CdnDistributionArgs, StandardLoggingArgs } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { distributionArguments, listChangedInputs } from "./distribution-arguments";

const bucketDomainName = "my-logs.s3.amazonaws.com";

const row = (
  title: string,
  change: Partial<StandardLoggingArgs>,
  expected: string[],
): ArgumentRow<CdnDistributionArgs> => [
  title,
  { standardLogging: { bucketDomainName, ...change } },
  expected,
];
const sayBucket = (got: string) =>
  `standardLogging.bucketDomainName must be an S3 bucket's DNS name, got "${got}". ` +
  "Use its bucketDomainName: my-logs.s3.amazonaws.com.";
const sayPrefix = (got: string) =>
  "standardLogging.prefix must have at most 256 characters and not begin with a slash, got " +
  `"${got}". Use a prefix such as "web/".`;

describe("Standard logging", () => {
  it("has every default stated", async () => {
    expect(await listChangedInputs({ standardLogging: { bucketDomainName } })).to.deep.equal({
      loggingConfig: { bucket: bucketDomainName, prefix: "", includeCookies: false },
    });
  });

  it("has every argument passed on", async () => {
    const standardLogging = { bucketDomainName, prefix: "web/", includeCookies: true };
    expect(await listChangedInputs({ standardLogging })).to.deep.equal({
      loggingConfig: { bucket: bucketDomainName, prefix: "web/", includeCookies: true },
    });
  });

  distributionArguments.testErrors([
    row("an unknown bucket", { bucketDomainName: pulumi.output("x") }, []),
    row("a region's name", { bucketDomainName: "a.b.s3.eu-central-1.amazonaws.com" }, []),
    ...[
      "my-logs",
      "My-Logs.s3.amazonaws.com",
      "s3.amazonaws.com",
      "my-logs.s3.amazonaws.com/a",
    ].map((got) => row(`the bucket ${got}`, { bucketDomainName: got }, [sayBucket(got)])),
    row("a prefix of 256 characters", { prefix: "a".repeat(256) }, []),
    row("a prefix of 257 characters", { prefix: "a".repeat(257) }, [sayPrefix("a".repeat(257))]),
    row("a prefix with a slash in front", { prefix: "/web" }, [sayPrefix("/web")]),
    row("the provider's word", { bucket: "a" } as object, [
      "standardLogging.bucket is not an argument. Use bucketDomainName.",
    ]),
  ]);
});
