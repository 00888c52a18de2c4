import type * as pulumi from "@pulumi/pulumi";

/** An output's value, once it is known; rejects where the output fails. */
export function promiseOf<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as pulumi.Output<T> & { promise(): Promise<T> }).promise();
}
