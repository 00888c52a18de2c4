import type * as pulumi from "@pulumi/pulumi";
import type { SettledFields } from "../shared/fields";
import { group, input, list, oneOf, optional, text } from "../shared/fields";
import { joinSet } from "../shared/inputs";
import type { Subject } from "../shared/rules";
import { at, each, rulesOn, withEarlier } from "../shared/rules";
import {
  findLoadBalancerKind,
  LoadBalancerKind,
  LoadBalancerType,
  ruleOnKinds,
} from "./load-balancer-kind";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import { PORT } from "../shared/numbers";
import { isProcess } from "./processes";
import type { BeanstalkAppSettings } from "./settings";

/** What a listener takes. */
export enum ListenerProtocol {
  /** HTTP, with an Application Load Balancer. */
  Http = "HTTP",
  /** HTTPS, with an Application Load Balancer. Needs a certificate. */
  Https = "HTTPS",
  /** TCP, with a Network Load Balancer. */
  Tcp = "TCP",
  /** TLS, with a Network Load Balancer. Needs a certificate. */
  Tls = "TLS",
}

/**
 * A port on which the load balancer listens.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listener
 */
export interface ListenerArgs {
  /** The port, from 1 to 65535, another one for each listener. */
  port: number;
  /**
   * What it takes. Not for a shared load balancer. Defaults to Http, with a Network Load Balancer to
   * Tcp.
   */
  protocol?: ListenerProtocol;
  /**
   * ARN of the certificate, in ACM of the environment's region or in IAM, for HTTPS and TLS alone,
   * which need it. Beanstalk takes one. It must cover the name under which CloudFront asks: no
   * certificate can be had for a name under elasticbeanstalk.com. Not for a shared load balancer.
   * Defaults to none.
   */
  certificateArn?: pulumi.Input<string>;
  /**
   * Name of Elastic Load Balancing's security policy, for HTTPS and TLS alone. Not for a shared load
   * balancer. Defaults to ELBSecurityPolicy-TLS13-1-2-2021-06: TLS 1.3 and 1.2.
   */
  tlsPolicy?: string;
  /**
   * Name of the process that gets what no rule takes: one of `additionalProcesses`, or `default`.
   * Not for a shared load balancer. Defaults to default.
   */
  defaultProcess?: string;
  /**
   * Names of the `listenerRules` that hold here, at least one if any. For an Application Load
   * Balancer. With a shared one they are required, and `default` is the name of the rule by which
   * Beanstalk sends requests for the environment's CNAME to the default process. Defaults to none.
   */
  rules?: string[];
}

/** TLS 1.3, and 1.2 without its old ciphers: what Elastic Load Balancing's console proposes. */
const DEFAULT_TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

const CERTIFICATE_ARN = {
  matches: /^arn:[\w-]+:(acm|iam):/,
  must: "must be the ARN of a certificate in ACM or IAM",
  remedy: "Request a certificate in the environment's region.",
};

const TLS_POLICY = {
  matches: /^ELBSecurityPolicy-[\w-]+$/,
  must: "must be the name of one of Elastic Load Balancing's security policies",
  remedy: 'Use a name such as "ELBSecurityPolicy-TLS13-1-2-2021-06".',
};

export const LISTENER = group<ListenerArgs>()({
  port: PORT,
  protocol: optional(oneOf(ListenerProtocol)),
  certificateArn: optional(input(text(CERTIFICATE_ARN))),
  tlsPolicy: optional(text(TLS_POLICY)),
  defaultProcess: optional(text()),
  rules: optional(list(text(), { min: 1, remedy: "Leave it out where there is no rule." })),
});

type ListenerSettings = SettledFields<typeof LISTENER.fields>;

const LISTENER_OPTIONS =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listener";

const PROTOCOLS = {
  [LoadBalancerType.Application]: [ListenerProtocol.Http, ListenerProtocol.Https],
  [LoadBalancerType.Network]: [ListenerProtocol.Tcp, ListenerProtocol.Tls],
};

/** The rule that Beanstalk makes with a shared load balancer. */
const DEFAULT_RULE = "default";

const rule = rulesOn<BeanstalkAppSettings>();

export const LISTENER_RULES = [
  ruleOnKinds({
    id: "listener-arguments",
    source: LISTENER_OPTIONS,
    groups: listListeners,
    lacking: {
      protocol: [LoadBalancerKind.Shared],
      certificateArn: [LoadBalancerKind.Shared],
      tlsPolicy: [LoadBalancerKind.Shared],
      defaultProcess: [LoadBalancerKind.Shared],
      rules: [LoadBalancerKind.Network],
    },
  }),
  rule({
    id: "repeated-listener-port",
    source: LISTENER_OPTIONS,
    of: (settings) =>
      withEarlier(
        listListeners(settings).map(({ path, value }) => ({
          path: `${path}.port`,
          value: value.port,
        })),
      ),
    holds: (earlier) => earlier === undefined,
    must: (earlier) => `must differ from ${earlier}`,
    remedy: "Merge the two, or change a port.",
  }),
  rule({
    id: "listener-protocol",
    source: LISTENER_OPTIONS,
    of: (settings) =>
      listOwnListeners(settings).flatMap(({ path, value }) =>
        at(`${path}.protocol`, value.protocol),
      ),
    holds: (protocol, { loadBalancer: { type } }) => PROTOCOLS[type].includes(protocol),
    must: (_, { loadBalancer: { type } }) =>
      `must be ${PROTOCOLS[type].join(" or ")} with a load balancer of type ${type}`,
    remedy: "Change it, or loadBalancer.type.",
  }),
  rule({
    id: "listener-certificate",
    source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-elb.html",
    of: (settings) =>
      listOwnListeners(settings)
        .filter(({ value }) => isEncrypted(value))
        .map(({ path, value }) => ({
          path: `${path}.certificateArn`,
          value,
          shown: value.certificateArn,
        })),
    holds: ({ certificateArn }) => certificateArn !== undefined,
    must: ({ protocol }) => `must be given for ${protocol}`,
    remedy:
      "Request a certificate in the environment's region, for the name that CloudFront asks for.",
  }),
  rule({
    id: "certificate-without-encryption",
    source: LISTENER_OPTIONS,
    of: (settings) =>
      listOwnListeners(settings)
        .filter(({ value }) => !isEncrypted(value))
        .flatMap(({ path, value: { certificateArn, tlsPolicy } }) => [
          { path: `${path}.certificateArn`, value: certificateArn, shown: undefined },
          { path: `${path}.tlsPolicy`, value: tlsPolicy, shown: undefined },
        ]),
    holds: (value) => value === undefined,
    must: "must not be set without encryption",
    remedy: "Set the listener's protocol to Https, or behind a network load balancer to Tls.",
  }),
  rule({
    id: "unknown-listener-process",
    source: LISTENER_OPTIONS,
    of: (settings) =>
      listOwnListeners(settings).flatMap(({ path, value }) =>
        at(`${path}.defaultProcess`, value.defaultProcess),
      ),
    holds: isProcess,
    must: "must be default or in additionalProcesses",
    remedy: "Correct the name, or add the process.",
  }),
  rule({
    id: "unknown-listener-rule",
    source: LISTENER_OPTIONS,
    of: (settings) =>
      listListeners(settings)
        .filter(() => findLoadBalancerKind(settings) !== LoadBalancerKind.Network)
        .flatMap(({ path, value }) => each(`${path}.rules`, value.rules)),
    holds: (name, settings) =>
      Object.hasOwn(settings.loadBalancer.listenerRules ?? {}, name) ||
      (name === DEFAULT_RULE && findLoadBalancerKind(settings) === LoadBalancerKind.Shared),
    must: "must be in loadBalancer.listenerRules",
    remedy: "Correct the name, or add the rule.",
  }),
  rule({
    id: "shared-listener-without-rules",
    source: LISTENER_OPTIONS,
    of: (settings) =>
      listListeners(settings)
        .filter(() => findLoadBalancerKind(settings) === LoadBalancerKind.Shared)
        .map(({ path, value: { rules } }) => ({ path: `${path}.rules`, value: rules })),
    holds: (rules) => rules !== undefined,
    must: "must be given with a shared load balancer, where a listener has no other setting",
    remedy: 'Name the rules that hold there, or ["default"] for the environment\'s CNAME alone.',
  }),
];

/** A single instance has none, whatever is given. */
function listListeners(settings: BeanstalkAppSettings): Subject<ListenerSettings>[] {
  return findLoadBalancerKind(settings) === LoadBalancerKind.None
    ? []
    : each("loadBalancer.listeners", settings.loadBalancer.listeners);
}

/** Those that Beanstalk creates. */
function listOwnListeners(settings: BeanstalkAppSettings): Subject<ListenerSettings>[] {
  return findLoadBalancerKind(settings) === LoadBalancerKind.Shared ? [] : listListeners(settings);
}

function isEncrypted({ protocol }: ListenerSettings): boolean {
  return protocol === ListenerProtocol.Https || protocol === ListenerProtocol.Tls;
}

/** The listener that Beanstalk makes by itself. */
const DEFAULT_LISTENER_PORT = 80;

/** The ports on which the load balancer listens, as far as the environment decides it. */
export function listListenerPorts({ loadBalancer }: BeanstalkAppSettings): number[] {
  return loadBalancer.listeners?.map(({ port }) => port) ?? [DEFAULT_LISTENER_PORT];
}

/** What the load balancer speaks on a port; undefined where it does not listen there. */
export function findListenerProtocol(
  settings: BeanstalkAppSettings,
  port: number,
): ListenerProtocol | undefined {
  const [byDefault] = PROTOCOLS[settings.loadBalancer.type];
  const { listeners } = settings.loadBalancer;
  if (listeners === undefined) {
    return port === DEFAULT_LISTENER_PORT ? byDefault : undefined;
  }
  const listener = listeners.find((candidate) => candidate.port === port);
  return listener && (listener.protocol ?? byDefault);
}

export function buildListenerOptions(settings: BeanstalkAppSettings): OptionSetting[] {
  const { listeners = [] } = settings.loadBalancer;
  const isShared = findLoadBalancerKind(settings) === LoadBalancerKind.Shared;
  const hasDefault = listListenerPorts(settings).includes(DEFAULT_LISTENER_PORT);
  return [
    ...optionsIn("aws:elbv2:listener:default", {
      ListenerEnabled: hasDefault || isShared ? undefined : false,
    }),
    ...listeners.flatMap((listener) =>
      isShared ? describeSharedListener(listener) : describeListener(listener),
    ),
  ];
}

function describeListener(listener: ListenerSettings): OptionSetting[] {
  const { port, protocol, certificateArn, tlsPolicy, defaultProcess, rules } = listener;
  const name = port === DEFAULT_LISTENER_PORT ? "default" : port;
  return optionsIn(`aws:elbv2:listener:${name}`, {
    // Without any option there would be no listener.
    ListenerEnabled: true,
    Protocol: protocol,
    SSLCertificateArns: certificateArn,
    SSLPolicy: isEncrypted(listener) ? (tlsPolicy ?? DEFAULT_TLS_POLICY) : undefined,
    DefaultProcess: defaultProcess,
    Rules: joinSet(rules),
  });
}

/** A shared load balancer has no default listener, and Beanstalk sets nothing but rules. */
function describeSharedListener({ port, rules }: ListenerSettings): OptionSetting[] {
  return optionsIn(`aws:elbv2:listener:${port}`, { Rules: joinSet(rules) });
}
