import type { Properties } from "./properties";
import type { RuleId } from "./rules";

/** A resource that exists in the account. */
export interface StoredResource {
  /** Pulumi's type token. */
  type: string;
  id: string;
  /** What the id is unique in, where that is not the account: the application of a version. */
  scope?: string | undefined;
  /** The logical name in the program that made it. */
  logicalName: string;
  inputs: Properties;
  /** Inputs as they are read back, and what AWS decided. */
  outputs: Properties;
}

export type OperationKind = "create" | "update" | "delete";

/** A change of the account, in the order in which changes began. */
export interface Operation {
  kind: OperationKind;
  type: string;
  logicalName: string;
}

/** A change that stands still. */
export interface Hold {
  /** Resolves once a change waits. */
  reached: Promise<void>;
  /** Lets it go on. */
  release(): void;
}

/** An error that the account is to answer with. */
export interface Fault {
  kind: OperationKind;
  type: string;
  /**
   * Whether the change is refused; made, and then reported as failed; or begun, taken back by AWS, and
   * reported as failed.
   */
  moment: "refused" | "half-way" | "rolled-back";
  message: string;
}

/** What AWS holds: the stand-ins of all providers share one, as the programs of one account do. */
export class Account {
  /** What the AWS provider says of missing credentials; undefined with credentials. */
  credentialProblem: string | undefined;

  private readonly resources = new Map<string, StoredResource>();
  private readonly faults: Fault[] = [];
  private readonly holds = new Map<string, Hold & { reach: () => void; released: Promise<void> }>();
  private cancelHeld = () => {};
  private sequence = 0;
  private log: Operation[] = [];

  /** @param brokenRule A rule that is not followed, to see which test notices. */
  constructor(private readonly brokenRule?: RuleId) {}

  /** Whether a rule is followed. */
  follows(rule: RuleId): boolean {
    return rule !== this.brokenRule;
  }

  /** Lets the next change of this kind and type fail. */
  failNext(fault: Fault): void {
    this.faults.push(fault);
  }

  /** Takes the fault that a change meets at this moment, if there is one. */
  takeFault(kind: OperationKind, type: string, moment: Fault["moment"]): Fault | undefined {
    const index = this.faults.findIndex(
      (fault) => fault.kind === kind && fault.type === type && fault.moment === moment,
    );
    return index < 0 ? undefined : this.faults.splice(index, 1)[0];
  }

  /** Lets the next change of this kind and type stand still, to see what waits for it. */
  holdNext(kind: OperationKind, type: string): Hold {
    let reach = () => {};
    let release = () => {};
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    this.holds.set(`${kind} ${type}`, { reach, reached, release, released });
    return { reached, release };
  }

  /** Waits while a change of this kind and type is held. */
  async passHold(kind: OperationKind, type: string): Promise<void> {
    const hold = this.holds.get(`${kind} ${type}`);
    this.holds.delete(`${kind} ${type}`);
    if (hold !== undefined) {
      this.cancelHeld = () => {
        this.failNext({ kind, type, moment: "half-way", message: "context canceled" });
        hold.release();
      };
      hold.reach();
      await hold.released;
      this.cancelHeld = () => {};
    }
  }

  /** Lets the change that stands still fail, as a provider gives up waiting when it is told to. */
  cancel(): void {
    this.cancelHeld();
  }

  /** A number that nothing else in the account has. */
  nextNumber(): number {
    return ++this.sequence;
  }

  record(operation: Operation): void {
    this.log.push(operation);
  }

  /** The changes since the last call. */
  takeOperations(): Operation[] {
    const operations = this.log;
    this.log = [];
    return operations;
  }

  put(resource: StoredResource): void {
    this.resources.set(describeKey(resource), resource);
  }

  remove(type: string, id: string, scope?: string): void {
    const resource = this.find(type, id, scope);
    if (resource !== undefined) {
      this.resources.delete(describeKey(resource));
    }
  }

  /** @param scope Left out, any one that has the id. */
  find(type: string, id: string, scope?: string): StoredResource | undefined {
    return this.list(type).find(
      (resource) => resource.id === id && (scope === undefined || resource.scope === scope),
    );
  }

  /** All resources, or those of a type. */
  list(type?: string): StoredResource[] {
    return [...this.resources.values()].filter(
      (resource) => type === undefined || resource.type === type,
    );
  }
}

function describeKey({ type, scope = "", id }: StoredResource): string {
  return [type, scope, id].join(" ");
}
