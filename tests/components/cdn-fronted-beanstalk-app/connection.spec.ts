import { expect } from "chai";
import type { CdnFrontedBeanstalkAppArgs } from "../../../components";
import {
  EnvironmentType,
  ListenerProtocol,
  LoadBalancerScheme,
  LoadBalancerType,
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  OriginProtection,
  OriginProtocolPolicy,
} from "../../../components";
import { pickOriginSettings } from "../../../components/cdn-fronted-beanstalk-app/origin-protection";
import type { ArgumentRow } from "../../support/component-arguments";
import { appArguments } from "./app-arguments";

const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/1a-2b";
const SHARED =
  "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/50dc6c495c0c9188";

const { HttpOnly, HttpsOnly } = OriginProtocolPolicy;
const { Http, Https, Tcp, Tls } = ListenerProtocol;
const listen = (port: number, protocol: ListenerProtocol) => ({
  loadBalancer: {
    type: [Tcp, Tls].includes(protocol) ? LoadBalancerType.Network : LoadBalancerType.Application,
    listeners: [
      { port, protocol, certificateArn: [Https, Tls].includes(protocol) ? CERTIFICATE : undefined },
    ],
  },
});
const OPEN = { originProtection: OriginProtection.None };
const NAMED = { originDomain: { name: "origin.example.com" } };
const OVER_HTTPS = { ...OPEN, ...NAMED, origin: { protocolPolicy: HttpsOnly } };

const noName =
  "origin.protocolPolicy must not be https-only without a name of your own, since no certificate " +
  'can be had for one under elasticbeanstalk.com, got "https-only". Set originDomain, or use HttpOnly.';
const noHttpsListener = (port: number) =>
  `origin.protocolPolicy must not be https-only without an HTTPS listener on port ${port}, ` +
  'got "https-only". Add it to loadBalancer.listeners with its certificate, or use HttpOnly.';
const noHttpListener = (port: number) =>
  `origin.protocolPolicy must not be http-only without a listener on port ${port}, ` +
  'got "http-only". Add it to loadBalancer.listeners, or set origin.httpPort to the port of another one.';
const httpsListener =
  "origin.protocolPolicy must not be http-only where the listener on port 443 takes HTTPS, " +
  'got "http-only". Use HttpsOnly, or the port of a listener for HTTP.';
const internal =
  "loadBalancer.scheme must not be internal, since CloudFront comes from the internet, " +
  'got "internal". Use Public, and close the way past CloudFront by originProtection.';
const hostOf = (path: string) =>
  `${path} must not send the origin the viewer's Host, in the key or beyond it, with a shared load ` +
  "balancer, which tells environments apart by their own names. Use a cache policy without Host, " +
  "such as CachingDisabled, with AllViewerExceptHostHeader; caching.forwardsHost tells the app the " +
  "viewer's Host.";

const EXCEPT_HOST = {
  cachePolicy: ManagedCachePolicy.CachingDisabled,
  originRequestPolicy: ManagedOriginRequestPolicy.AllViewerExceptHostHeader,
};
const share = (caching: CdnFrontedBeanstalkAppArgs["caching"]) => ({
  originProtection: OriginProtection.Secret,
  loadBalancer: { sharedLoadBalancerArn: SHARED },
  caching,
});

const rows: ArgumentRow<CdnFrontedBeanstalkAppArgs>[] = [
  ["HTTPS to a named origin with its listener", { ...OVER_HTTPS, ...listen(443, Https) }, []],
  [
    "HTTPS to a closed one",
    { ...OVER_HTTPS, ...listen(443, Https), originProtection: undefined },
    [],
  ],
  [
    "HTTPS without a name",
    { ...OVER_HTTPS, ...listen(443, Https), originDomain: undefined },
    [noName],
  ],
  ["HTTPS without a listener", OVER_HTTPS, [noHttpsListener(443)]],
  [
    "HTTPS on another port than the listener's",
    {
      ...OVER_HTTPS,
      origin: { protocolPolicy: HttpsOnly, httpsPort: 8443 },
      ...listen(443, Https),
    },
    [noHttpsListener(8443)],
  ],
  ["HTTPS to a listener for HTTP", { ...OVER_HTTPS, ...listen(443, Http) }, [noHttpsListener(443)]],
  ["HTTPS over TLS", { ...OVER_HTTPS, ...listen(443, Tls) }, []],
  ["HTTPS over TCP, passed on", { ...OVER_HTTPS, ...listen(443, Tcp) }, []],
  [
    "HTTPS to a single instance, whose proxy speaks TLS",
    { ...OVER_HTTPS, capacity: { environmentType: EnvironmentType.SingleInstance } },
    [],
  ],
  ["HTTP on the default listener", OPEN, []],
  ["HTTP over TCP", { ...OPEN, ...listen(80, Tcp) }, []],
  ["HTTP without a listener on its port", { ...OPEN, ...listen(8080, Http) }, [noHttpListener(80)]],
  [
    "HTTP on another port without listeners",
    { ...OPEN, origin: { httpPort: 8080 } },
    [noHttpListener(8080)],
  ],
  [
    "HTTP on the port of a listener",
    { ...OPEN, ...listen(8080, Http), origin: { httpPort: 8080 } },
    [],
  ],
  [
    "HTTP to a listener for HTTPS",
    { ...OPEN, ...listen(443, Https), origin: { protocolPolicy: HttpOnly, httpPort: 443 } },
    [httpsListener],
  ],
  [
    "an internal load balancer",
    {
      ...OPEN,
      network: { vpcId: "vpc-1", instanceSubnetIds: ["a"], loadBalancerSubnetIds: ["b", "c"] },
      loadBalancer: { scheme: LoadBalancerScheme.Internal },
    },
    [internal],
  ],
  [
    "a shared load balancer with Host in the key, and beyond it",
    share({
      behaviors: [
        { pathPattern: "/a", cachePolicy: ManagedCachePolicy.CachingDisabled },
        { pathPattern: "/b", ...EXCEPT_HOST },
        {
          pathPattern: "/c",
          ...EXCEPT_HOST,
          cachePolicy: ManagedCachePolicy.UseOriginCacheControlHeaders,
        },
        { pathPattern: "/d", cachePolicy: ManagedCachePolicy.CachingOptimized },
        {
          pathPattern: "/e",
          cachePolicy: ManagedCachePolicy.CachingDisabled,
          originRequestPolicy: ManagedOriginRequestPolicy.HostHeaderOnly,
        },
      ],
    }),
    [
      hostOf("caching.defaultBehavior"),
      hostOf("caching.behaviors[0]"),
      hostOf("caching.behaviors[2]"),
      hostOf("caching.behaviors[4]"),
    ],
  ],
  ["a shared load balancer without Host", share({ defaultBehavior: EXCEPT_HOST }), []],
];

describe("The connection of the two halves", () => {
  appArguments.testErrors(rows);

  appArguments.testWarnings([
    ["the defaults", {}, []],
    ["a read time-out as long as the idle time-out", { origin: { readTimeoutSeconds: 60 } }, []],
    [
      "a read time-out beyond the idle time-out",
      { origin: { readTimeoutSeconds: 61 } },
      [
        "origin.readTimeoutSeconds should not be above the load balancer's idle time-out (60 s), " +
          "which ends the request first, with 504, got 61. Raise loadBalancer.idleTimeoutSeconds.",
      ],
    ],
    [
      "both with a raised idle time-out",
      {
        origin: { readTimeoutSeconds: 120, keepaliveTimeoutSeconds: 119 },
        loadBalancer: { idleTimeoutSeconds: 120 },
      },
      [],
    ],
    [
      "a keep-alive as long as the idle time-out",
      { origin: { keepaliveTimeoutSeconds: 60 } },
      [
        "origin.keepaliveTimeoutSeconds should be below the load balancer's idle time-out (60 s), " +
          "or some requests get 502, got 60. Raise loadBalancer.idleTimeoutSeconds, or lower the " +
          "keep-alive.",
      ],
    ],
  ]);

  const ports: [title: string, change: Partial<CdnFrontedBeanstalkAppArgs>, port: number][] = [
    ["80 by default", {}, 80],
    ["HTTP's", { origin: { httpPort: 8080 }, ...listen(8080, Http) }, 8080],
    ["HTTPS's", { ...OVER_HTTPS, ...listen(443, Https) }, 443],
  ];
  for (const [title, change, port] of ports) {
    it(`opens one port to CloudFront: ${title}`, () => {
      const { cloudFrontPort } = pickOriginSettings(appArguments.settle(change));
      expect(cloudFrontPort).to.equal(port);
    });
  }

  const protections: [OriginProtection, restricted: boolean][] = [
    [OriginProtection.None, false],
    [OriginProtection.Secret, false],
    [OriginProtection.PrefixList, true],
    [OriginProtection.PrefixListAndSecret, true],
  ];
  for (const [originProtection, restricted] of protections) {
    it(`${restricted ? "closes" : "opens"} the security groups under ${originProtection}`, () => {
      const settings = pickOriginSettings(appArguments.settle({ originProtection }));
      expect(settings.restrictToCloudFront).to.equal(restricted);
    });
  }
});
