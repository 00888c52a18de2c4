import { z } from "zod";
import type { Problem } from "./problems";

/** Of origin groups, only what refers to something else. */
export const referringOriginGroups = z.object({
  Items: z
    .array(
      z.object({
        Id: z.string(),
        Members: z.object({ Items: z.array(z.object({ OriginId: z.string() })) }),
      }),
    )
    .optional(),
});

/** What doesn't fit together: ids used twice, members that are no origins or the same one. */
export function findOriginProblems(
  originIds: readonly string[],
  groups: NonNullable<z.infer<typeof referringOriginGroups>["Items"]>,
): Problem[] {
  const groupIds = groups.map(({ Id }) => Id);
  return [
    ...findRepeated(originIds, [], (index) => `Origins.Items[${index}].Id`),
    ...findRepeated(groupIds, originIds, (index) => `OriginGroups.Items[${index}].Id`),
    ...groups.flatMap(({ Members }, index) => {
      const memberIds = Members.Items.map(({ OriginId }) => OriginId);
      const pathOf = (member: number) =>
        `OriginGroups.Items[${index}].Members.Items[${member}].OriginId`;
      return [...findUnknown(memberIds, originIds, pathOf), ...findRepeated(memberIds, [], pathOf)];
    }),
  ];
}

type PathOf = (index: number) => string;

function findRepeated(ids: readonly string[], others: readonly string[], pathOf: PathOf) {
  const isRepeated = (id: string, index: number) =>
    ids.indexOf(id) !== index || others.includes(id);
  return describeEach(ids, isRepeated, pathOf, {
    rule: "must be used once",
    remedy: "Choose another Id.",
  });
}

function findUnknown(ids: readonly string[], known: readonly string[], pathOf: PathOf) {
  return describeEach(ids, (id) => !known.includes(id), pathOf, {
    rule: "must be an origin's Id",
    remedy: `Use one of ${known.map((id) => `"${id}"`).join(", ")}.`,
  });
}

function describeEach(
  ids: readonly string[],
  isWrong: (id: string, index: number) => boolean,
  pathOf: PathOf,
  { rule, remedy }: Pick<Problem, "rule" | "remedy">,
): Problem[] {
  return ids.flatMap((id, index) =>
    isWrong(id, index)
      ? [{ path: `DistributionConfig.${pathOf(index)}`, rule, value: id, remedy }]
      : [],
  );
}
