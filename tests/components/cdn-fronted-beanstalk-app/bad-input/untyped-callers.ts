import * as pulumi from "@pulumi/pulumi";
import type { UntypedBadInput } from "./bad-input";

/** What a caller without types can get wrong: names of arguments, and kinds of values. */
export const UNTYPED_ROWS: UntypedBadInput[] = [
  [
    "an argument with a slip",
    { waitForReadyMinuts: 30 },
    ["waitForReadyMinuts is not an argument. Did you mean waitForReadyMinutes?"],
  ],
  [
    "an argument's case",
    { solutionstackname: "x" },
    ["solutionstackname is not an argument. Did you mean solutionStackName?"],
  ],
  [
    "a group's argument with a slip",
    { capacity: { minInstance: 2 } },
    ["capacity.minInstance is not an argument. Did you mean minInstances?"],
  ],
  [
    "an argument two groups down",
    { instances: { rootVolume: { size: 20 } } },
    [
      "instances.rootVolume.size is not an argument. " +
        "Known are type, sizeGiB, iops, throughputMiBps.",
    ],
  ],
  [
    "an argument in a list",
    { loadBalancer: { listeners: [{ port: 80, certificate: "arn" }] } },
    ["loadBalancer.listeners[0].certificate is not an argument. " + "Did you mean certificateArn?"],
  ],
  [
    "an argument in a mapping",
    {
      caching: {
        cachePolicies: { pages: { defaultTtl: 60 } },
        defaultBehavior: { customCachePolicy: "pages" },
      },
    },
    ["caching.cachePolicies.pages.defaultTtl is not an argument. " + "Use defaultTtlSeconds."],
  ],
  [
    "a behavior's argument",
    { caching: { behaviors: [{ pathPattern: "/a", cachePolicyid: "x" }] } },
    ["caching.behaviors[0].cachePolicyid is not an argument. " + "Did you mean cachePolicyId?"],
  ],
  [
    "a response header's argument",
    {
      caching: {
        responseHeadersPolicies: { cors: { cors: { allowOrigins: ["*"], allowHeader: ["X"] } } },
        defaultBehavior: { customResponseHeadersPolicy: "cors" },
      },
    },
    [
      "caching.responseHeadersPolicies.cors.cors.allowHeader is not an argument. " +
        "Did you mean allowHeaders?",
    ],
  ],
  [
    "an argument that is like none",
    { capacity: { colour: "blue" } },
    [
      "capacity.colour is not an argument. " +
        "Known are environmentType, minInstances, maxInstances, instanceTypes, architecture, spot, availabilityZoneCount, availabilityZones.",
    ],
  ],
  [
    "the worker tier",
    { tier: "Worker" },
    [
      "tier is not an argument. " +
        "Leave it out: this is always a web server environment. CloudFront reaches no worker.",
    ],
  ],
  [
    "the worker tier among the environment's arguments",
    { environment: { tier: "Worker" } },
    [
      "environment.tier is not an argument. " +
        "Leave it out: this is always a web server environment.",
    ],
  ],
  [
    "other tools' words for what changes single resources, for databases and for times to live",
    { transform: {}, rds: {}, caching: { ttl: 60 } },
    [
      "transform is not an argument. " +
        "That is the resource option transformations, which sees each resource.",
      "rds is not an argument. " + "Make it apart: its address goes into environmentVariables.",
      "caching.ttl is not an argument. " + "Use cachePolicies.",
    ],
  ],
  [
    "Beanstalk's own word for settings",
    { optionSettings: [] },
    [
      "optionSettings is not an argument. " +
        "Use extraSettings for what has no argument of its own.",
    ],
  ],
  [
    "CloudFront's own word for names",
    { aliases: ["www.example.com"] },
    ["aliases is not an argument. Use domain.names."],
  ],
  [
    "forwarded values",
    { caching: { defaultBehavior: { forwardedValues: { queryString: true } } } },
    [
      "caching.defaultBehavior.forwardedValues is not an argument. " +
        "Use a cache policy and an origin request policy.",
    ],
  ],
  [
    "an S3 origin",
    {
      additionalOrigins: { assets: { domainName: "assets.example.com", s3OriginConfig: {} } },
      caching: { behaviors: [{ pathPattern: "/a", originId: "assets" }] },
    },
    [
      "additionalOrigins.assets.s3OriginConfig is not an argument. " +
        "S3 buckets with access control are not offered: use a bucket's website endpoint, or transformations.",
    ],
  ],
  [
    "a text for a number",
    { waitForReadyMinutes: "30" },
    [
      'waitForReadyMinutes must be a whole number of minutes from 5 to 180, got "30". ' +
        "Use a number in that range.",
    ],
  ],
  [
    "a number with a fraction",
    { waitForReadyMinutes: 30.5 },
    [
      "waitForReadyMinutes must be a whole number of minutes from 5 to 180, got 30.5. " +
        "Use a number in that range.",
    ],
  ],
  [
    "a number that is none",
    { capacity: { minInstances: NaN } },
    [
      "capacity.minInstances must be a whole number of instances from 1 to 10000, got NaN. " +
        "Use a number in that range.",
    ],
  ],
  [
    "a text for yes",
    { retainVersions: "true" },
    ['retainVersions must be true or false, got "true". Leave out quotation marks.'],
  ],
  [
    "a number for a text",
    { environment: { cnamePrefix: 42 } },
    ["environment.cnamePrefix must be a text, got 42. Put it in quotation marks."],
  ],
  [
    "a text for a list",
    { capacity: { instanceTypes: "t3.micro" } },
    ['capacity.instanceTypes must be a list, got "t3.micro". ' + "Put it in square brackets."],
  ],
  [
    "a list for a group",
    { healthCheck: [] },
    ["healthCheck must be a group of arguments, got []. Put them in braces."],
  ],
  [
    "a text for a group",
    { source: "./app" },
    ['source must be a group of arguments, got "./app". Put them in braces.'],
  ],
  [
    "a list for a mapping",
    { environmentVariables: ["A=1"] },
    ['environmentVariables must be a mapping, got ["A=1"]. Put it in braces.'],
  ],
  [
    "null for a group",
    { caching: null },
    ["caching must be a group of arguments, got null. Give a value, or leave it out."],
  ],
  [
    "null for a text",
    { environment: { name: null } },
    ["environment.name must be a text, got null. Give a value, or leave it out."],
  ],
  [
    "null in a list",
    { capacity: { instanceTypes: [null] } },
    ["capacity.instanceTypes[0] must be a text, got null. " + "Give a value, or leave it out."],
  ],
  [
    "an enum's name for its value",
    { priceClass: "PriceClass100" },
    [
      'priceClass must be one of "PriceClass_100", "PriceClass_200", "PriceClass_All", got "PriceClass100". ' +
        "Use a member of the enum.",
    ],
  ],
  [
    "an enum's value in small letters",
    { originProtection: "secret" },
    [
      'originProtection must be one of "None", "PrefixList", "Secret", "PrefixListAndSecret", got "secret". ' +
        "Use a member of the enum.",
    ],
  ],
  [
    "an output for a number",
    { waitForReadyMinutes: pulumi.output(30) },
    [
      "waitForReadyMinutes must be known before the deployment. " +
        "Give a plain value, not an output.",
    ],
  ],
  [
    "an output for a group",
    { capacity: pulumi.output({ minInstances: 1 }) },
    ["capacity must be known before the deployment. Give a plain value, not an output."],
  ],
  [
    "an output for an enum",
    { capacity: { environmentType: pulumi.output("SingleInstance") } },
    [
      "capacity.environmentType must be known before the deployment. " +
        "Give a plain value, not an output.",
    ],
  ],
  [
    "an output for a list",
    { errorPages: pulumi.output([]) },
    ["errorPages must be known before the deployment. " + "Give a plain value, not an output."],
  ],
  [
    "a promise for a mapping",
    { secrets: Promise.resolve({}) },
    ["secrets must be known before the deployment. Give a plain value, not an output."],
  ],
  [
    "a number among variables",
    { environmentVariables: { PORT: 8080 } },
    ["environmentVariables.PORT must be a text. Put it in quotation marks."],
  ],
  [
    "nothing of what is required",
    { source: undefined },
    ["source must be given. It must be a group of arguments."],
  ],
  [
    "nothing of what an entry requires",
    { additionalProcesses: { admin: {} } },
    ["additionalProcesses.admin.port must be given. It must be a port from 1 to 65535."],
  ],
];
