import type { Check } from "../check";
import { check } from "../check";
import type { PulumiCli } from "../pulumi-cli";
import { readVersion, requireSecrets, requireStack } from "../pulumi-cli";

/** The CLI, the stack in its state, and the key to its secrets: each needs the one before. */
export async function checkPulumi(cli: PulumiCli, stack: string): Promise<Check[]> {
  const steps: [name: string, look: () => Promise<string>][] = [
    ["Pulumi CLI", () => readVersion(cli)],
    ["stack", () => requireStack(cli, stack).then(() => `"${stack}" exists`)],
    ["secrets", () => requireSecrets(cli, stack).then(() => "can be encrypted and decrypted")],
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
