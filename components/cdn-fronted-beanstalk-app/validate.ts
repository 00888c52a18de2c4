import { findBeanstalkAppProblems } from "../beanstalk-app/validate";
import { findCdnEdgeProblems } from "../cdn-distribution/validate";
import type { Problem } from "../shared/problems";
import { findEnumProblems, findIntegerProblems } from "../shared/rules";
import { OriginProtection } from "./args";
import { SECRET_PROPERTY_NAMES } from "./origin-secret";
import type { CdnFrontedBeanstalkAppSettings } from "./settings";

/** Everything that is wrong with a `CdnFrontedBeanstalkApp`'s name and settings. */
export function findCdnFrontedBeanstalkAppProblems(
  name: string,
  settings: CdnFrontedBeanstalkAppSettings,
): Problem[] {
  const { origin, edge, originProtection, originSecretGeneration } = settings;
  return [
    ...findBeanstalkAppProblems(name, origin),
    ...findCdnEdgeProblems(edge),
    ...findEnumProblems("originProtection", originProtection, OriginProtection),
    ...findIntegerProblems("originSecretGeneration", originSecretGeneration, "rotations", 1, 1e6),
    ...findReservedPropertyProblems(settings),
  ];
}

function findReservedPropertyProblems(settings: CdnFrontedBeanstalkAppSettings): Problem[] {
  if (settings.originProtection !== OriginProtection.PrefixListAndSecret) {
    return [];
  }
  const { environmentVariables, secrets } = settings.origin;
  return Object.entries({ environmentVariables, secrets }).flatMap(([group, properties]) =>
    SECRET_PROPERTY_NAMES.filter((property) => property in properties).map((property) => ({
      path: `${group}.${property}`,
      rule: "must not be set, since origin protection sets it",
      remedy: "Rename the property, or set originProtection to PrefixList.",
    })),
  );
}
