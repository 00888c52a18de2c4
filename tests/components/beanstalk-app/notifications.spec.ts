import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { BeanstalkAppArgs, NotificationsArgs } from "../../../components";
import { NotificationProtocol } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { promiseOf } from "../../support/promise-of";
import { beanstalkArguments, buildOptions, listOptionChanges } from "./beanstalk-arguments";

const { Email, EmailJson, Http, Https, Sqs } = NotificationProtocol;

const NAMESPACE = "aws:elasticbeanstalk:sns:topics[]";
const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";
const QUEUE = "arn:aws:sqs:eu-central-1:123456789012:alarms";

const optionRows: [title: string, NotificationsArgs | undefined, string[]][] = [
  ["nothing", undefined, []],
  [
    "an address",
    { endpoint: "ops@example.com" },
    [`${NAMESPACE} Notification Endpoint=ops@example.com`],
  ],
  [
    "a queue",
    { endpoint: QUEUE, protocol: Sqs },
    [`${NAMESPACE} Notification Endpoint=${QUEUE}`, `${NAMESPACE} Notification Protocol=sqs`],
  ],
  ["a topic", { topicArn: TOPIC }, [`${NAMESPACE} Notification Topic ARN=${TOPIC}`]],
];

type Row = ArgumentRow<BeanstalkAppArgs>;

const fits: [NotificationProtocol | undefined, endpoint: string][] = [
  [undefined, "ops@example.com"],
  [Email, "ops@example.com"],
  [EmailJson, "ops@example.com"],
  [Http, "http://example.com/hook"],
  [Https, "https://example.com/hook"],
  [Sqs, QUEUE],
];

const misfits: [NotificationProtocol | undefined, endpoint: string, must: string][] = [
  [undefined, "example.com", "an e-mail address for the protocol email"],
  [Email, "ops at example.com", "an e-mail address for the protocol email"],
  [EmailJson, "ops@", "an e-mail address for the protocol email-json"],
  [Http, "https://example.com/hook", "an http:// URL for the protocol http"],
  [Https, "http://example.com/hook", "an https:// URL for the protocol https"],
  [Sqs, "https://sqs.eu-central-1.amazonaws.com/1/alarms", "a queue's ARN for the protocol sqs"],
];

const SAY_ONE = (got: string) => [
  `notifications must have exactly one of endpoint and topicArn${got}. ` +
    "Give the one who is to be told, or a topic that tells them.",
];

const rows: Row[] = [
  ...fits.map(([protocol, endpoint]): Row => [
    `the endpoint ${endpoint} for ${protocol}`,
    { notifications: { endpoint, protocol } },
    [],
  ]),
  ...misfits.map(([protocol, endpoint, must]): Row => [
    `the endpoint ${endpoint} for ${protocol}`,
    { notifications: { endpoint, protocol } },
    [
      `notifications.endpoint must be ${must}, got "${endpoint}". ` +
        "Change the endpoint, or notifications.protocol.",
    ],
  ]),
  ["neither endpoint nor topic", { notifications: {} }, SAY_ONE("")],
  [
    "both endpoint and topic",
    { notifications: { endpoint: "ops@example.com", topicArn: pulumi.output(TOPIC) } },
    SAY_ONE(', got ["endpoint","topicArn"]'),
  ],
  [
    "a topic with a protocol",
    { notifications: { topicArn: TOPIC, protocol: Https } },
    [
      'notifications.protocol must not be set without an endpoint, got "https". ' +
        "A topic's subscriptions have protocols of their own. Leave it out.",
    ],
  ],
  [
    "an unknown protocol",
    { notifications: { endpoint: "+491234", protocol: "sms" as NotificationProtocol } },
    [
      'notifications.protocol must be one of "email", "email-json", "http", "https", "sqs", ' +
        'got "sms". Use a member of the enum.',
      'notifications.endpoint must be an e-mail address for the protocol email, got "+491234". ' +
        "Change the endpoint, or notifications.protocol.",
    ],
  ],
  ...[QUEUE, `${TOPIC}.fifo`, "alarms"].map((topicArn): Row => [
    `the topic ${topicArn}`,
    { notifications: { topicArn } },
    [
      `notifications.topicArn must be the ARN of an SNS topic, and no FIFO one, got "${topicArn}". ` +
        "Use the topic's arn.",
    ],
  ]),
];

describe("notifications", () => {
  for (const [title, notifications, expected] of optionRows) {
    it(`are set for ${title}`, () => {
      expect(listOptionChanges({ notifications })).to.deep.equal(expected);
    });
  }

  beanstalkArguments.testErrors(rows);

  it("pass on what is not known yet, and check it before anybody reads it", async () => {
    const readTopic = (topicArn: string) => {
      const options = buildOptions({ notifications: { topicArn: pulumi.output(topicArn) } });
      const option = options.find(({ name }) => name === "Notification Topic ARN");
      return promiseOf(pulumi.output(option?.value));
    };
    expect(await readTopic(TOPIC)).to.equal(TOPIC);
    const error = await readTopic("alarms").catch((reason: Error) => reason.message);
    expect(error).to.equal(
      'BeanstalkApp "web": notifications.topicArn must be the ARN of an SNS topic, and no FIFO one, ' +
        'got "alarms". Use the topic\'s arn.',
    );
  });

  it("take an endpoint that is not known yet", () => {
    const notifications = { endpoint: pulumi.output("anything"), protocol: Sqs };
    expect(beanstalkArguments.sayErrors({ notifications })).to.deep.equal([]);
  });
});
