import { expect } from "chai";
import type { BeanstalkAppArgs, RootVolumeArgs } from "../../../components";
import { RootVolumeType } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { sayRange } from "../../support/component-arguments";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

const LAUNCH = "aws:autoscaling:launchconfiguration[]";
const { Gp2, Gp3, Io1 } = RootVolumeType;

const volume = (rootVolume: RootVolumeArgs) => ({ instances: { rootVolume } });

const sayIops = (got: number, type: RootVolumeType, range: string) =>
  `instances.rootVolume.iops must be ${range} for a ${type} volume, got ${got}. ` +
  "gp3 takes 3000 to 16000, io1 100 to 20000, gp2 none.";
const sayIopsOfSize = (most: number, sizeGiB: number, got: number) =>
  `instances.rootVolume.iops must be at most ${most} for ${sizeGiB} GiB, got ${got}. ` +
  "Raise instances.rootVolume.sizeGiB or lower the IOPS.";
const sayOfIo1 = (name: string) =>
  `instances.rootVolume.${name} must be given for an io1 volume. ` +
  "Give it, or use RootVolumeType.Gp3.";
const sayThroughput = (iops: number, got: number) =>
  `instances.rootVolume.throughputMiBps must be at most a quarter of the IOPS (${iops}), ` +
  `got ${got}. Raise instances.rootVolume.iops or lower the throughput.`;

const VOLUMES: ArgumentRow<BeanstalkAppArgs>[] = [
  ["the smallest volume", volume({ sizeGiB: 10 }), []],
  ["the largest volume", volume({ sizeGiB: 16_384 }), []],
  [
    "a volume too small",
    volume({ sizeGiB: 9 }),
    [sayRange("instances.rootVolume.sizeGiB", "GiB", 10, 16_384, 9)],
  ],
  [
    "a volume too large",
    volume({ sizeGiB: 16_385 }),
    [sayRange("instances.rootVolume.sizeGiB", "GiB", 10, 16_384, 16_385)],
  ],
  ["gp3's fewest IOPS and least throughput", volume({ iops: 3000, throughputMiBps: 125 }), []],
  [
    "gp3's most IOPS and throughput",
    volume({ sizeGiB: 32, iops: 16_000, throughputMiBps: 1000 }),
    [],
  ],
  ["too few IOPS for gp3", volume({ iops: 2999 }), [sayIops(2999, Gp3, "from 3000 to 16000")]],
  ["too many IOPS for gp3", volume({ iops: 16_001 }), [sayIops(16_001, Gp3, "from 3000 to 16000")]],
  [
    "too many IOPS for gp3's size",
    volume({ sizeGiB: 10, iops: 5001 }),
    [sayIopsOfSize(5000, 10, 5001)],
  ],
  ["as many IOPS as gp3's size allows", volume({ sizeGiB: 10, iops: 5000 }), []],
  [
    "IOPS for gp2",
    volume({ type: Gp2, iops: 3000 }),
    [
      "instances.rootVolume.iops must not be set for a gp2 volume, got 3000. " +
        "gp3 takes 3000 to 16000, io1 100 to 20000, gp2 none.",
    ],
  ],
  ["io1's fewest IOPS", volume({ type: Io1, sizeGiB: 10, iops: 100 }), []],
  ["io1's most IOPS", volume({ type: Io1, sizeGiB: 400, iops: 20_000 }), []],
  [
    "too many IOPS for io1's size",
    volume({ type: Io1, sizeGiB: 10, iops: 501 }),
    [sayIopsOfSize(500, 10, 501)],
  ],
  [
    "too few IOPS for any volume",
    volume({ iops: 99 }),
    [sayRange("instances.rootVolume.iops", "operations a second", 100, 20_000, 99)],
  ],
  [
    "too many IOPS for any volume",
    volume({ iops: 20_001 }),
    [sayRange("instances.rootVolume.iops", "operations a second", 100, 20_000, 20_001)],
  ],
  ["io1 and nothing else", volume({ type: Io1 }), [sayOfIo1("sizeGiB"), sayOfIo1("iops")]],
  [
    "throughput for gp2",
    volume({ type: Gp2, throughputMiBps: 125 }),
    [
      "instances.rootVolume.throughputMiBps must not be set for any volume but gp3, got 125. " +
        "Leave it out, or use RootVolumeType.Gp3.",
    ],
  ],
  ["as much throughput as the base allows", volume({ throughputMiBps: 750 }), []],
  [
    "more throughput than the base allows",
    volume({ throughputMiBps: 751 }),
    [sayThroughput(3000, 751)],
  ],
  [
    "more throughput than the IOPS allow",
    volume({ iops: 3600, throughputMiBps: 901 }),
    [sayThroughput(3600, 901)],
  ],
  [
    "too little throughput",
    volume({ throughputMiBps: 124 }),
    [sayRange("instances.rootVolume.throughputMiBps", "MiB a second", 125, 1000, 124)],
  ],
  [
    "too much throughput",
    volume({ throughputMiBps: 1001 }),
    [sayRange("instances.rootVolume.throughputMiBps", "MiB a second", 125, 1000, 1001)],
  ],
  [
    "a wrong type of volume",
    volume({ type: "standard" as RootVolumeType }),
    [
      'instances.rootVolume.type must be one of "gp3", "gp2", "io1", got "standard". ' +
        "Use a member of the enum.",
    ],
  ],
];

describe("the root volume", () => {
  beanstalkArguments.testErrors(VOLUMES);

  const noLaunchTemplate = (got: string) => [
    `instances.rootVolume.type should be gp3 in an AWS account from October 2024 or later, ` +
      `got "${got}". Such accounts can't create launch configurations, which Beanstalk may use ` +
      "for other types.",
  ];
  beanstalkArguments.testWarnings([
    ["gp3", volume({ type: Gp3 }), []],
    ["gp2", volume({ type: Gp2 }), noLaunchTemplate("gp2")],
    ["io1", volume({ type: Io1, sizeGiB: 20, iops: 200 }), noLaunchTemplate("io1")],
  ]);

  const built: [title: string, args: Partial<BeanstalkAppArgs>, expected: string[]][] = [
    [
      "a gp3 volume",
      volume({ sizeGiB: 20, iops: 4000, throughputMiBps: 500 }),
      [
        `${LAUNCH} RootVolumeIOPS=4000`,
        `${LAUNCH} RootVolumeSize=20`,
        `${LAUNCH} RootVolumeThroughput=500`,
      ],
    ],
    ["a gp2 volume", volume({ type: Gp2 }), [`${LAUNCH} RootVolumeType=gp2`]],
  ];
  for (const [title, args, expected] of built) {
    it(`builds ${title}`, () => expect(listOptionChanges(args)).to.deep.equal(expected));
  }
});
