import * as pulumi from "@pulumi/pulumi";
import { recordComponent } from "./record-component";

/** What a program tells its user as warnings, in the order of the messages. */
export async function recordWarnings(program: () => unknown): Promise<string[]> {
  const warnings: string[] = [];
  const { warn } = pulumi.log;
  Object.assign(pulumi.log, { warn: (message: string) => void warnings.push(message) });
  try {
    await recordComponent(() => void program());
  } finally {
    Object.assign(pulumi.log, { warn });
  }
  return warnings;
}
