import { z } from "zod";

/** A list as the API writes it: `Quantity` may be left out, and else has to be the true number. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return limitedListOf(item, Infinity);
}

/** Such a list of which CloudFront takes so many items and no more. */
export function limitedListOf<Item extends z.ZodType>(item: Item, mostItems: number) {
  return z
    .strictObject({ Quantity: z.int().optional(), Items: z.array(item).max(mostItems).optional() })
    .refine(hasTrueQuantity, quantityRule);
}

/** For `refine`: that `Quantity`, where present, is the number of `Items`. */
export function hasTrueQuantity(list: { Quantity?: number; Items?: readonly unknown[] }): boolean {
  return list.Quantity === undefined || list.Quantity === (list.Items?.length ?? 0);
}

export const quantityRule = {
  path: ["Quantity"],
  error: "must equal the number of Items",
  params: { remedy: "Correct it or leave it out." },
};

/** A header's name. */
export const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~\w-]+$/, { error: "must be a header name without spaces" });

/** A header's value, as HTTP can carry it: each character one byte. */
export const headerValue = z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, {
  error: "must be one line of Latin-1 characters",
});

/** A field that is accepted, and has no effect on what a distribution answers on a laptop. */
export const withoutEffect = z.unknown().optional();

/**
 * A field that would change what viewers get, and isn't simulated: only values that leave the
 * feature off are accepted.
 */
export function notSimulated(isOff: (value: unknown) => boolean, remedy = "Leave it out.") {
  return z
    .unknown()
    .optional()
    .refine((value) => value === undefined || isOff(value), {
      error: "is not simulated",
      params: { remedy: `${remedy} README.md lists what is simulated.`, isUnsimulated: true },
    });
}

export const isEmptyString = (value: unknown): boolean => value === "";
export const isFalse = (value: unknown): boolean => value === false;
export const isNothing = (): boolean => false;

/** For `notSimulated`: that a list holds nothing. */
export function isEmptyList(value: unknown): boolean {
  const list = z
    .object({ Quantity: z.literal(0).optional(), Items: z.array(z.never()).optional() })
    .safeParse(value);
  return list.success;
}

/** For `notSimulated`: that a feature with an `Enabled` switch is switched off. */
export function isDisabled(value: unknown): boolean {
  return z.object({ Enabled: z.literal(false) }).safeParse(value).success;
}
