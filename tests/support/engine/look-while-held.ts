import type { PulumiRun } from "./pulumi-run";
import type { Account, OperationKind } from "./stand-ins/account";

/**
 * Deploys, and looks at what there is while a change stands still: of each kind and type the next one,
 * in this order.
 */
export async function lookWhileHeld<Seen>(
  account: Account,
  deploy: () => Promise<PulumiRun>,
  changes: [OperationKind, type: string][],
  look: () => Promise<Seen>,
): Promise<{ up: PulumiRun; seen: Seen[] }> {
  const holds = changes.map(([kind, type]) => account.holdNext(kind, type));
  const deployment = deploy();
  const seen: Seen[] = [];
  try {
    for (const { reached, release } of holds) {
      const ended = await Promise.race([reached, deployment]);
      if (ended !== undefined) {
        throw new Error(
          `The deployment ended before a change that was to be held:\n${ended.output}`,
        );
      }
      seen.push(await look());
      release();
    }
  } finally {
    holds.forEach(({ release }) => release());
    await deployment;
  }
  return { up: await deployment, seen };
}
