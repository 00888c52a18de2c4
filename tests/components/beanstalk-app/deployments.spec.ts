import { expect } from "chai";
import type { BeanstalkAppArgs, DeploymentsArgs } from "../../../components";
import { DeploymentPolicy, EnvironmentType, LoadBalancerType } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

const { AllAtOnce, Immutable, Rolling, RollingWithAdditionalBatch, TrafficSplitting } =
  DeploymentPolicy;

const COMMAND = "aws:elasticbeanstalk:command[]";
const SPLITTING = "aws:elasticbeanstalk:trafficsplitting[]";

const optionRows: [title: string, DeploymentsArgs, string[]][] = [
  ["no argument", {}, []],
  ...Object.values(DeploymentPolicy).map((policy): [string, DeploymentsArgs, string[]] => [
    policy,
    { policy },
    [`${COMMAND} DeploymentPolicy=${policy}`],
  ]),
  [
    "a batch in percent",
    { policy: Rolling, batchPercent: 25 },
    [
      `${COMMAND} BatchSize=25`,
      `${COMMAND} BatchSizeType=Percentage`,
      `${COMMAND} DeploymentPolicy=Rolling`,
    ],
  ],
  [
    "a batch of instances",
    { policy: RollingWithAdditionalBatch, batchInstances: 2 },
    [
      `${COMMAND} BatchSize=2`,
      `${COMMAND} BatchSizeType=Fixed`,
      `${COMMAND} DeploymentPolicy=RollingWithAdditionalBatch`,
    ],
  ],
  [
    "patience",
    { ignoreHealthCheck: true, timeoutSeconds: 900 },
    [`${COMMAND} IgnoreHealthCheck=true`, `${COMMAND} Timeout=900`],
  ],
  ["impatience", { ignoreHealthCheck: false }, [`${COMMAND} IgnoreHealthCheck=false`]],
  [
    "traffic splitting",
    {
      policy: TrafficSplitting,
      trafficSplitting: { newVersionPercent: 20, evaluationMinutes: 10 },
    },
    [
      `${COMMAND} DeploymentPolicy=TrafficSplitting`,
      `${SPLITTING} EvaluationTime=10`,
      `${SPLITTING} NewVersionPercent=20`,
    ],
  ],
  [
    "traffic splitting as Beanstalk has it",
    { policy: TrafficSplitting, trafficSplitting: {} },
    [`${COMMAND} DeploymentPolicy=TrafficSplitting`],
  ],
];

type Row = ArgumentRow<BeanstalkAppArgs>;

const single = { environmentType: EnvironmentType.SingleInstance };
const saySingle = (policy: DeploymentPolicy) =>
  "deployments.policy must be AllAtOnce or Immutable for a single instance, " +
  `got "${policy}". Use Immutable to keep the old version in service until the new one is healthy.`;
const sayNoBatch = (argument: string, got: number) =>
  `deployments.${argument} must not be set without the policy Rolling or ` +
  `RollingWithAdditionalBatch, got ${got}. Set deployments.policy to one of them, or leave it out.`;
const sayEvaluation = (got: number) =>
  "deployments.trafficSplitting.evaluationMinutes must be below waitForReadyMinutes (20), or every " +
  `deployment times out, got ${got}. Raise waitForReadyMinutes or shorten the evaluation.`;
const SAY_NO_SPLITTING =
  "deployments.trafficSplitting must not be set without the policy TrafficSplitting. " +
  "Set deployments.policy to TrafficSplitting.";

const rangeRow = (argument: keyof DeploymentsArgs, unit: string, min: number, max: number) =>
  [min - 1, max + 1].map((got): Row => {
    const deployments = { policy: Rolling, [argument]: got };
    const path = `deployments.${argument}`;
    return [`${argument} ${got}`, { deployments }, [sayRange(path, unit, min, max, got)]];
  });

const policyRows: Row[] = [
  [
    "an unknown policy",
    { deployments: { policy: "BlueGreen" as DeploymentPolicy } },
    [
      'deployments.policy must be one of "AllAtOnce", "Rolling", "RollingWithAdditionalBatch", ' +
        '"Immutable", "TrafficSplitting", got "BlueGreen". Use a member of the enum.',
    ],
  ],
  ...[AllAtOnce, Immutable, undefined].map((policy): Row => [
    `${policy} on a single instance`,
    { capacity: single, deployments: { policy } },
    [],
  ]),
  ...[Rolling, RollingWithAdditionalBatch, TrafficSplitting].map((policy): Row => [
    `${policy} on a single instance`,
    { capacity: single, deployments: { policy } },
    [saySingle(policy)],
  ]),
  [
    "traffic splitting without an Application Load Balancer",
    {
      deployments: { policy: TrafficSplitting },
      loadBalancer: { type: LoadBalancerType.Network },
    },
    [
      "deployments.policy must not be TrafficSplitting without an Application Load Balancer, " +
        'which splits the traffic, got "TrafficSplitting". ' +
        "Use Immutable, or set loadBalancer.type to Application.",
    ],
  ],
  [
    "another policy with a network load balancer",
    { deployments: { policy: Immutable }, loadBalancer: { type: LoadBalancerType.Network } },
    [],
  ],
];

const splittingRows: Row[] = [
  [
    "traffic splitting without a policy",
    { deployments: { trafficSplitting: {} } },
    [SAY_NO_SPLITTING],
  ],
  [
    "traffic splitting with another policy",
    { deployments: { policy: Immutable, trafficSplitting: { newVersionPercent: 1 } } },
    [SAY_NO_SPLITTING],
  ],
  ...[1, 100].map((newVersionPercent): Row => [
    `${newVersionPercent} percent`,
    { deployments: { policy: TrafficSplitting, trafficSplitting: { newVersionPercent } } },
    [],
  ]),
  ...[0, 101].map((newVersionPercent): Row => [
    `${newVersionPercent} percent`,
    { deployments: { policy: TrafficSplitting, trafficSplitting: { newVersionPercent } } },
    [
      sayRange(
        "deployments.trafficSplitting.newVersionPercent",
        "percent",
        1,
        100,
        newVersionPercent,
      ),
    ],
  ]),
  ...[2, 601].map((evaluationMinutes): Row => [
    `an evaluation of ${evaluationMinutes} minutes`,
    { deployments: { policy: TrafficSplitting, trafficSplitting: { evaluationMinutes } } },
    [
      sayRange(
        "deployments.trafficSplitting.evaluationMinutes",
        "minutes",
        3,
        600,
        evaluationMinutes,
      ),
    ],
  ]),
  ...[3, 19, 20, 600].map((evaluationMinutes): Row => [
    `an evaluation of ${evaluationMinutes} minutes in a wait of 20`,
    { deployments: { policy: TrafficSplitting, trafficSplitting: { evaluationMinutes } } },
    evaluationMinutes < 20 ? [] : [sayEvaluation(evaluationMinutes)],
  ]),
];

const batchRows: Row[] = [
  ...rangeRow("batchPercent", "percent", 1, 100),
  ...rangeRow("batchInstances", "instances", 1, 10_000),
  ...rangeRow("timeoutSeconds", "seconds", 1, 3600),
  ["the shortest time-out", { deployments: { timeoutSeconds: 1 } }, []],
  ["the longest time-out", { deployments: { timeoutSeconds: 3600 } }, []],
  ["the smallest batch in percent", { deployments: { policy: Rolling, batchPercent: 1 } }, []],
  ["the largest batch in percent", { deployments: { policy: Rolling, batchPercent: 100 } }, []],
  [
    "a batch without a policy",
    { deployments: { batchPercent: 50 } },
    [sayNoBatch("batchPercent", 50)],
  ],
  [
    "a batch with another policy",
    { deployments: { policy: Immutable, batchInstances: 2 } },
    [sayNoBatch("batchInstances", 2)],
  ],
  [
    "two sizes of a batch",
    { deployments: { policy: Rolling, batchInstances: 2, batchPercent: 50 } },
    [
      "deployments.batchInstances must not be set together with batchPercent, got 2. " +
        "Keep one of the two.",
    ],
  ],
  ["a batch of all instances", { deployments: { policy: Rolling, batchInstances: 4 } }, []],
  [
    "a batch of more than all instances",
    { deployments: { policy: Rolling, batchInstances: 5 } },
    [
      "deployments.batchInstances must be at most capacity.maxInstances (4), got 5. " +
        "Use a smaller batch or a batchPercent.",
    ],
  ],
];

describe("deployments", () => {
  for (const [title, deployments, expected] of optionRows) {
    it(`are set for ${title}`, () => {
      expect(listOptionChanges({ deployments })).to.deep.equal(expected);
    });
  }

  beanstalkArguments.testErrors([...policyRows, ...splittingRows, ...batchRows]);
});
