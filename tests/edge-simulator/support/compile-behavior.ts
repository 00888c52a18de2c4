import {
  addManagedPolicies,
  compileDistribution,
  findProblems,
  type Behavior,
  type CompiledDistribution,
} from "../../../edge-simulator";
import { describeOptions, type StageOptions } from "./test-stage";

/** A distribution as it is served, without a server. */
export function compileOptions(options: StageOptions): CompiledDistribution {
  const { distribution, policies } = describeOptions(options);
  const problems = findProblems({ distribution, policies, functions: options.edge?.functions });
  if (problems.length > 0) {
    throw new Error(JSON.stringify(problems));
  }
  return compileDistribution(distribution, addManagedPolicies(policies));
}

/** The default behavior of such a distribution. */
export function compileDefaultBehavior(options: StageOptions): Behavior {
  const behavior = compileOptions(options).behaviors.at(-1);
  if (behavior === undefined) {
    throw new Error("No behavior.");
  }
  return behavior;
}
