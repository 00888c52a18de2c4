import type { PulumiRun } from "./pulumi-run";
import type { Account, Hold, OperationKind } from "./stand-ins/account";

/**
 * Deploys, and looks at what there is while a change stands still: of each kind and type the next one,
 * in the order in which the deployment comes to them.
 */
export async function lookWhileHeld<Seen>(
  account: Account,
  deploy: () => Promise<PulumiRun>,
  changes: [OperationKind, type: string][],
  look: () => Promise<Seen>,
): Promise<{ up: PulumiRun; seen: Seen[] }> {
  const holds = new Set(changes.map(([kind, type]) => account.holdNext(kind, type)));
  const deployment = deploy();
  const seen: Seen[] = [];
  try {
    while (holds.size > 0) {
      const next = await findNext([...holds], deployment);
      seen.push(await look());
      holds.delete(next);
      next.release();
    }
  } finally {
    holds.forEach(({ release }) => release());
    await deployment;
  }
  return { up: await deployment, seen };
}

async function findNext(holds: Hold[], deployment: Promise<PulumiRun>): Promise<Hold> {
  const reached = holds.map((hold) => hold.reached.then(() => hold));
  const next = await Promise.race([...reached, deployment]);
  if ("output" in next) {
    throw new Error(`The deployment ended before a change that was to be held:\n${next.output}`);
  }
  return next;
}
