import { expect } from "chai";
import {
  findProblems,
  managedCachePolicies,
  managedOriginRequestPolicies,
  managedOriginRequestPolicyIds,
  managedResponseHeadersPolicies,
} from "../../../edge-simulator";
import { describeDistribution } from "../support/distribution";

const none = { Quantity: 0 };
const disabled = { Enabled: false, Quantity: 0 };

describe("findProblems", () => {
  it("accepts what get-distribution-config prints for features that are off", () => {
    const distribution = {
      ...describeDistribution({
        behavior: {
          TrustedSigners: disabled,
          TrustedKeyGroups: disabled,
          SmoothStreaming: false,
          Compress: true,
          LambdaFunctionAssociations: none,
          FunctionAssociations: none,
          FieldLevelEncryptionId: "",
          GrpcConfig: { Enabled: false },
          OriginRequestPolicyId: "",
        },
        origin: {
          OriginPath: "",
          CustomHeaders: none,
          ConnectionAttempts: 3,
          ConnectionTimeout: 10,
          OriginShield: { Enabled: false },
          OriginAccessControlId: "",
        },
      }),
      CallerReference: "terraform-20260101",
      Aliases: { Quantity: 1, Items: ["www.example.com"] },
      DefaultRootObject: "",
      OriginGroups: none,
      CustomErrorResponses: none,
      Logging: { Enabled: false, IncludeCookies: false, Bucket: "", Prefix: "" },
      PriceClass: "PriceClass_100",
      ViewerCertificate: { CloudFrontDefaultCertificate: true },
      Restrictions: { GeoRestriction: { RestrictionType: "none", Quantity: 0 } },
      WebACLId: "",
      HttpVersion: "http2and3",
      IsIPV6Enabled: true,
      ContinuousDeploymentPolicyId: "",
      Staging: false,
    };
    expect(findProblems({ distribution })).to.deep.equal([]);
  });

  it("accepts Origin Shield, which changes nothing on a laptop", () => {
    const OriginShield = { Enabled: true, OriginShieldRegion: "eu-central-1" };
    const distribution = describeDistribution({ origin: { OriginShield } });
    expect(findProblems({ distribution })).to.deep.equal([]);
  });

  it("CF-MCP accepts AWS's managed policies; one of them names more headers than others may", () => {
    const policies = {
      cachePolicies: managedCachePolicies,
      originRequestPolicies: managedOriginRequestPolicies,
      responseHeadersPolicies: managedResponseHeadersPolicies,
    };
    const problems = findProblems({ distribution: describeDistribution(), policies });
    const id = managedOriginRequestPolicyIds["AllViewerAndCloudFrontHeaders-2022-06"];
    expect(problems.map(({ path }) => path)).to.deep.equal([
      `policies.originRequestPolicies["${id}"].HeadersConfig.Headers.Items`,
    ]);
  });
});
