import type { CdnDistributionArgs } from "../../../components";
import { CdnDistribution } from "../../../components";
import { CDN_DISTRIBUTION } from "../../../components/cdn-distribution/settings";
import type { RecordedValue } from "../../../local-stage/recorded-stack";
import { ComponentArguments } from "../../support/component-arguments";
import { recordComponent } from "../../support/record-component";
import { inputsOf } from "../../support/recorded";

/** A `CdnDistribution`'s arguments, changed from ones in which there is nothing wrong. */
export const distributionArguments = new ComponentArguments<
  CdnDistributionArgs,
  ReturnType<typeof CDN_DISTRIBUTION.args.read>
>(CDN_DISTRIBUTION, { originDomainName: "app.example.com" });

/** The inputs of the distribution that changed arguments make. */
export async function recordDistribution(
  change: Partial<CdnDistributionArgs> = {},
): Promise<Record<string, RecordedValue>> {
  const args = { originDomainName: "app.example.com", ...change };
  const { stack } = await recordComponent(() => void new CdnDistribution("cdn", args));
  return inputsOf(stack, "aws:cloudfront/distribution:Distribution::cdn-distribution");
}

/** The inputs that a change adds to those of the valid arguments, or changes in them. */
export async function listChangedInputs(
  change: Partial<CdnDistributionArgs>,
): Promise<Record<string, RecordedValue>> {
  const before = await recordDistribution();
  const after = await recordDistribution(change);
  return Object.fromEntries(
    Object.entries(after).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]),
    ),
  );
}

/** The sentence about a value that is no member of a list or an enum. */
export const sayOneOf = (path: string, members: string, got: unknown, remedy: string) =>
  `${path} must be one of ${members}, got ${JSON.stringify(got)}. ${remedy}`;
