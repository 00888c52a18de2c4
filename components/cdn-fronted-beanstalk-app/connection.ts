import { ListenerProtocol } from "../beanstalk-app/listeners";
import { LoadBalancerScheme } from "../beanstalk-app/load-balancer";
import { findLoadBalancerKind, LoadBalancerKind } from "../beanstalk-app/load-balancer-kind";
import type { BehaviorSettings } from "../cdn-distribution/behaviors";
import type { CachingSettings } from "../cdn-distribution/caching";
import { listBehaviors } from "../cdn-distribution/list-behaviors";
import { OriginProtocolPolicy } from "../cdn-distribution/origin";
import { HeaderBehavior } from "../cdn-distribution/origin-request-policies";
import { findCachePolicy, findOriginRequestPolicy } from "../cdn-distribution/policy-choices";
import { rulesOn } from "../shared/rules";
import { isRestricted, pickOriginSettings } from "./origin-protection";
import type { CdnFrontedBeanstalkAppSettings } from "./settings";

const ORIGIN_SETTINGS =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html";
const HTTPS_TO_ORIGIN =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html";
const SHARED_LOAD_BALANCER =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html";
const KEEP_ALIVE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html";

/** What an Application Load Balancer's idle time-out is, unless it is set. */
const DEFAULT_IDLE_TIMEOUT_SECONDS = 60;

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
    holds: (_, settings) => speaksHttps(findListenerProtocol(settings)),
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
    holds: (_, settings) => findListenerProtocol(settings) !== undefined,
    must: (_, { origin }) => `must not be http-only without a listener on port ${origin.httpPort}`,
    remedy: "Add it to loadBalancer.listeners, or set origin.httpPort to the port of another one.",
  }),
  rule({
    id: "http-origin-with-https-listener",
    source: ORIGIN_SETTINGS,
    of: (settings) =>
      hasOwnLoadBalancer(settings) ? protocolOf(settings, OriginProtocolPolicy.HttpOnly) : [],
    holds: (_, settings) => {
      const protocol = findListenerProtocol(settings);
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
    id: "shared-load-balancer-host",
    source: SHARED_LOAD_BALANCER,
    of: (settings) =>
      findLoadBalancerKind(pickOriginSettings(settings)) === LoadBalancerKind.Shared
        ? listBehaviors(settings.caching).map(({ path, behavior }) => ({
            path,
            value: forwardsHost(behavior, settings.caching),
            shown: undefined,
          }))
        : [],
    holds: (isForwarded) => !isForwarded,
    must: "must not send the origin the viewer's Host, in the key or beyond it, with a shared load balancer, which tells environments apart by their own names",
    remedy:
      "Use a cache policy without Host, such as CachingDisabled, with AllViewerExceptHostHeader; " +
      "caching.forwardsHost tells the app the viewer's Host.",
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

/** The listeners of a shared one are not known here, and a single instance has none. */
function hasOwnLoadBalancer(settings: CdnFrontedBeanstalkAppSettings): boolean {
  const kind = findLoadBalancerKind(pickOriginSettings(settings));
  return kind === LoadBalancerKind.Application || kind === LoadBalancerKind.Network;
}

/** What the listener speaks at which CloudFront asks; undefined without such a listener. */
function findListenerProtocol(
  settings: CdnFrontedBeanstalkAppSettings,
): ListenerProtocol | undefined {
  const { cloudFrontPort } = pickOriginSettings(settings);
  const kind = findLoadBalancerKind(pickOriginSettings(settings));
  const byDefault =
    kind === LoadBalancerKind.Network ? ListenerProtocol.Tcp : ListenerProtocol.Http;
  const { listeners } = settings.loadBalancer;
  if (listeners === undefined) {
    return cloudFrontPort === 80 ? byDefault : undefined;
  }
  const listener = listeners.find(({ port }) => port === cloudFrontPort);
  return listener && (listener.protocol ?? byDefault);
}

/** TCP is passed on as it comes: whether the app speaks TLS is not known here. */
function speaksHttps(protocol: ListenerProtocol | undefined): boolean {
  return (
    protocol !== undefined &&
    [ListenerProtocol.Https, ListenerProtocol.Tls, ListenerProtocol.Tcp].includes(protocol)
  );
}

function findIdleTimeout({ loadBalancer }: CdnFrontedBeanstalkAppSettings): number {
  return loadBalancer.idleTimeoutSeconds ?? DEFAULT_IDLE_TIMEOUT_SECONDS;
}

function forwardsHost(behavior: BehaviorSettings, caching: CachingSettings): boolean {
  const isHost = (name: string) => name.toLowerCase() === "host";
  const key = findCachePolicy(behavior, caching)?.policy.headers ?? [];
  const forwarded = findOriginRequestPolicy(behavior, caching)?.policy.headers;
  switch (forwarded?.behavior) {
    case HeaderBehavior.AllViewer:
    case HeaderBehavior.AllViewerAndWhitelistCloudFront:
      return true;
    case HeaderBehavior.AllExcept:
      return key.some(isHost) || !forwarded.names.some(isHost);
    default:
      return [...key, ...(forwarded?.names ?? [])].some(isHost);
  }
}
