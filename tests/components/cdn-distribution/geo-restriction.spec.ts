import { expect } from "chai";
import type { CdnDistributionArgs, GeoRestrictionArgs } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { distributionArguments, listChangedInputs } from "./distribution-arguments";

const row = (
  title: string,
  geoRestriction: GeoRestrictionArgs,
  expected: string[],
): ArgumentRow<CdnDistributionArgs> => [title, { geoRestriction }, expected];

const sayCountry = (path: string, got: string) =>
  `geoRestriction.${path} must be an ISO 3166-1 alpha-2 code of a country, got "${got}". ` +
  'Use two capital letters, such as "DE".';
const EITHER =
  "geoRestriction must have either allowedCountries or blockedCountries. " +
  "Give exactly one of the two.";

describe("A geo restriction", () => {
  const rows: [restrictionType: string, GeoRestrictionArgs][] = [
    ["whitelist", { allowedCountries: ["DE", "AT", "DE"] }],
    ["blacklist", { blockedCountries: ["DE", "AT", "DE"] }],
  ];
  for (const [restrictionType, geoRestriction] of rows) {
    it(`is a ${restrictionType} of countries, sorted and each once`, async () => {
      expect(await listChangedInputs({ geoRestriction })).to.deep.equal({
        restrictions: { geoRestriction: { restrictionType, locations: ["AT", "DE"] } },
      });
    });
  }

  distributionArguments.testErrors([
    row("neither of the two", {}, [EITHER]),
    row("both", { allowedCountries: ["DE"], blockedCountries: ["AT"] }, [EITHER]),
    row("no country", { allowedCountries: [] }, [
      "geoRestriction.allowedCountries must not be empty, got 0. " +
        "Name the countries, or leave out geoRestriction.",
    ]),
    row("names and small letters", { blockedCountries: ["Germany", "de", "DEU"] }, [
      sayCountry("blockedCountries[0]", "Germany"),
      sayCountry("blockedCountries[1]", "de"),
      sayCountry("blockedCountries[2]", "DEU"),
    ]),
    row("the provider's words", { allowedCountries: ["DE"], locations: [] } as object, [
      "geoRestriction.locations is not an argument. Use allowedCountries or blockedCountries.",
    ]),
  ]);
});
