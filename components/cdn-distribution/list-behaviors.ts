import type { BehaviorSettings, PathBehaviorSettings } from "./behaviors";

/** A behavior, and where it stands in the arguments. */
export interface PlacedBehavior {
  path: string;
  behavior: BehaviorSettings;
  isDefault: boolean;
  /** Whether its responses are the same for everybody, as the user says. */
  acceptsSharedPages: boolean;
}

/** The default behavior and those of paths. */
export function listBehaviors({
  defaultBehavior,
  behaviors,
  acceptsSharedPages,
}: {
  defaultBehavior: BehaviorSettings;
  behaviors: PathBehaviorSettings[];
  acceptsSharedPages: boolean;
}): PlacedBehavior[] {
  return [
    {
      path: "caching.defaultBehavior",
      behavior: defaultBehavior,
      isDefault: true,
      acceptsSharedPages,
    },
    ...behaviors.map((behavior, index) => ({
      path: `caching.behaviors[${index}]`,
      behavior,
      isDefault: false,
      acceptsSharedPages: behavior.acceptsSharedPages,
    })),
  ];
}
