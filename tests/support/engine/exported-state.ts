import type { EngineProject } from "./engine-project";

/** What `pulumi stack export` says, as far as a failed deployment shows in it. */
export interface ExportedState {
  /** Every resource that a provider made: its type and id, sorted. */
  made: string[];
  /** What the provider said of resources that it took for failed, by their logical names. */
  failures: Record<string, string[]>;
  /** Operations that nobody knows the end of, such as `creating web`. */
  pendingOperations: string[];
}

interface Exported {
  deployment: {
    resources?: ExportedResource[];
    pending_operations?: { type: string; resource: ExportedResource }[];
  };
}

interface ExportedResource {
  urn: string;
  type: string;
  id?: string;
  initErrors?: string[];
}

/** Reads a stack's state as a user would. */
export async function exportState(project: EngineProject, stack: string): Promise<ExportedState> {
  const { output } = await project.run(["stack", "export", "--stack", stack]);
  const { resources = [], pending_operations = [] } = (JSON.parse(output) as Exported).deployment;
  const made = resources.flatMap(({ type, id = "" }) =>
    id === "" || type.startsWith("pulumi:") ? [] : [`${type} ${id}`],
  );
  const failures = resources.flatMap(({ urn, initErrors = [] }) =>
    initErrors.length === 0 ? [] : [[nameOf(urn), initErrors] as const],
  );
  return {
    made: made.sort(),
    failures: Object.fromEntries(failures),
    pendingOperations: pending_operations.map(
      ({ type, resource }) => `${type} ${nameOf(resource.urn)}`,
    ),
  };
}

/** What the account has, in the words of `ExportedState.made`. */
export function listMade({ account }: EngineProject): string[] {
  return account
    .list()
    .map(({ type, id }) => `${type} ${id}`)
    .sort();
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
