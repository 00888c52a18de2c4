import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./problems";
import { throwOnProblems } from "./problems";

/** Whether an input's value is known now: neither an output nor a promise. */
export function isPlain<T>(input: pulumi.Input<T>): input is pulumi.Unwrap<T> & T {
  return !pulumi.Output.isInstance(input) && !(input instanceof Promise);
}

/**
 * An input that whoever consumes it can only read after it passed its check, so that a value that
 * is not known at preview still cannot reach a resource unchecked.
 */
export function checkWhenKnown<T>(
  subject: string,
  input: pulumi.Input<T>,
  find: (value: pulumi.Unwrap<T>) => Problem[],
): pulumi.Output<pulumi.Unwrap<T>> {
  return pulumi.output(input).apply((value) => {
    throwOnProblems(subject, find(value));
    return value;
  });
}

/**
 * A comma-separated list as Beanstalk stores one that is a set (subnets, security groups): sorted,
 * without spaces or repeats, so that the order in which ids were given never shows as a difference.
 * The empty set is left out.
 */
export function joinSet(
  items: pulumi.Input<pulumi.Input<string>[]> | undefined,
): pulumi.Input<string> | undefined {
  if (items === undefined || (Array.isArray(items) && items.length === 0)) {
    return undefined;
  }
  const join = (known: string[]) => [...new Set(known)].sort().join(",");
  return isPlain(items) && items.every(isPlain)
    ? join(items as string[])
    : pulumi.output(items).apply(join);
}
