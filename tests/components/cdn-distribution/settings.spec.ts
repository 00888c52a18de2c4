import { expect } from "chai";
import type { BehaviorArgs } from "../../../components";
import {
  AllowedMethods,
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from "../../../components";
import { describeBehavior } from "../../../components/cdn-distribution/behaviors";
import {
  resolveCdnDistributionSettings,
  resolveCdnEdgeSettings,
} from "../../../components/cdn-distribution/settings";

const DEFAULT_BEHAVIOR = {
  cachePolicy: ManagedCachePolicy.UseOriginCacheControlHeadersQueryStrings,
  originRequestPolicy: ManagedOriginRequestPolicy.AllViewer,
  responseHeadersPolicy: ManagedResponseHeadersPolicy.SecurityHeaders,
  allowedMethods: AllowedMethods.All,
  viewerProtocolPolicy: ViewerProtocolPolicy.RedirectToHttps,
  compress: true,
};

const resolveBehavior = (behavior: BehaviorArgs) =>
  resolveCdnEdgeSettings({ caching: { defaultBehavior: behavior } }).caching.defaultBehavior;

describe("resolveCdnDistributionSettings", () => {
  it("resolves every default", () => {
    const settings = resolveCdnDistributionSettings({ originDomainName: "app.example.com" });
    expect(settings).to.deep.equal({
      originDomainName: "app.example.com",
      originHeaders: {},
      caching: { defaultBehavior: DEFAULT_BEHAVIOR, behaviors: [], acceptsSharedPages: false },
      domain: undefined,
      priceClass: PriceClass.PriceClassAll,
      waitForDeployment: true,
      tags: undefined,
    });
  });

  it("keeps what is given, false among it, and its own result", () => {
    const behavior = {
      cachePolicy: ManagedCachePolicy.CachingDisabled,
      originRequestPolicy: ManagedOriginRequestPolicy.None,
      responseHeadersPolicy: ManagedResponseHeadersPolicy.None,
      allowedMethods: AllowedMethods.GetHead,
      viewerProtocolPolicy: ViewerProtocolPolicy.AllowAll,
      compress: false,
    };
    const args = {
      originDomainName: "app.example.com",
      originHeaders: { A: "b" },
      caching: {
        defaultBehavior: behavior,
        behaviors: [{ ...behavior, pathPattern: "/a" }],
        acceptsSharedPages: true,
      },
      domain: { names: ["example.com"], certificateArn: "arn" },
      priceClass: PriceClass.PriceClass100,
      waitForDeployment: false,
      tags: { A: "b" },
    };
    expect(resolveCdnDistributionSettings(args)).to.deep.equal(args);
  });

  it("gives a path behavior its own defaults, not the default behavior's choices", () => {
    const { caching } = resolveCdnEdgeSettings({
      caching: { defaultBehavior: { compress: false }, behaviors: [{ pathPattern: "/a" }] },
    });
    expect(caching.behaviors).to.deep.equal([{ ...DEFAULT_BEHAVIOR, pathPattern: "/a" }]);
  });

  const { None, AllViewer } = ManagedOriginRequestPolicy;
  const policies: [ManagedCachePolicy, ManagedOriginRequestPolicy][] = [
    [ManagedCachePolicy.CachingOptimized, None],
    [ManagedCachePolicy.CachingOptimizedForUncompressedObjects, None],
    [ManagedCachePolicy.CachingDisabled, AllViewer],
    [ManagedCachePolicy.UseOriginCacheControlHeaders, AllViewer],
    [ManagedCachePolicy.UseOriginCacheControlHeadersQueryStrings, AllViewer],
  ];
  for (const [cachePolicy, expected] of policies) {
    it(`sends the origin ${expected} beyond the key of ${cachePolicy}`, () => {
      expect(resolveBehavior({ cachePolicy }).originRequestPolicy).to.equal(expected);
    });
  }
});

describe("describeBehavior", () => {
  it("gives a behavior as the provider takes it", () => {
    expect(describeBehavior(DEFAULT_BEHAVIOR)).to.deep.equal({
      targetOriginId: "origin",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
      cachedMethods: ["GET", "HEAD"],
      compress: true,
      cachePolicyId: "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
      originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
      responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
    });
  });

  const methods: [AllowedMethods, string[]][] = [
    [AllowedMethods.GetHead, ["GET", "HEAD"]],
    [AllowedMethods.GetHeadOptions, ["GET", "HEAD", "OPTIONS"]],
  ];
  for (const [allowedMethods, expected] of methods) {
    it(`takes ${expected.join(", ")} for ${allowedMethods}`, () => {
      const described = describeBehavior({ ...DEFAULT_BEHAVIOR, allowedMethods });
      expect(described.allowedMethods).to.deep.equal(expected);
    });
  }

  /** The ids in AWS's documentation of its managed policies. */
  const ids: [keyof BehaviorArgs & `${string}Policy`, Record<string, string | undefined>][] = [
    [
      "cachePolicy",
      {
        CachingOptimized: "658327ea-f89d-4fab-a63d-7e88639e58f6",
        CachingOptimizedForUncompressedObjects: "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
        CachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        UseOriginCacheControlHeaders: "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
        "UseOriginCacheControlHeaders-QueryStrings": "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
      },
    ],
    [
      "originRequestPolicy",
      {
        None: undefined,
        AllViewer: "216adef6-5c7f-47e4-b989-5492eafa07d3",
        AllViewerExceptHostHeader: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        "AllViewerAndCloudFrontHeaders-2022-06": "33f36d7e-f396-46d9-90e0-52428a34d9dc",
        "CORS-CustomOrigin": "59781a5b-3903-41f3-afcb-af62929ccde1",
        HostHeaderOnly: "bf0718e1-ba1e-49d1-88b1-f726733018ae",
        UserAgentRefererHeaders: "acba4595-bd28-49b8-b9fe-13317c0390fa",
      },
    ],
    [
      "responseHeadersPolicy",
      {
        None: undefined,
        SecurityHeadersPolicy: "67f7725c-6f97-4210-82d7-5512b31e9d03",
        SimpleCORS: "60669652-455b-4ae9-85a4-c4c02393f86c",
        "CORS-With-Preflight": "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
        "CORS-and-SecurityHeadersPolicy": "e61eb60c-9c35-4d20-a928-2b84e02af89c",
        "CORS-with-preflight-and-SecurityHeadersPolicy": "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
      },
    ],
  ];
  for (const [policy, byName] of ids) {
    for (const [name, id] of Object.entries(byName)) {
      it(`gives the ${policy} ${name} its id`, () => {
        const described = describeBehavior({ ...DEFAULT_BEHAVIOR, [policy]: name });
        expect(described).to.have.property(`${policy}Id`, id);
      });
    }
  }
});
