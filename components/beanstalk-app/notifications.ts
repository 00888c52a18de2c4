import type * as pulumi from "@pulumi/pulumi";
import { group, input, oneOf, optional, text } from "../shared/fields";
import { at, rulesOn, shownUnlessEmpty } from "../shared/rules";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/** How an endpoint is told. */
export enum NotificationProtocol {
  /** An e-mail in words, once the address has been confirmed. */
  Email = "email",
  /** An e-mail in JSON, likewise. */
  EmailJson = "email-json",
  /** A POST request over plain HTTP. */
  Http = "http",
  /** A POST request over HTTPS. */
  Https = "https",
  /** A message in a queue of Amazon SQS. */
  Sqs = "sqs",
}

/**
 * Who is told of errors and of changes in health: exactly one of `endpoint` and `topicArn`. Amazon
 * SNS charges by the message.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.sns.html
 */
export interface NotificationsArgs {
  /**
   * An e-mail address, a URL or the ARN of a queue, as the protocol has it. Beanstalk makes a topic
   * for it, which goes with the environment. Defaults to none.
   */
  endpoint?: pulumi.Input<string>;
  /** The endpoint's protocol. Defaults to Email. */
  protocol?: NotificationProtocol;
  /**
   * ARN of a topic of your own in Amazon SNS. Beanstalk sends it a test message first, and fails where
   * it may not; with a KMS key of your own, the service role needs that key's leave. Defaults to none.
   */
  topicArn?: pulumi.Input<string>;
}

export const NOTIFICATIONS = group<NotificationsArgs>()({
  endpoint: optional(input(text())),
  protocol: optional(oneOf(NotificationProtocol)),
  topicArn: optional(
    input(
      text({
        matches: /^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]{1,256}$/,
        must: "must be the ARN of an SNS topic, and no FIFO one",
        remedy: "Use the topic's arn.",
      }),
    ),
  ),
});

const SOURCE =
  "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.managing.sns.html";

/** What SNS takes as an endpoint. */
const ENDPOINTS: Record<NotificationProtocol, { matches: RegExp; must: string }> = {
  [NotificationProtocol.Email]: { matches: /^[^@\s]+@[^@\s]+$/, must: "an e-mail address" },
  [NotificationProtocol.EmailJson]: { matches: /^[^@\s]+@[^@\s]+$/, must: "an e-mail address" },
  [NotificationProtocol.Http]: { matches: /^http:\/\/\S+$/, must: "an http:// URL" },
  [NotificationProtocol.Https]: { matches: /^https:\/\/\S+$/, must: "an https:// URL" },
  [NotificationProtocol.Sqs]: { matches: /^arn:[\w-]+:sqs:/, must: "a queue's ARN" },
};

const rule = rulesOn<BeanstalkAppSettings>();

export const NOTIFICATIONS_RULES = [
  rule({
    id: "one-notification-target",
    source: SOURCE,
    of: ({ notifications }) => {
      const given = (["endpoint", "topicArn"] as const).filter(
        (name) => notifications?.[name] !== undefined,
      );
      return notifications === undefined
        ? []
        : [{ path: "notifications", value: given, shown: shownUnlessEmpty(given) }];
    },
    holds: (given) => given.length === 1,
    must: "must have exactly one of endpoint and topicArn",
    remedy: "Give the one who is to be told, or a topic that tells them.",
  }),
  rule({
    id: "protocol-without-endpoint",
    source: SOURCE,
    of: ({ notifications }) => at("notifications.protocol", notifications?.protocol),
    holds: (_, { notifications }) => notifications?.endpoint !== undefined,
    must: "must not be set without an endpoint",
    remedy: "A topic's subscriptions have protocols of their own. Leave it out.",
  }),
  rule({
    id: "endpoint-of-protocol",
    source: SOURCE,
    of: ({ notifications }) => at("notifications.endpoint", notifications?.endpoint),
    holds: (endpoint, { notifications }) =>
      describeEndpoint(notifications?.protocol).matches.test(endpoint),
    must: (_, { notifications }) => {
      const protocol = notifications?.protocol ?? NotificationProtocol.Email;
      return `must be ${describeEndpoint(protocol).must} for the protocol ${protocol}`;
    },
    remedy: "Change the endpoint, or notifications.protocol.",
  }),
];

function describeEndpoint(protocol = NotificationProtocol.Email) {
  return ENDPOINTS[protocol];
}

export function buildNotificationOptions({ notifications }: BeanstalkAppSettings): OptionSetting[] {
  return optionsIn("aws:elasticbeanstalk:sns:topics", {
    "Notification Endpoint": notifications?.endpoint,
    "Notification Protocol": notifications?.protocol,
    "Notification Topic ARN": notifications?.topicArn,
  });
}
