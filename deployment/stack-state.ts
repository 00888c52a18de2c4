/** What `pulumi stack export` has of a deployment, as far as it tells how the deployment ended. */
export interface StackState {
  resources?: StateResource[];
  pending_operations?: PendingOperation[];
}

/** What a deployment began, and of which nobody wrote down how it ended. */
export interface PendingOperation {
  /** `creating`, `updating`, `deleting`, … */
  type: string;
  resource: StateResource;
}

export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  parent?: string;
  /** Whether Pulumi refuses to delete or replace it. */
  protect?: boolean;
  /** The URN and the id of its provider. */
  provider?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  /** What the provider said where AWS made the resource, or changed it, and that failed. */
  initErrors?: string[];
}

/** The logical name. */
export function readName({ urn }: StateResource): string {
  return urn.split("::").slice(3).join("::");
}

/** The type without its package and module. */
export function readShortType({ type }: StateResource): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

/** A text among what AWS has, or among what the program asked for. */
export function readText({ outputs, inputs }: StateResource, key: string): string | undefined {
  const value = outputs?.[key] ?? inputs?.[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The resource's own region, else that of its provider. */
export function readRegion(resource: StateResource, state: StackState): string | undefined {
  const provider = state.resources?.find(
    ({ urn, id }) => resource.provider !== undefined && resource.provider === `${urn}::${id}`,
  );
  return readText(resource, "region") ?? (provider && readText(provider, "region"));
}
