import type { DistributionConfig, EdgeConfiguration, Policies } from "../edge-simulator";
import { findProblems } from "../edge-simulator";
import { refuseMistakes } from "./edge/mistakes";
import { formatForOptions } from "./edge/option-problems";
import type { StageParts } from "./stage-parts";

/** What the command line says about a stage's edge. */
export interface EdgeAdditions {
  /** Where the origins are that the app doesn't stand in for, by id. */
  originOverrides: Record<string, string>;
  /** The fields to go on without, though they aren't simulated. */
  ignore: string[];
}

/**
 * What an edge follows of a stage; the app's own origin isn't placed yet.
 *
 * @throws UserError with everything that keeps an edge from it
 */
export function configureEdge(parts: StageParts, additions: EdgeAdditions): EdgeConfiguration {
  const configuration = describeConfiguration(parts, additions);
  refuseMistakes([
    ...findPlacingMistakes(parts, additions),
    ...findProblems(configuration).map(formatForOptions),
  ]);
  return configuration;
}

/** The additions that a stage has a use for: one that has changed may no longer need all of them. */
export function pickNeeded(parts: StageParts, additions: EdgeAdditions): EdgeAdditions {
  const needed = Object.entries(additions.originOverrides).filter(
    ([id]) => id in parts.otherOrigins,
  );
  const idle = findProblems(describeConfiguration(parts, additions))
    .filter(({ path }) => path === "ignore")
    .map(({ value }) => value);
  return {
    originOverrides: Object.fromEntries(needed),
    ignore: additions.ignore.filter((field) => !idle.includes(field)),
  };
}

function describeConfiguration(
  { distribution, policies, functions, keyGroups }: StageParts,
  { originOverrides, ignore }: EdgeAdditions,
) {
  return {
    distribution: distribution as DistributionConfig,
    policies: policies as Partial<Policies>,
    functions,
    keyGroups,
    origins: originOverrides,
    ignore,
  };
}

/** Each origin has one place: what isn't there, on this machine or elsewhere, can't be asked. */
function findPlacingMistakes(
  { originId, otherOrigins }: StageParts,
  { originOverrides }: EdgeAdditions,
): string[] {
  const missing = Object.entries(otherOrigins).filter(([id]) => !(id in originOverrides));
  return [
    ...missing.map(
      ([id, domainName]) =>
        `Nothing stands in for the origin "${id}" (${domainName}). Say where it is with ` +
        `--origin-override ${id}=URL: on this machine, or at its real address.`,
    ),
    ...(originId in originOverrides
      ? [`--origin-override ${originId} is the app's own origin. Use --origin for it.`]
      : []),
  ];
}
