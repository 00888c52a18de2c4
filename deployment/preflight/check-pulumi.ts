import type { Check, Finding } from "../check";
import { check } from "../check";
import type { PulumiCli } from "../pulumi-cli";
import { readState, readVersion, requireSecrets, requireStack } from "../pulumi-cli";
import { describeLastDeployment } from "./describe-last-deployment";

/**
 * The CLI, the stack in its state, the key to its secrets, and what its last deployment left: each
 * needs the one before.
 */
export async function checkPulumi(cli: PulumiCli, stack: string): Promise<Check[]> {
  const steps: [name: string, look: () => Promise<string | Finding>][] = [
    ["Pulumi CLI", () => readVersion(cli)],
    ["stack", () => requireStack(cli, stack).then(() => `"${stack}" exists`)],
    ["secrets", () => requireSecrets(cli, stack).then(() => "can be encrypted and decrypted")],
    [
      "last deployment",
      () => readState(cli, stack).then((state) => describeLastDeployment(state, stack)),
    ],
  ];
  const checks: Check[] = [];
  for (const [name, look] of steps) {
    const failed = checks.find(({ verdict }) => verdict === "fail");
    checks.push(
      failed === undefined
        ? await check(name, look)
        : { name, verdict: "warning", detail: `not checked, since "${failed.name}" failed` },
    );
  }
  return checks;
}
