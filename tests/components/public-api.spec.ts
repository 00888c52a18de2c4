import { expect } from "chai";
import * as library from "../../components";
import * as root from "../../index";

describe("The library", () => {
  it("exports its components and the enums of their arguments, and nothing else", () => {
    expect(Object.keys(library).sort()).to.deep.equal([
      "AllowedMethods",
      "BeanstalkApp",
      "CdnDistribution",
      "CdnFrontedBeanstalkApp",
      "EnvironmentType",
      "ManagedCachePolicy",
      "ManagedOriginRequestPolicy",
      "ManagedResponseHeadersPolicy",
      "OriginProtection",
      "PlatformPolicy",
      "PriceClass",
      "ViewerProtocolPolicy",
    ]);
  });

  it("is what the package's entry exports", () => {
    expect({ ...root }).to.deep.equal({ ...library });
  });
});
