import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";

const differenceFields = z.strictObject({
  /** What documents it: ids of `edge-simulator/facts.json`. */
  facts: z.array(z.string()),
  /** Where nothing of CloudFront's does: what else says that the suite need not be followed. */
  section: z.string().optional(),
  /** What CloudFront does instead, in one sentence. */
  behaviour: z.string().regex(/^[^\n]+\.$/),
  /** Ids of the tests that can't pass for it. */
  tests: z.array(z.string()).nonempty(),
});
const differenceSchema = differenceFields.refine(
  ({ facts, section }) => (facts.length === 0) === (section !== undefined),
  { error: "must name facts or, where there is none, a section" },
);

/** Something that the suite requires and the edge has a reason not to do. */
export type Difference = z.infer<typeof differenceSchema>;

/**
 * Reads the list of differences.
 *
 * @throws Error that names every entry that is wrong
 */
export function readDifferences(): Difference[] {
  const text = fs.readFileSync(path.join(__dirname, "differences.json"), "utf8");
  const { data, error } = z.array(differenceSchema).safeParse(JSON.parse(text));
  if (error !== undefined) {
    throw new Error(`tests/conformance/differences.json:\n${z.prettifyError(error)}`);
  }
  return data;
}
