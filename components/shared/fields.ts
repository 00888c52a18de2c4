import type * as pulumi from "@pulumi/pulumi";
import { checkWhenKnown, isPlain } from "./inputs";
import type { Place } from "./place";
import { addProblem, below, refuse } from "./place";
import type { Problem } from "./problems";
import { suggest } from "./suggest";

/**
 * What is known of one argument: its type, its range and its default. Reading it checks and resolves
 * it in one go.
 */
export interface Field<Given, Settled> {
  /**
   * The settled value of what a caller gave. A problem goes to the place's list; the value is then
   * still of the settled type, so that whoever reads on finds what they expect.
   */
  read(given: unknown, place: Place): Settled;
  /** For the compiler alone: what the interface of the arguments may declare. */
  readonly takes?: (given: Given) => void;
}

/** A field for each argument of an interface: leaving one out is an error of compilation. */
export type Fields<Args> = { [Key in keyof Args]-?: Field<Args[Key], unknown> };

/** What a field, or a group's fields, settle to. */
export type Settled<F> = F extends Field<never, infer S> ? S : never;
export type SettledFields<F> = { [Key in keyof F]: Settled<F[Key]> };

/** A group of arguments, with its fields at hand for a group that takes them over. */
export interface Group<Args, F> extends Field<Args, SettledFields<F>> {
  fields: F;
}

/** What a text must look like. */
export interface TextRule {
  matches: RegExp | ((value: string) => boolean);
  must: string;
  remedy: string;
}

/** A text; without rules any but the empty one. All rules that are broken are told. */
export function text(...rules: TextRule[]): Field<string, string> {
  const checked = rules.length > 0 ? rules : [NOT_EMPTY];
  return {
    read(given, place) {
      if (typeof given !== "string") {
        return refuse(place, given, "must be a text", "Put it in quotation marks.", "");
      }
      for (const { matches, must, remedy } of checked) {
        if (!(matches instanceof RegExp ? matches.test(given) : matches(given))) {
          addProblem(place, must, remedy, given);
        }
      }
      return given;
    },
  };
}

const NOT_EMPTY: TextRule = {
  matches: /./,
  must: "must not be empty",
  remedy: "Give a value, or leave it out.",
};

/** A text that can be anything, the empty one included. */
export function anyText(): Field<string, string> {
  return text({ matches: () => true, must: "", remedy: "" });
}

/** A whole number in a closed range. */
export function wholeNumber(unit: string, min: number, max: number): Field<number, number> {
  return numeric(`a whole number of ${unit}`, Number.isInteger, min, max);
}

/** Any number in a closed range. */
export function decimal(unit: string, min: number, max: number): Field<number, number> {
  return numeric(`a number of ${unit}`, Number.isFinite, min, max);
}

function numeric(
  kind: string,
  isKind: (value: unknown) => boolean,
  min: number,
  max: number,
): Field<number, number> {
  return {
    read(given, place) {
      if (isKind(given) && (given as number) >= min && (given as number) <= max) {
        return given as number;
      }
      const must = `must be ${kind} from ${min} to ${max}`;
      const settled = typeof given === "number" ? given : min;
      return refuse(place, given, must, "Use a number in that range.", settled);
    },
  };
}

/** Yes or no. */
export function flag(): Field<boolean, boolean> {
  return {
    read: (given, place) =>
      typeof given === "boolean"
        ? given
        : refuse(place, given, "must be true or false", "Leave out quotation marks.", false),
  };
}

/** A member of an enum: callers without types can pass anything. */
export function oneOf<Member extends string>(
  members: Record<string, Member>,
  remedy = "Use a member of the enum.",
): Field<Member, Member> {
  const allowed = Object.values(members);
  return {
    read(given, place) {
      const [first] = allowed;
      const must = `must be one of ${allowed.map((member) => `"${member}"`).join(", ")}`;
      return allowed.includes(given as Member)
        ? (given as Member)
        : refuse(place, given, must, remedy, first as Member);
    },
  };
}

/** How many entries a list may have. */
export interface ListSize {
  /** 0 or, where there is no most, 1. */
  min?: number;
  max?: number;
  remedy?: string;
}

/** A list, whose entries are all of one kind. */
export function list<Given, S>(
  item: Field<Given, S>,
  { min = 0, max = Infinity, remedy = "Change the number of entries." }: ListSize = {},
): Field<Given[], S[]> {
  return {
    read(given, place) {
      if (!Array.isArray(given)) {
        return refuse(place, given, "must be a list", "Put it in square brackets.", []);
      }
      if (given.length < min || given.length > max) {
        const must = max === Infinity ? "must not be empty" : `must have ${min} to ${max} entries`;
        addProblem(place, must, remedy, given.length);
      }
      return given.map((entry, index) => item.read(entry, below(place, `[${index}]`)));
    },
  };
}

/** A mapping from names, which follow a rule, to values of one kind. */
export function record<Given, S>(
  item: Field<Given, S>,
  { matches, must, remedy }: TextRule,
): Field<Record<string, Given>, Record<string, S>> {
  return {
    read(given, place) {
      if (!isMapping(given)) {
        return refuse(place, given, "must be a mapping", "Put it in braces.", {});
      }
      const entries = Object.entries(given).filter(([, value]) => value !== undefined);
      for (const [name] of entries) {
        if (!(matches instanceof RegExp ? matches.test(name) : matches(name))) {
          addProblem(place, must, remedy, name);
        }
      }
      return Object.fromEntries(
        entries.map(([name, value]) => [name, item.read(value, below(place, `.${name}`))]),
      );
    },
  };
}

/**
 * A group of arguments. A key that it doesn't know is a problem, with the nearest known one as its
 * remedy, or what the hints say of it.
 */
export function group<Args extends object>() {
  return <F extends Fields<Args>>(
    fields: F,
    hints: Record<string, string> = {},
  ): Group<Args, F> => ({
    fields,
    read(given, place) {
      if (!isMapping(given)) {
        const empty = { ...place, problems: [] };
        const settled = readFields(fields, {}, empty);
        return refuse(place, given, "must be a group of arguments", "Put them in braces.", settled);
      }
      for (const key of Object.keys(given).filter((known) => given[known] !== undefined)) {
        if (!Object.hasOwn(fields, key)) {
          const hint = Object.hasOwn(hints, key) ? hints[key] : undefined;
          const remedy = hint ?? suggest(key, Object.keys(fields));
          addProblem(below(place, `.${key}`), "is not an argument", remedy);
        }
      }
      return readFields(fields, given, place);
    },
  });
}

function readFields<F extends object>(
  fields: F,
  given: Record<string, unknown>,
  place: Place,
): SettledFields<F> {
  const entries = Object.entries(fields as Record<string, Field<never, unknown>>).map(
    ([key, field]) => [key, field.read(given[key], below(place, `.${key}`))],
  );
  return Object.fromEntries(entries) as SettledFields<F>;
}

/** An argument that may be left out, and is then left to AWS. */
export function optional<Given, S>(
  field: Field<Given, S>,
): Field<Given | undefined, S | undefined> {
  return {
    read: (given, place) => (given === undefined ? undefined : field.read(given, place)),
  };
}

/** `NoInfer`, which TypeScript has from 5.4 on alone: a default does not decide what is taken. */
type Fixed<T> = [T][T extends unknown ? 0 : never];

/** An argument that may be left out, and then has this value. */
export function withDefault<Given, S>(
  field: Field<Given, S>,
  fallback: Fixed<Given>,
): Field<Given | undefined, S> {
  return { read: (given, place) => field.read(given === undefined ? fallback : given, place) };
}

/** A value of which a part depends on another: what is left out is put in when all has been read. */
export function completed<Given, S, Complete>(
  field: Field<Given, S>,
  complete: (settled: S) => Complete,
): Field<Given, Complete> {
  return { read: (given, place) => complete(field.read(given, place)) };
}

/**
 * A value that need not be known yet. What is known is checked now; what is not, before anybody
 * gets to read it.
 */
export function input<Given, S>(
  field: Field<Given, S>,
): Field<pulumi.Input<Given>, pulumi.Input<S>> {
  return {
    read: (given, place) =>
      isPlain(given)
        ? field.read(given, place)
        : (checkWhenKnown(place.subject, given, (known) => {
            const later: Place = { ...place, problems: [] };
            field.read(known, later);
            return later.problems;
          }) as pulumi.Input<S>),
  };
}

/** A value that no message shows: somebody may have put a secret there. */
export function hidden<Given, S>(field: Field<Given, S>): Field<Given, S> {
  return {
    read(given, place) {
      const found: Problem[] = [];
      const settled = field.read(given, { ...place, problems: found });
      place.problems.push(...found.map((problem) => ({ ...problem, value: undefined })));
      return settled;
    },
  };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return (
    value !== null && typeof value === "object" && !Array.isArray(value) && isPlain(value as object)
  );
}
