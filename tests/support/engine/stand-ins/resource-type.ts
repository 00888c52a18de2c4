import type { Account, OperationKind, StoredResource } from "./account";
import type { AutoName } from "./auto-name";
import type { Properties } from "./properties";
import type { RuleId } from "./rules";

/** What is known of a resource before it is made. */
export interface NewResource {
  logicalName: string;
  inputs: Properties;
  account: Account;
}

/** What is known of a resource while it is made. */
export interface Creation extends NewResource {
  id: string;
}

/** A resource as the engine knows it. */
export interface KnownResource {
  id: string;
  inputs: Properties;
  /** What the state says of it, which can be wrong after a failure. */
  state: Properties;
}

/** Where something runs on the machine that deploys. */
export interface RunContext {
  environment: NodeJS.ProcessEnv;
  account: Account;
  /** What the state says of the resource; empty for a new one. */
  state: Properties;
  /** Shows a line beside the resource, as long as it is worked on. */
  say: (line: string) => Promise<void>;
}

/** How the provider and AWS treat one type of resource, as far as a deployment shows it. */
export interface ResourceType {
  /** Pulumi's type token. */
  token: string;
  /** The id of a new resource. */
  identify: (creation: NewResource) => string;
  /** What the id is unique in, where that is not the account. */
  scope?: (properties: Properties, logicalName: string) => string;
  /** Whether the state alone knows it: what the account has of it is for tests to look at. */
  isInState?: true;
  /** Inputs whose change replaces the resource. */
  replacedBy: string[];
  /** Others of the changed inputs that replace it. */
  findReplacing?: (before: Properties, after: Properties, account: Account) => string[];
  /** Whether it goes before it is made anew, in any case. */
  deletesFirst?: (account: Account) => boolean;
  /** The input that the provider fills in where the program leaves it out. */
  autoName?: AutoName;
  /** What AWS decides: known once the resource exists, kept by updates. */
  outputs: Record<string, (creation: Creation) => unknown>;
  /** Those of them that each update decides anew. */
  renewed?: string[];
  /** Those that the preview of an update doesn't know. */
  unknownInUpdates?: (account: Account) => string[];
  /** The inputs as AWS gives them back. */
  readBack?: (inputs: Properties, account: Account) => Properties;
  /** What a refresh makes of the outputs, by what the state knows. */
  readAgain?: (outputs: Properties, state: Properties, account: Account) => Properties;
  /** What comes back of inputs or outputs by an import; undefined where the type has none. */
  readImported?: (properties: Properties, account: Account) => Properties | undefined;
  /** What the provider compares: of a set, one order. */
  normalize?: (inputs: Properties, account: Account) => Properties;
  /** Why AWS won't make it, if it won't. */
  refuseCreate?: (creation: NewResource) => string | undefined;
  /** Why AWS won't change it, if it won't. */
  refuseUpdate?: (
    before: StoredResource,
    inputs: Properties,
    account: Account,
  ) => string | undefined;
  /** Why AWS won't delete it, if it won't. */
  refuseDelete?: (resource: StoredResource, account: Account) => string | undefined;
  /** Whether the provider does more once it is made, so that it can be there and have failed. */
  canFailHalfWay?: true;
  /** An input that an update sends to nobody. */
  ignoredInput?: { name: string; rule: RuleId };
  /** Whether AWS keeps it, although its deletion passes for done. */
  outlivesDeletion?: (resource: StoredResource, account: Account) => boolean;
  /** What AWS deletes with it. */
  takesAlong?: (resource: StoredResource, account: Account) => StoredResource[];
  /** What happens on the machine that deploys, and what it gives out. */
  run?: (kind: OperationKind, inputs: Properties, context: RunContext) => Promise<Properties>;
}
