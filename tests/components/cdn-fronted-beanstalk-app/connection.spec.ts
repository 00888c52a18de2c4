import { expect } from "chai";
import type { CdnFrontedBeanstalkAppArgs } from "../../../components";
import {
  CdnFrontedBeanstalkApp,
  EnvironmentType,
  ListenerProtocol,
  LoadBalancerIpAddressType,
  LoadBalancerScheme,
  LoadBalancerType,
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  OriginIpAddressType,
  OriginProtection,
  OriginProtocolPolicy,
} from "../../../components";
import { pickOriginSettings } from "../../../components/cdn-fronted-beanstalk-app/origin-protection";
import type { ArgumentRow } from "../../support/component-arguments";
import { recordComponent } from "../../support/record-component";
import { appArguments } from "./app-arguments";

const PLATFORM = "64bit Amazon Linux 2023 v4.7.2 running Python 3.13";
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
  "such as CachingDisabled, with AllViewerExceptHostHeader; caching.sendForwardedHost tells the app the " +
  "viewer's Host.";

const EXCEPT_HOST = {
  cachePolicy: ManagedCachePolicy.CachingDisabled,
  originRequestPolicy: ManagedOriginRequestPolicy.AllViewerExceptHostHeader,
};
const BY_OWN_NAME = { defaultBehavior: EXCEPT_HOST };
const share = (caching: CdnFrontedBeanstalkAppArgs["caching"]) => ({
  originProtection: OriginProtection.Secret,
  loadBalancer: { sharedLoadBalancerArn: SHARED },
  caching,
});

/** Ways to the origin over IPv6: only an open one of a load balancer of its own can have any. */
function listIpv6Rows(
  ipAddressType: OriginIpAddressType,
): ArgumentRow<CdnFrontedBeanstalkAppArgs>[] {
  const origin = { ipAddressType };
  const dualstack = { loadBalancer: { ipAddressType: LoadBalancerIpAddressType.Dualstack } };
  const single = { capacity: { environmentType: EnvironmentType.SingleInstance } };
  const closed = [
    "origin.ipAddressType must be ipv4 where only CloudFront is let in, since the list of its " +
      `addresses is one of IPv4, got "${ipAddressType}". Leave it out, or set originProtection to ` +
      "Secret or None.",
  ];
  const without = [
    `origin.ipAddressType must be ipv4 for an environment without IPv6 addresses, got "${ipAddressType}". ` +
      "Give it a load balancer with ipAddressType Dualstack, or leave it out.",
  ];
  return [
    [`${ipAddressType} to a dual-stack one`, { ...OPEN, ...dualstack, origin }, []],
    [`${ipAddressType} to an IPv4 one`, { ...OPEN, origin }, without],
    [`${ipAddressType} to a single instance`, { ...OPEN, ...single, origin }, without],
    [`${ipAddressType} to a shared one`, { ...share(BY_OWN_NAME), origin }, []],
    [`${ipAddressType} to a closed one`, { ...dualstack, origin }, closed],
    [`${ipAddressType} to a closed IPv4 one`, { origin }, closed],
  ];
}

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
  [
    "HTTPS to a closed one without a listener",
    { ...OVER_HTTPS, originProtection: undefined },
    [
      "loadBalancer.listeners must have one on port 443, the only one that is open to CloudFront, " +
        "got [80]. Add it, or let CloudFront use the port of another one, by origin.protocolPolicy " +
        "or origin.httpPort.",
    ],
  ],
  [
    "a closed network load balancer",
    { loadBalancer: { type: LoadBalancerType.Network } },
    [
      "loadBalancer.type must not be network where only CloudFront is let in, since Beanstalk gives " +
        'it no security group, got "network". Use Application, or set originProtection to Secret or ' +
        "None.",
    ],
  ],
  ...[OriginIpAddressType.Ipv6, OriginIpAddressType.Dualstack].flatMap(listIpv6Rows),
  ["IPv4 to a closed one", { origin: { ipAddressType: OriginIpAddressType.Ipv4 } }, []],
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
      network: {
        vpcId: "vpc-1",
        instanceSubnetIds: ["subnet-a"],
        loadBalancerSubnetIds: ["subnet-b", "subnet-c"],
      },
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

  const urls: [title: string, change: Partial<CdnFrontedBeanstalkAppArgs>, url: RegExp][] = [
    ["over HTTP", {}, /^http:\/\/web-[^/]+\.elasticbeanstalk\.com$/],
    [
      "on another port",
      { origin: { httpPort: 8080 }, ...listen(8080, Http) },
      /^http:\/\/web-[^/]+\.elasticbeanstalk\.com:8080$/,
    ],
    ["over HTTPS", { ...OVER_HTTPS, ...listen(443, Https) }, /^https:\/\/origin\.example\.com$/],
    [
      "over HTTPS on another port",
      {
        ...OVER_HTTPS,
        ...listen(8443, Https),
        origin: { protocolPolicy: HttpsOnly, httpsPort: 8443 },
      },
      /^https:\/\/origin\.example\.com:8443$/,
    ],
  ];
  for (const [title, change, url] of urls) {
    it(`says where the origin is: ${title}`, async () => {
      const args = { source: { versionLabel: "v1" }, solutionStackName: PLATFORM, ...change };
      const { stack } = await recordComponent(() => {
        const { originUrl } = new CdnFrontedBeanstalkApp("web", args);
        return { originUrl };
      });
      expect(stack.outputs["originUrl"]).to.match(url);
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
