const TRANSFORMATIONS = "That is the resource option transformations, which sees each resource.";

/** What other tools call the way to change a single resource of a component. */
export const TRANSFORMATION_HINTS: Record<string, string> = {
  overrides: TRANSFORMATIONS,
  transform: TRANSFORMATIONS,
  transforms: TRANSFORMATIONS,
};
