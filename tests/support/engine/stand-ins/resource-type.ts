import type { Account, StoredResource } from "./account";
import type { Properties } from "./properties";
import type { RuleId } from "./rules";

/** What is known of a resource while it is made. */
export interface Creation {
  id: string;
  logicalName: string;
  inputs: Properties;
  account: Account;
}

/** How the provider and AWS treat one type of resource, as far as a deployment shows it. */
export interface ResourceType {
  /** Pulumi's type token. */
  token: string;
  /** The id of a new resource. */
  identify: (creation: Omit<Creation, "id">) => string;
  /** Inputs whose change replaces the resource. */
  replacedBy: string[];
  /** The input that the provider fills in where the program leaves it out, and its most characters. */
  autoName?: { property: string; maxLength: number };
  /** What AWS decides: known once the resource exists, kept by updates. */
  outputs: Record<string, (creation: Creation) => unknown>;
  /** The inputs as AWS gives them back. */
  readBack?: (inputs: Properties, account: Account) => Properties;
  /** What comes back of a resource that the state doesn't know yet, when it is imported. */
  importInputs?: (resource: StoredResource, account: Account) => Properties;
  /** What the provider compares: of a set, one order. */
  normalize?: (inputs: Properties) => Properties;
  /** Why AWS won't make it, if it won't. */
  refuseCreate?: (creation: Omit<Creation, "id">) => string | undefined;
  /** Why AWS won't change it, if it won't. */
  refuseUpdate?: (
    before: StoredResource,
    inputs: Properties,
    account: Account,
  ) => string | undefined;
  /** Why AWS won't delete it, if it won't. */
  refuseDelete?: (resource: StoredResource, account: Account) => string | undefined;
  /** An input that an update sends to nobody. */
  ignoredInput?: { name: string; rule: RuleId };
  /** What AWS deletes with it. */
  takesAlong?: (resource: StoredResource, account: Account) => StoredResource[];
  /** Whether AWS keeps it, although its deletion passes for done. */
  outlivesDeletion?: (resource: StoredResource, account: Account) => boolean;
  /** What happens on the machine that deploys, and what it gives out. */
  run?: (
    kind: "create" | "update",
    inputs: Properties,
    environment: NodeJS.ProcessEnv,
  ) => Promise<Properties>;
}
