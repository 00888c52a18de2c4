import { findListenerProtocol, ListenerProtocol } from "../beanstalk-app/listeners";
import {
  findIdleTimeoutSeconds,
  LoadBalancerIpAddressType,
  LoadBalancerScheme,
} from "../beanstalk-app/load-balancer";
import { findLoadBalancerKind, LoadBalancerKind } from "../beanstalk-app/load-balancer-kind";
import type { BehaviorSettings } from "../cdn-distribution/behaviors";
import type { CachingSettings } from "../cdn-distribution/caching";
import { listBehaviors } from "../cdn-distribution/list-behaviors";
import { OriginIpAddressType, OriginProtocolPolicy } from "../cdn-distribution/origin";
import { findCachePolicy, findOriginRequestPolicy } from "../cdn-distribution/policy-choices";
import { selectHeaders } from "../cdn-distribution/shared-pages";
import { isSelected } from "../cdn-distribution/value-sets";
import { at, rulesOn } from "../shared/rules";
import { isRestricted, pickOriginSettings } from "./origin-protection";
import type { CdnFrontedBeanstalkAppSettings } from "./settings";

const ORIGIN_SETTINGS =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html";
const HTTPS_TO_ORIGIN =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html";
const SHARED_LOAD_BALANCER =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html";
const IPV6 =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-enable-ipv6.html";
const KEEP_ALIVE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html";

const rule = rulesOn<CdnFrontedBeanstalkAppSettings>();

/** What the two halves must agree on, so that CloudFront reaches the application. */
export const CONNECTION_RULES = [
  rule({
    id: "https-origin-without-name",
    source: HTTPS_TO_ORIGIN,
    of: (settings) => protocolOf(settings, OriginProtocolPolicy.HttpsOnly),
    holds: (_, { originDomain }) => originDomain !== undefined,
    must: "must not be https-only without a name of your own, since no certificate can be had for one under elasticbeanstalk.com",
    remedy: "Set originDomain, or use HttpOnly.",
  }),
  rule({
    id: "https-origin-without-listener",
    source: HTTPS_TO_ORIGIN,
    of: (settings) =>
      hasOwnLoadBalancer(settings) ? protocolOf(settings, OriginProtocolPolicy.HttpsOnly) : [],
    // That there is a listener at all, the closed ingress asks itself.
    holds: (_, settings) =>
      speaksHttps(findOriginListener(settings)) ||
      (isRestricted(settings) && findOriginListener(settings) === undefined),
    must: (_, { origin }) =>
      `must not be https-only without an HTTPS listener on port ${origin.httpsPort}`,
    remedy: "Add it to loadBalancer.listeners with its certificate, or use HttpOnly.",
  }),
  rule({
    id: "http-origin-without-listener",
    source: ORIGIN_SETTINGS,
    of: (settings) =>
      hasOwnLoadBalancer(settings) && !isRestricted(settings)
        ? protocolOf(settings, OriginProtocolPolicy.HttpOnly)
        : [],
    holds: (_, settings) => findOriginListener(settings) !== undefined,
    must: (_, { origin }) => `must not be http-only without a listener on port ${origin.httpPort}`,
    remedy: "Add it to loadBalancer.listeners, or set origin.httpPort to the port of another one.",
  }),
  rule({
    id: "http-origin-with-https-listener",
    source: ORIGIN_SETTINGS,
    of: (settings) =>
      hasOwnLoadBalancer(settings) ? protocolOf(settings, OriginProtocolPolicy.HttpOnly) : [],
    holds: (_, settings) => {
      const protocol = findOriginListener(settings);
      return protocol === undefined || protocol === ListenerProtocol.Tcp || !speaksHttps(protocol);
    },
    must: (_, { origin }) =>
      `must not be http-only where the listener on port ${origin.httpPort} takes HTTPS`,
    remedy: "Use HttpsOnly, or the port of a listener for HTTP.",
  }),
  rule({
    id: "internal-load-balancer",
    source: ORIGIN_SETTINGS,
    of: (settings) =>
      isRestricted(settings)
        ? []
        : [{ path: "loadBalancer.scheme", value: settings.loadBalancer.scheme }],
    holds: (scheme) => scheme !== LoadBalancerScheme.Internal,
    must: "must not be internal, since CloudFront comes from the internet",
    remedy: "Use Public, and close the way past CloudFront by originProtection.",
  }),
  rule({
    id: "ipv6-to-closed-origin",
    source: IPV6,
    of: (settings) => (isRestricted(settings) ? listOverIpv6(settings) : []),
    holds: () => false,
    must: "must be ipv4 where only CloudFront is let in, since the list of its addresses is one of IPv4",
    remedy: "Leave it out, or set originProtection to Secret or None.",
  }),
  rule({
    id: "ipv6-to-ipv4-origin",
    source: IPV6,
    of: (settings) =>
      isRestricted(settings) || findKind(settings) === LoadBalancerKind.Shared
        ? []
        : listOverIpv6(settings),
    holds: (_, settings) =>
      hasOwnLoadBalancer(settings) &&
      settings.loadBalancer.ipAddressType === LoadBalancerIpAddressType.Dualstack,
    must: "must be ipv4 for an environment without IPv6 addresses",
    remedy: "Give it a load balancer with ipAddressType Dualstack, or leave it out.",
  }),
  rule({
    id: "shared-load-balancer-host",
    source: SHARED_LOAD_BALANCER,
    of: (settings) =>
      findKind(settings) === LoadBalancerKind.Shared
        ? listBehaviors(settings.caching).map(({ path, behavior }) => ({
            path,
            value: receivesHost(behavior, settings.caching),
            shown: undefined,
          }))
        : [],
    holds: (isForwarded) => !isForwarded,
    must: "must not send the origin the viewer's Host, in the key or beyond it, with a shared load balancer, which tells environments apart by their own names",
    remedy:
      "Use a cache policy without Host, such as CachingDisabled, with AllViewerExceptHostHeader; " +
      "caching.sendForwardedHost tells the app the viewer's Host.",
  }),
  rule({
    id: "read-timeout-beyond-idle-timeout",
    source: KEEP_ALIVE,
    isWarning: true,
    of: (settings) =>
      hasOwnLoadBalancer(settings)
        ? [{ path: "origin.readTimeoutSeconds", value: settings.origin.readTimeoutSeconds }]
        : [],
    holds: (seconds, settings) => seconds <= findIdleTimeout(settings),
    must: (_, settings) =>
      `should not be above the load balancer's idle time-out (${findIdleTimeout(settings)} s), which ends the request first, with 504`,
    remedy: "Raise loadBalancer.idleTimeoutSeconds.",
  }),
  rule({
    id: "keepalive-beyond-idle-timeout",
    source: KEEP_ALIVE,
    isWarning: true,
    of: (settings) =>
      hasOwnLoadBalancer(settings)
        ? [
            {
              path: "origin.keepaliveTimeoutSeconds",
              value: settings.origin.keepaliveTimeoutSeconds,
            },
          ]
        : [],
    holds: (seconds, settings) => seconds < findIdleTimeout(settings),
    must: (_, settings) =>
      `should be below the load balancer's idle time-out (${findIdleTimeout(settings)} s), or some requests get 502`,
    remedy: "Raise loadBalancer.idleTimeoutSeconds, or lower the keep-alive.",
  }),
];

/** The protocol policy, if it is this one. */
function protocolOf({ origin }: CdnFrontedBeanstalkAppSettings, wanted: OriginProtocolPolicy) {
  const value = origin.protocolPolicy;
  return value === wanted ? [{ path: "origin.protocolPolicy", value }] : [];
}

/** The way to the origin, if CloudFront may take it over IPv6. */
function listOverIpv6({ origin: { ipAddressType } }: CdnFrontedBeanstalkAppSettings) {
  return at("origin.ipAddressType", ipAddressType).filter(
    ({ value }) => value !== OriginIpAddressType.Ipv4,
  );
}

function findKind(settings: CdnFrontedBeanstalkAppSettings): LoadBalancerKind {
  return findLoadBalancerKind(pickOriginSettings(settings));
}

/** The listeners of a shared one are not known here, and a single instance has none. */
function hasOwnLoadBalancer(settings: CdnFrontedBeanstalkAppSettings): boolean {
  const kind = findKind(settings);
  return kind === LoadBalancerKind.Application || kind === LoadBalancerKind.Network;
}

/** What the listener speaks at which CloudFront asks; undefined without such a listener. */
function findOriginListener(
  settings: CdnFrontedBeanstalkAppSettings,
): ListenerProtocol | undefined {
  const originSettings = pickOriginSettings(settings);
  return findListenerProtocol(originSettings, originSettings.cloudFrontPort);
}

/** TCP is passed on as it comes: whether the app speaks TLS is not known here. */
function speaksHttps(protocol: ListenerProtocol | undefined): boolean {
  return (
    protocol !== undefined &&
    [ListenerProtocol.Https, ListenerProtocol.Tls, ListenerProtocol.Tcp].includes(protocol)
  );
}

function findIdleTimeout(settings: CdnFrontedBeanstalkAppSettings): number {
  return findIdleTimeoutSeconds(pickOriginSettings(settings));
}

/** Whether the origin gets the viewer's Host, in the key or beyond it. */
function receivesHost(behavior: BehaviorSettings, caching: CachingSettings): boolean {
  const key = findCachePolicy(behavior, caching)?.policy.headers ?? [];
  const forwarded = findOriginRequestPolicy(behavior, caching)?.policy;
  return (
    key.some((name) => name.toLowerCase() === "host") ||
    (forwarded !== undefined && isSelected(selectHeaders(forwarded), "host"))
  );
}
