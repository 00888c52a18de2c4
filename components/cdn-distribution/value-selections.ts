import { group, list, oneOf, text, withDefault } from "../shared/fields";
import type { SettledFields } from "../shared/fields";
import type { Subject } from "../shared/rules";
import { rulesOn } from "../shared/rules";
import type { CdnEdgeSettings } from "./settings";

/** Which values of a kind a policy means. */
export enum ValueBehavior {
  /** None. */
  None = "none",
  /** Those that are named, and no others. */
  Whitelist = "whitelist",
  /** All but those that are named. */
  AllExcept = "allExcept",
  /** All. */
  All = "all",
}

/**
 * Which cookies, or which query strings, a policy means.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html
 */
export interface ValueSelectionArgs {
  /** Whether none, some or all are meant. */
  behavior: ValueBehavior;
  /**
   * The names that Whitelist or AllExcept refers to: 1 to 10, with 1024 characters together. Case
   * counts, and `*` is no wildcard. Defaults to none, as None and All need it.
   */
  names?: string[];
}

/** CloudFront's quota for each kind of value in a policy. */
export const MAX_NAMES = {
  max: 10,
  remedy: "That is CloudFront's quota. Leave out what makes no difference to responses.",
};

const VALUE_NAME = {
  matches: /^[^\s*]+$/,
  must: "must be a name without spaces and *, which CloudFront takes for a letter",
  remedy: "Name each value, or use the behavior All.",
};

export const VALUE_SELECTION = group<ValueSelectionArgs>()({
  behavior: oneOf(ValueBehavior),
  names: withDefault(list(text(VALUE_NAME), MAX_NAMES), []),
});

export type ValueSelectionSettings = SettledFields<typeof VALUE_SELECTION.fields>;

export const NO_VALUES: ValueSelectionSettings = { behavior: ValueBehavior.None, names: [] };
export const ALL_VALUES: ValueSelectionSettings = { behavior: ValueBehavior.All, names: [] };

/** The behaviors that refer to names, those of an origin request policy's headers among them. */
const REFERS_TO_NAMES = ["whitelist", "allExcept", "allViewerAndWhitelistCloudFront"];

/** The quota of characters in the names of one kind. */
const MAX_NAMES_LENGTH = 1024;

const QUOTAS =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html";

const rule = rulesOn<CdnEdgeSettings>();

export const VALUE_SELECTION_RULES = [
  rule({
    id: "selection-without-names",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html",
    of: (settings) =>
      listSelections(settings).filter(({ value }) => REFERS_TO_NAMES.includes(value.behavior)),
    holds: ({ names }) => names.length > 0,
    must: ({ behavior }) => `must name something, as its behavior "${behavior}" needs`,
    remedy: "Add names, or use another behavior.",
  }),
  rule({
    id: "names-without-selection",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html",
    of: (settings) =>
      listSelections(settings).filter(({ value }) => !REFERS_TO_NAMES.includes(value.behavior)),
    holds: ({ names }) => names.length === 0,
    must: ({ behavior }) => `must be left out with the behavior "${behavior}"`,
    remedy: "Remove the names, or use another behavior.",
  }),
  rule({
    id: "selection-names-length",
    source: QUOTAS,
    of: (settings) =>
      listSelections(settings).map((selection) => ({
        ...selection,
        shown: countCharacters(selection.value.names),
      })),
    holds: ({ names }) => countCharacters(names) <= MAX_NAMES_LENGTH,
    must: `must have at most ${MAX_NAMES_LENGTH} characters together`,
    remedy: "Name fewer.",
  }),
];

interface Selection {
  behavior: string;
  names: string[];
}

/** The names of each selection in a policy, with what is shown of them. */
function listSelections({ caching }: CdnEdgeSettings): Subject<Selection>[] {
  const list = (path: string, kinds: Record<string, Selection>) =>
    Object.entries(kinds).map(([kind, value]) => ({
      path: `caching.${path}.${kind}.names`,
      value,
      shown: value.names,
    }));
  return [
    ...Object.entries(caching.cachePolicies).flatMap(([name, { cookies, queryStrings }]) =>
      list(`cachePolicies.${name}`, { cookies, queryStrings }),
    ),
    ...Object.entries(caching.originRequestPolicies).flatMap(
      ([name, { headers, cookies, queryStrings }]) =>
        list(`originRequestPolicies.${name}`, { headers, cookies, queryStrings }),
    ),
  ];
}

function countCharacters(names: string[]): number {
  return names.join("").length;
}

/** The names as a policy's resource takes them: a set, so their order never shows as a change. */
export function describeItems(names: string[]): { items: string[] } | undefined {
  return names.length === 0 ? undefined : { items: [...names].sort() };
}

/** Cookies and query strings as the resources of both kinds of policies take them. */
export function describeValues(cookies: Selection, queryStrings: Selection) {
  return {
    cookiesConfig: { cookieBehavior: cookies.behavior, cookies: describeItems(cookies.names) },
    queryStringsConfig: {
      queryStringBehavior: queryStrings.behavior,
      queryStrings: describeItems(queryStrings.names),
    },
  };
}
