import type { Field } from "./fields";
import { refuse } from "./place";

/** What a whole number must be, where no unit counts it. */
export interface NumberRule {
  matches: (value: number) => boolean;
  must: string;
  remedy: string;
}

/** A whole number that follows a rule. */
export function numberThat({ matches, must, remedy }: NumberRule): Field<number, number> {
  return {
    read(given, place) {
      const value = typeof given === "number" ? given : NaN;
      return Number.isInteger(value) && matches(value)
        ? value
        : refuse(place, given, must, remedy, value);
    },
  };
}

/** A number out of a short list. */
export function oneOfNumbers(
  allowed: number[],
  remedy = "Use a number of that list.",
): Field<number, number> {
  return numberThat({
    matches: (value) => allowed.includes(value),
    must: `must be one of ${allowed.join(", ")}`,
    remedy,
  });
}

/** A whole number that counts nothing, such as a priority: what it is, in a closed range. */
export function ordinal(what: string, min: number, max: number): Field<number, number> {
  return numberThat({
    matches: (value) => value >= min && value <= max,
    must: `must be ${what} from ${min} to ${max}`,
    remedy: "Use a number in that range.",
  });
}

/** A TCP port. */
export const PORT = ordinal("a port", 1, 65_535);
