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
      "ConfigurationUpdateType",
      "CorsMethod",
      "DeploymentPolicy",
      "EnvironmentType",
      "FrameOptions",
      "HeaderBehavior",
      "HealthReportingType",
      "HealthSuccessThreshold",
      "HttpVersion",
      "LambdaEventType",
      "ListenerProtocol",
      "LoadBalancerIpAddressType",
      "LoadBalancerScheme",
      "LoadBalancerType",
      "ManagedCachePolicy",
      "ManagedOriginRequestPolicy",
      "ManagedResponseHeadersPolicy",
      "MinimumProtocolVersion",
      "NotificationProtocol",
      "OriginIpAddressType",
      "OriginProtection",
      "OriginProtocolPolicy",
      "PlatformPolicy",
      "PriceClass",
      "ProcessProtocol",
      "ProcessorArchitecture",
      "ProxyServer",
      "ReferrerPolicy",
      "RootVolumeType",
      "SpotAllocationStrategy",
      "TriggerMeasure",
      "TriggerStatistic",
      "UpdateLevel",
      "ValueBehavior",
      "ViewerProtocolPolicy",
      "XssProtection",
    ]);
  });

  it("is what the package's entry exports", () => {
    expect({ ...root }).to.deep.equal({ ...library });
  });
});
