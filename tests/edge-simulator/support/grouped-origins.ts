import type { DistributionConfig } from "../../../edge-simulator";
import { allMethods } from "./distribution";
import type { StageOptions } from "./test-stage";

type StatusCodes = NonNullable<
  NonNullable<DistributionConfig["OriginGroups"]>["Items"]
>[number]["FailoverCriteria"]["StatusCodes"]["Items"];

/** Two origins, the second of which stands in for the first at these statuses. */
export function grouped(statuses: StatusCodes, others: StageOptions = {}): StageOptions {
  const behavior = {
    TargetOriginId: "both",
    AllowedMethods: { Items: allMethods, CachedMethods: { Items: ["GET", "HEAD", "OPTIONS"] } },
    ...others.behavior,
  };
  const group = {
    Id: "both",
    FailoverCriteria: { StatusCodes: { Quantity: statuses.length, Items: statuses } },
    Members: { Quantity: 2, Items: [{ OriginId: "web" }, { OriginId: "spare" }] },
    SelectionCriteria: "default",
  };
  return {
    cache: { ttls: [0, 0, 3600] },
    ...others,
    spare: others.spare ?? {},
    origin: { ConnectionAttempts: 1 },
    behavior,
    root: { OriginGroups: { Quantity: 1, Items: [group] }, ...others.root },
  };
}
