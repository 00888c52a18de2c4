import type { Finding } from "../../../deployment/check";
import { describeLastDeployment } from "../../../deployment/preflight/describe-last-deployment";
import { readState } from "../../../deployment/pulumi-cli";
import type { EngineProject } from "../../support/engine/engine-project";

/** What preflight says of a stack's last deployment, by the state that the engine left. */
export async function findLastDeployment(project: EngineProject, stack: string): Promise<Finding> {
  const { directory: projectDirectory, environment } = project;
  return describeLastDeployment(await readState({ projectDirectory, environment }, stack), stack);
}
