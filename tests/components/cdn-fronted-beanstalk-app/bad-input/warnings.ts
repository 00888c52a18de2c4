import {
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  RootVolumeType,
} from "../../../../components";
import type { BadInput } from "./bad-input";
import { OPEN } from "./bad-input";

const CODE = "function handler(event) { return event.request; }";
const { CachingDisabled, CachingOptimized } = ManagedCachePolicy;
const STACK = "64bit Amazon Linux 2023 v4.7.2 running";

/** What may be meant, and is only warned of. */
export const WARNING_ROWS: BadInput[] = [
  [
    "a platform on Amazon Linux 2",
    { solutionStackName: "64bit Amazon Linux 2 v3.8.0 running Docker" },
    [
      'solutionStackName should be on a supported branch, and AWS\'s retirement date for Amazon Linux 2 is 30 June 2026, got "64bit Amazon Linux 2 v3.8.0 running Docker". ' +
        "Move to a current branch: retired ones get no security updates.",
    ],
  ],
  [
    "a retired branch",
    { solutionStackName: `${STACK} Node.js 18` },
    [
      'solutionStackName should be on a supported branch, and AWS\'s retirement date for Node.js 18 is 11 August 2025, got "64bit Amazon Linux 2023 v4.7.2 running Node.js 18". ' +
        "Move to a current branch: retired ones get no security updates.",
    ],
  ],
  [
    "a lifecycle of versions that are not kept",
    { application: { versionLifecycle: { maxCount: 10 } } },
    [
      "application.versionLifecycle should come with retainVersions, without which no earlier version is kept. " +
        "Set retainVersions to true.",
    ],
  ],
  [
    "a volume for which a new account has no launch configuration",
    { instances: { rootVolume: { type: RootVolumeType.Gp2 } } },
    [
      'instances.rootVolume.type should be gp3 in an AWS account from October 2024 or later, got "gp2". ' +
        "Such accounts can't create launch configurations, which Beanstalk may use for other types.",
    ],
  ],
  [
    "a schedule with more instances than there may be",
    { scaling: { schedules: { sale: { minInstances: 5, startTime: "2027-01-31T06:30:00Z" } } } },
    [
      "scaling.schedules.sale.minInstances should be at most capacity.maxInstances (4), which the action leaves as it is, got 5. " +
        "Raise maxInstances in the action too, unless another one has raised it by then.",
    ],
  ],
  [
    "secrets for an existing profile",
    {
      ...OPEN,
      roles: { instanceProfileName: "web" },
      secrets: { DB: "arn:aws:ssm:eu-central-1:123456789012:parameter/db" },
    },
    [
      "roles.instanceProfileName should belong to a role that may read everything under secrets. " +
        "Without that right the instances do not start.",
    ],
  ],
  [
    "a namespace that nobody knows",
    {
      extraSettings: [{ namespace: "aws:elasticbeanstalk:comand", name: "Timeout", value: "600" }],
    },
    [
      'extraSettings[0].namespace is none that Beanstalk documents, got "aws:elasticbeanstalk:comand". ' +
        'The nearest one is "aws:elasticbeanstalk:command".',
    ],
  ],
  [
    "an option that nobody knows",
    {
      extraSettings: [{ namespace: "aws:elasticbeanstalk:command", name: "TimeOut", value: "600" }],
    },
    [
      'extraSettings[0].name is none that Beanstalk documents in this namespace, got "TimeOut". ' +
        'The nearest one is "Timeout".',
    ],
  ],
  [
    "a read time-out above the idle time-out",
    { origin: { readTimeoutSeconds: 90 } },
    [
      "origin.readTimeoutSeconds should not be above the load balancer's idle time-out (60 s), which ends the request first, with 504, got 90. " +
        "Raise loadBalancer.idleTimeoutSeconds.",
    ],
  ],
  [
    "a keep-alive as long as the idle time-out",
    { origin: { keepaliveTimeoutSeconds: 60 } },
    [
      "origin.keepaliveTimeoutSeconds should be below the load balancer's idle time-out (60 s), or some requests get 502, got 60. " +
        "Raise loadBalancer.idleTimeoutSeconds, or lower the keep-alive.",
    ],
  ],
  [
    "a managed policy's minimum TTL on everything",
    { caching: { defaultBehavior: { cachePolicy: CachingOptimized } } },
    [
      'caching.defaultBehavior.cachePolicy should have no minimum TTL, since every viewer can get a page that was made for another one, even if it says private or no-store; its minimum TTL is 1 s, got "CachingOptimized". ' +
        "Set caching.acceptsSharedPages to true if all pages are the same for everybody, or give the paths that are to caching.behaviors.",
    ],
  ],
  [
    "cookies beyond the key of kept responses",
    {
      caching: {
        cachePolicies: { pages: { defaultTtlSeconds: 60 } },
        defaultBehavior: {
          customCachePolicy: "pages",
          originRequestPolicy: ManagedOriginRequestPolicy.AllViewer,
        },
      },
    },
    [
      'caching.defaultBehavior.originRequestPolicy should forward nothing that the key of the cache policy "pages" lacks, since a kept response goes to viewers who differ in it: all headers, all cookies, all query strings, got "AllViewer". ' +
        "Put what responses depend on into the key, and forward nothing else.",
    ],
  ],
  [
    "a header that is both in the key and excepted",
    {
      caching: {
        cachePolicies: { byHost: { headers: ["Host"] } },
        defaultBehavior: {
          customCachePolicy: "byHost",
          originRequestPolicy: ManagedOriginRequestPolicy.AllViewerExceptHostHeader,
        },
      },
    },
    [
      'caching.defaultBehavior.originRequestPolicy should except no header that is in the key of the cache policy "byHost", since it reaches the origin all the same: Host, got "AllViewerExceptHostHeader". ' +
        "Use a cache policy without the header.",
    ],
  ],
  [
    "policies that nobody uses",
    {
      caching: {
        defaultBehavior: { cachePolicy: CachingDisabled },
        cachePolicies: { pages: {} },
        originRequestPolicies: { all: {} },
        responseHeadersPolicies: { cors: {} },
      },
    },
    [
      "caching.cachePolicies.pages should be used by a behavior, since an account can have 20 of its kind. " +
        "Name it in customCachePolicy, or remove it.",
      "caching.originRequestPolicies.all should be used by a behavior, since an account can have 20 of its kind. " +
        "Name it in customOriginRequestPolicy, or remove it.",
      "caching.responseHeadersPolicies.cors should be used by a behavior, since an account can have 20 of its kind. " +
        "Name it in customResponseHeadersPolicy, or remove it.",
    ],
  ],
  [
    "a function that nobody uses",
    { functions: { auth: { code: CODE } } },
    [
      "functions.auth should be used by a behavior. " +
        "Name it in viewerRequestFunction or viewerResponseFunction, or remove it.",
    ],
  ],
  [
    "an origin that nobody reaches",
    { additionalOrigins: { legacy: { domainName: "legacy.example.com" } } },
    [
      "additionalOrigins.legacy should be the originId of a behavior, since nobody reaches it otherwise. " +
        "Give a behavior in caching its id, or remove it.",
    ],
  ],
  [
    "names of two hosted zones",
    { domain: { names: ["www.example.com", "www.example.org"], hostedZoneId: "Z1" } },
    [
      'domain.names[1] should end in example.com, as domain.names[0] does, since all names have one hosted zone, got "www.example.org". ' +
        "Give names of another zone a distribution of their own, or leave out hostedZoneId.",
    ],
  ],
  [
    "more names than a certificate takes",
    {
      domain: {
        names: Array.from({ length: 11 }, (_, index) => `n${index}.example.com`),
        hostedZoneId: "Z1",
      },
    },
    [
      "domain.names should have at most 10 entries together with domain.redirectNames, which is the quota of a certificate, got 11. " +
        "Ask AWS for a higher quota, or merge names with a wildcard.",
    ],
  ],
];
