import type { SettledFields } from "../shared/fields";
import { group, oneOf, optional, wholeNumber, withDefault } from "../shared/fields";
import type { Subject } from "../shared/rules";
import { at, eachNamed, rulesOn } from "../shared/rules";
import type { HealthCheckArgs } from "./health-check";
import { describeHealthCheck, HEALTH_CHECK } from "./health-check";
import {
  findLoadBalancerKind,
  LoadBalancerKind,
  LoadBalancerType,
  ruleOnKinds,
} from "./load-balancer-kind";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import { PORT } from "../shared/numbers";
import type { BeanstalkAppSettings } from "./settings";

/** How the load balancer speaks to a process. */
export enum ProcessProtocol {
  /** HTTP, behind an Application Load Balancer. */
  Http = "HTTP",
  /** HTTPS, behind an Application Load Balancer, which does not check the certificate. */
  Https = "HTTPS",
  /** TCP, behind a Network Load Balancer. */
  Tcp = "TCP",
}

/**
 * Sticky sessions: the load balancer sends a viewer, whom it knows by a cookie of its own, to the
 * same instance each time. CloudFront must forward cookies for it, and what it caches is not sticky.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html
 */
export interface StickinessArgs {
  /** Seconds for which the cookie is valid, from 1 to 604800 (a week). Defaults to 86400 (a day). */
  durationSeconds?: number;
}

/**
 * A process of the application to which the load balancer sends requests. The default one is the
 * proxy server on each instance. Single instances have no such settings.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-environmentprocess
 */
export interface ProcessArgs {
  /** The port on which it listens, from 1 to 65535. Defaults to 80. */
  port?: number;
  /** How the load balancer speaks to it. Defaults to Http, with a Network Load Balancer to Tcp. */
  protocol?: ProcessProtocol;
  /**
   * Seconds that the load balancer gives running requests before it lets go of an instance, from 0
   * to 3600. Defaults to 20.
   */
  deregistrationDelaySeconds?: number;
  /** Sticky sessions, behind an Application Load Balancer. Defaults to none. */
  stickiness?: StickinessArgs;
}

/**
 * A further process. It gets what a listener's `defaultProcess` or a listener rule's `process` sends
 * it by its name.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-environmentprocess-process
 */
export interface AdditionalProcessArgs extends ProcessArgs {
  /** The port on which it listens, from 1 to 65535. */
  port: number;
  /** Its health check. Defaults to the defaults of `healthCheck`. */
  healthCheck?: HealthCheckArgs;
}

const STICKINESS = group<StickinessArgs>()({
  durationSeconds: withDefault(wholeNumber("seconds", 1, 604_800), 86_400),
});

export const PROCESS = group<ProcessArgs>()({
  port: optional(PORT),
  protocol: optional(oneOf(ProcessProtocol)),
  deregistrationDelaySeconds: optional(wholeNumber("seconds", 0, 3600)),
  stickiness: optional(STICKINESS),
});

export const ADDITIONAL_PROCESS = group<AdditionalProcessArgs>()({
  ...PROCESS.fields,
  port: PORT,
  healthCheck: withDefault(HEALTH_CHECK, {}),
});

type ProcessSettings = SettledFields<typeof PROCESS.fields>;

/** The name of the process that `process` describes. */
export const DEFAULT_PROCESS = "default";

const PROCESS_OPTIONS =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-environmentprocess";

const PROTOCOLS = {
  [LoadBalancerType.Application]: [ProcessProtocol.Http, ProcessProtocol.Https],
  [LoadBalancerType.Network]: [ProcessProtocol.Tcp],
};

const rule = rulesOn<BeanstalkAppSettings>();

export const PROCESS_RULES = [
  ruleOnKinds({
    id: "process-arguments",
    source: PROCESS_OPTIONS,
    groups: listProcesses,
    lacking: {
      port: [LoadBalancerKind.None],
      protocol: [LoadBalancerKind.None],
      deregistrationDelaySeconds: [LoadBalancerKind.None],
      stickiness: [LoadBalancerKind.None, LoadBalancerKind.Network],
    },
  }),
  rule({
    id: "process-protocol",
    source: PROCESS_OPTIONS,
    of: (settings) =>
      findLoadBalancerKind(settings) === LoadBalancerKind.None
        ? []
        : listProcesses(settings).flatMap(({ path, value }) =>
            at(`${path}.protocol`, value.protocol),
          ),
    holds: (protocol, { loadBalancer: { type } }) => PROTOCOLS[type].includes(protocol),
    must: (_, { loadBalancer: { type } }) =>
      `must be ${PROTOCOLS[type].join(" or ")} behind a load balancer of type ${type}`,
    remedy: "Change it, or loadBalancer.type.",
  }),
  rule({
    id: "default-process-twice",
    source: PROCESS_OPTIONS,
    of: ({ additionalProcesses }) =>
      Object.keys(additionalProcesses).map((name) => ({
        path: `additionalProcesses.${name}`,
        value: name,
        shown: undefined,
      })),
    holds: (name) => name !== DEFAULT_PROCESS,
    must: "must have another name, since process and healthCheck describe the default process",
    remedy: "Move it there, or rename it.",
  }),
];

function listProcesses(settings: BeanstalkAppSettings): Subject<ProcessSettings>[] {
  return [
    { path: "process", value: settings.process },
    ...eachNamed("additionalProcesses", settings.additionalProcesses),
  ];
}

/** The port of the default process. */
export function findDefaultPort({ process }: BeanstalkAppSettings): number {
  return process.port ?? 80;
}

/** Whether there is a process of that name. */
export function isProcess(name: string, { additionalProcesses }: BeanstalkAppSettings): boolean {
  return name === DEFAULT_PROCESS || Object.hasOwn(additionalProcesses, name);
}

export function buildProcessOptions(settings: BeanstalkAppSettings): OptionSetting[] {
  const kind = findLoadBalancerKind(settings);
  if (kind === LoadBalancerKind.None) {
    return [];
  }
  const additional = Object.entries(settings.additionalProcesses);
  return [
    ...describeProcess(DEFAULT_PROCESS, settings.process),
    ...additional.flatMap(([name, process]) => [
      ...describeProcess(name, process),
      ...describeHealthCheck(name, process.healthCheck, kind),
    ]),
  ];
}

function describeProcess(name: string, process: ProcessSettings): OptionSetting[] {
  const { port, protocol, deregistrationDelaySeconds, stickiness } = process;
  return optionsIn(`aws:elasticbeanstalk:environment:process:${name}`, {
    Port: port,
    Protocol: protocol,
    DeregistrationDelay: deregistrationDelaySeconds,
    StickinessEnabled: stickiness === undefined ? undefined : true,
    StickinessLBCookieDuration: stickiness?.durationSeconds,
  });
}
