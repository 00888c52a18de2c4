import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";

const differenceSchema = z.strictObject({
  /** What documents it: ids of `edge-simulator/facts.json`. */
  facts: z.array(z.string()).nonempty(),
  /** What CloudFront does instead, in one sentence. */
  behaviour: z.string().regex(/^[^\n]+\.$/),
  /** Ids of the tests that can't pass for it. */
  tests: z.array(z.string()).nonempty(),
});

/** Something that the suite requires and CloudFront is documented not to do. */
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
