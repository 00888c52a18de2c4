import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { CdnDistributionArgs, DistributionArgs } from "../../../components";
import { HttpVersion, PriceClass } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { distributionArguments, listChangedInputs, sayOneOf } from "./distribution-arguments";

const row = (
  title: string,
  distribution: DistributionArgs,
  expected: string[],
): ArgumentRow<CdnDistributionArgs> => [title, { distribution }, expected];

const sayComment = (got: string) =>
  `distribution.comment must have 1 to 128 characters, got "${got}". Shorten it, or leave it out.`;
const sayRootObject = (got: string) =>
  "distribution.defaultRootObject must have 1 to 255 characters without spaces, and no slash in " +
  `front, got "${got}". Use "index.html".`;
const WEB_ACL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/web-1/473e64fd-f30b";
const sayWebAcl = (got: string) =>
  `webAclArn must be the ARN of a web ACL with scope CLOUDFRONT, in us-east-1, got "${got}". ` +
  "Create the web ACL with that scope there.";

describe("The distribution as a whole", () => {
  it("has every argument passed on", async () => {
    const changed = await listChangedInputs({
      distribution: {
        comment: "The shop",
        enabled: false,
        httpVersion: HttpVersion.Http1_1,
        isIpv6Enabled: false,
        defaultRootObject: "index.html",
        anycastIpListId: "aip_1",
        retainOnDelete: true,
      },
      webAclArn: WEB_ACL,
      priceClass: PriceClass.PriceClass100,
      waitForDeployment: false,
      tags: { Stage: "dev" },
    });
    expect(changed).to.deep.equal({
      comment: "The shop",
      enabled: false,
      httpVersion: "http1.1",
      isIpv6Enabled: false,
      defaultRootObject: "index.html",
      anycastIpListId: "aip_1",
      retainOnDelete: true,
      webAclId: WEB_ACL,
      priceClass: "PriceClass_100",
      waitForDeployment: false,
      tags: { Stage: "dev" },
    });
  });

  distributionArguments.testErrors([
    row("a comment of 128 characters", { comment: "a".repeat(128) }, []),
    row("a comment of 129 characters", { comment: "a".repeat(129) }, [sayComment("a".repeat(129))]),
    row("an empty comment", { comment: "" }, [sayComment("")]),
    row("a root object in a folder", { defaultRootObject: "a/index.html" }, []),
    row("a root object of 255 characters", { defaultRootObject: "a".repeat(255) }, []),
    ...["/index.html", "", "a b", "a".repeat(256)].map((got) =>
      row(`the root object "${got.slice(0, 12)}"`, { defaultRootObject: got }, [
        sayRootObject(got),
      ]),
    ),
    row("an empty id", { anycastIpListId: "" }, [
      'distribution.anycastIpListId must not be empty, got "". Give a value, or leave it out.',
    ]),
    row("an unknown id", { anycastIpListId: pulumi.output("") }, []),
    row("another HTTP version", { httpVersion: "h2" as HttpVersion }, [
      sayOneOf(
        "distribution.httpVersion",
        '"http1.1", "http2", "http3", "http2and3"',
        "h2",
        "Use a member of the enum.",
      ),
    ]),
    row("what is no flag", { enabled: "yes", isIpv6Enabled: 1, retainOnDelete: null } as never, [
      'distribution.enabled must be true or false, got "yes". Leave out quotation marks.',
      "distribution.isIpv6Enabled must be true or false, got 1. Leave out quotation marks.",
      "distribution.retainOnDelete must be true or false, got null. Give a value, or leave it out.",
    ]),
    row("a word in the style of another", { isEnabled: false } as object, [
      "distribution.isEnabled is not an argument. Did you mean enabled?",
    ]),
    ["a web ACL", { webAclArn: WEB_ACL }, []],
    ["an unknown web ACL", { webAclArn: pulumi.output("x") }, []],
    ...[
      "473e64fd-f30b",
      WEB_ACL.replace("us-east-1", "eu-central-1"),
      WEB_ACL.replace("global", "regional"),
    ].map((got): ArgumentRow<CdnDistributionArgs> => [
      `the web ACL ${got.slice(0, 30)}`,
      { webAclArn: got },
      [sayWebAcl(got)],
    ]),
    [
      "a wrong price class",
      { priceClass: "PriceClass_300" as PriceClass },
      [
        sayOneOf(
          "priceClass",
          '"PriceClass_100", "PriceClass_200", "PriceClass_All"',
          "PriceClass_300",
          "Use a member of the enum.",
        ),
      ],
    ],
  ]);
});
