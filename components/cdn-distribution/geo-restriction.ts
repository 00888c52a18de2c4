import type { SettledFields } from "../shared/fields";
import { group, list, optional, text } from "../shared/fields";
import { rulesOn } from "../shared/rules";
import type { CdnEdgeSettings } from "./settings";

/**
 * From which countries viewers are served; others get 403. Exactly one of the two is given.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html
 */
export interface GeoRestrictionArgs {
  /**
   * The only countries that are served, by ISO 3166-1 alpha-2 code, such as `DE`. Defaults to all
   * but `blockedCountries`.
   */
  allowedCountries?: string[];
  /** The countries that are not served, by the same code. Defaults to all but `allowedCountries`. */
  blockedCountries?: string[];
}

const COUNTRY = {
  matches: /^[A-Z]{2}$/,
  must: "must be an ISO 3166-1 alpha-2 code of a country",
  remedy: 'Use two capital letters, such as "DE".',
};

const COUNTRIES = list(text(COUNTRY), {
  min: 1,
  remedy: "Name the countries, or leave out geoRestriction.",
});

export const GEO_RESTRICTION = group<GeoRestrictionArgs>()(
  { allowedCountries: optional(COUNTRIES), blockedCountries: optional(COUNTRIES) },
  {
    locations: "Use allowedCountries or blockedCountries.",
    restrictionType: "Use allowedCountries or blockedCountries.",
  },
);

const rule = rulesOn<CdnEdgeSettings>();

export const GEO_RESTRICTION_RULES = [
  rule({
    id: "one-geo-restriction",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html",
    of: ({ geoRestriction }) =>
      geoRestriction === undefined
        ? []
        : [{ path: "geoRestriction", value: geoRestriction, shown: undefined }],
    holds: ({ allowedCountries, blockedCountries }) =>
      (allowedCountries === undefined) !== (blockedCountries === undefined),
    must: "must have either allowedCountries or blockedCountries",
    remedy: "Give exactly one of the two.",
  }),
];

/** A restriction as `aws.cloudfront.Distribution` takes it: sorted, since countries are a set. */
export function describeGeoRestriction(
  restriction: SettledFields<typeof GEO_RESTRICTION.fields> | undefined,
) {
  const { allowedCountries, blockedCountries } = restriction ?? {};
  const countries = allowedCountries ?? blockedCountries;
  return countries === undefined
    ? { restrictionType: "none" }
    : {
        restrictionType: allowedCountries === undefined ? "blacklist" : "whitelist",
        locations: [...new Set(countries)].sort(),
      };
}
