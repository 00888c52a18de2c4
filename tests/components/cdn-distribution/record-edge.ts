import type { CdnDistributionArgs } from "../../../components";
import { CdnDistribution } from "../../../components";
import { recordComponent } from "../../support/record-component";
import { listInputs } from "../../support/recorded";

/** The inputs of all resources that changed arguments of a `CdnDistribution` "cdn" make, by key. */
export async function recordEdge(
  change: Partial<CdnDistributionArgs>,
): Promise<Record<string, unknown>> {
  const args = { originDomainName: "app.example.com", ...change };
  const { stack } = await recordComponent(() => void new CdnDistribution("cdn", args));
  return listInputs(stack);
}
