import { expect } from "chai";
import type { BeanstalkAppArgs, ListenerRuleArgs, LoadBalancerArgs } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

type Row = ArgumentRow<BeanstalkAppArgs>;

const SHARED: LoadBalancerArgs = {
  sharedLoadBalancerArn:
    "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shared/1",
};
const RULE: ListenerRuleArgs = { pathPatterns: ["/a"], priority: 1 };

/** Rules that port 80 has, all of them. */
const rules = (
  listenerRules: Record<string, ListenerRuleArgs>,
  others: LoadBalancerArgs = {},
): Partial<BeanstalkAppArgs> => ({
  loadBalancer: {
    listeners: [{ port: 80, rules: Object.keys(listenerRules) }],
    listenerRules,
    ...others,
  },
});
const oneRule = (rule: Partial<ListenerRuleArgs>, others: LoadBalancerArgs = {}) =>
  rules({ a: { ...RULE, ...rule } }, others);
const count = (pathPatterns: number, hostHeaders: number): Partial<ListenerRuleArgs> => ({
  pathPatterns: Array.from({ length: pathPatterns }, (_, index) => `/${index}`),
  hostHeaders: Array.from({ length: hostHeaders }, (_, index) => `h${index}.example.com`),
});

const sayCount = (min: number, max: number, got: number) =>
  `loadBalancer.listenerRules.a must have ${min} to ${max} path patterns and host headers ` +
  `together, got ${got}. Add one, or split the rule.`;
const sayPriority = (got: number) =>
  `loadBalancer.listenerRules.a.priority must be a priority from 1 to 1000, got ${got}. ` +
  "Use a number in that range.";
const sayPath = (got: string) =>
  "loadBalancer.listenerRules.a.pathPatterns[0] must have 1 to 128 of the characters A-Z a-z 0-9 " +
  `_ - . $ / ~ " ' @ : + ; & * ?, got ${JSON.stringify(got)}. Use a pattern such as "/admin/*".`;
const sayHost = (got: string) =>
  "loadBalancer.listenerRules.a.hostHeaders[0] must have 1 to 128 letters, digits, hyphens, dots " +
  `and wildcards, got "${got}". Use a name such as "*.example.com".`;
const sayWildcards = (path: string, got: string) =>
  `loadBalancer.listenerRules.a.${path}[0] must have at most three wildcards, got "${got}". ` +
  "Make it simpler, or split it.";

const conditions: Row[] = [
  ["the longest path pattern", oneRule({ pathPatterns: ["/".padEnd(128, "x")] }), []],
  ["a path pattern of all kinds", oneRule({ pathPatterns: ["/_-.$~\"'@:+;&*??aZ9"] }), []],
  ...["", "/".padEnd(129, "x"), "/a,/b", "/a b"].map((pattern): Row => [
    `the path pattern "${pattern.slice(0, 5)}" of ${pattern.length} characters`,
    oneRule({ pathPatterns: [pattern] }),
    [sayPath(pattern)],
  ]),
  [
    "a path pattern with four wildcards",
    oneRule({ pathPatterns: ["/*/?/*/?"] }),
    [sayWildcards("pathPatterns", "/*/?/*/?")],
  ],
  ["a host header with three wildcards", oneRule({ hostHeaders: ["*.a?.example.*"] }), []],
  ["the longest host header", oneRule({ hostHeaders: ["x".repeat(128)] }), []],
  ...["", "x".repeat(129), "a.com,b.com", "a.com/"].map((host): Row => [
    `the host header "${host.slice(0, 11)}" of ${host.length} characters`,
    oneRule({ hostHeaders: [host] }),
    [sayHost(host)],
  ]),
  [
    "a host header with four wildcards",
    oneRule({ hostHeaders: ["*.*.*.*"] }),
    [sayWildcards("hostHeaders", "*.*.*.*")],
  ],
  ["one path pattern", oneRule(count(1, 0)), []],
  ["one host header", oneRule(count(0, 1)), []],
  ["five conditions", oneRule(count(2, 3)), []],
  ["six conditions", oneRule(count(3, 3)), [sayCount(1, 5, 6)]],
  ["no condition", oneRule(count(0, 0)), [sayCount(1, 5, 0)]],
  ["no condition with a shared load balancer", oneRule(count(0, 0), SHARED), []],
  ["four conditions with a shared load balancer", oneRule(count(4, 0), SHARED), []],
  [
    "five conditions with a shared load balancer",
    oneRule(count(4, 1), SHARED),
    [sayCount(0, 4, 5)],
  ],
];

const priorities: Row[] = [
  ["the first place", oneRule({ priority: 1 }), []],
  ["the last place", oneRule({ priority: 1000 }), []],
  ...[0, 1001, 1.5].map((priority): Row => [
    `the place ${priority}`,
    oneRule({ priority }),
    [sayPriority(priority)],
  ]),
  ["two places", rules({ a: RULE, b: { ...RULE, priority: 2 } }), []],
  [
    "a place that comes again",
    rules({ a: RULE, b: { ...RULE, priority: 2 }, c: RULE }),
    [
      "loadBalancer.listenerRules.c.priority must differ from " +
        "loadBalancer.listenerRules.a.priority, got 1. Give the rule that comes first the lower one.",
    ],
  ],
];

const others: Row[] = [
  [
    "a process",
    { ...oneRule({ process: "admin" }), additionalProcesses: { admin: { port: 5000 } } },
    [],
  ],
  [
    "an unknown process",
    oneRule({ process: "admin" }),
    [
      "loadBalancer.listenerRules.a.process must be default or in additionalProcesses, " +
        'got "admin". Correct the name, or add the process.',
    ],
  ],
  [
    "a rule that no listener has",
    { loadBalancer: { listeners: [{ port: 80 }], listenerRules: { a: RULE } } },
    [
      "loadBalancer.listenerRules.a must be in the rules of a listener. " +
        "Name it in loadBalancer.listeners, or remove it.",
    ],
  ],
  [
    "a name with a slash",
    rules({ "a/b": RULE }),
    [
      "loadBalancer.listenerRules must have names of 1 to 32 letters, digits and hyphens, " +
        'got "a/b". Shorten the name, or use other characters.',
    ],
  ],
];

describe("the listener rules' arguments", () => {
  beanstalkArguments.testErrors([...conditions, ...priorities, ...others]);
});

describe("the listener rules' options", () => {
  it("are sorted sets, the place and the process", () => {
    const change = rules({
      admin: {
        pathPatterns: ["/b", "/a", "/b"],
        hostHeaders: ["b.example.com", "a.example.com"],
        priority: 7,
        process: "admin",
      },
      other: { pathPatterns: ["/c"], priority: 8 },
    });
    const additionalProcesses = { admin: { port: 5000 } };
    const options = listOptionChanges({ ...change, additionalProcesses }).filter((option) =>
      option.startsWith("aws:elbv2:listenerrule:"),
    );
    expect(options).to.deep.equal([
      "aws:elbv2:listenerrule:admin[] HostHeaders=a.example.com,b.example.com",
      "aws:elbv2:listenerrule:admin[] PathPatterns=/a,/b",
      "aws:elbv2:listenerrule:admin[] Priority=7",
      "aws:elbv2:listenerrule:admin[] Process=admin",
      "aws:elbv2:listenerrule:other[] PathPatterns=/c",
      "aws:elbv2:listenerrule:other[] Priority=8",
      "aws:elbv2:listenerrule:other[] Process=default",
    ]);
  });
});
