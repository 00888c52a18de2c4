import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";

const factSchema = z.strictObject({
  /** Area and number, as in `CF-KEY-02`, or the name of a managed policy. */
  id: z.string().regex(/^(CF-[A-Z0-9]+-(\d{2}|[A-Z][\w-]*)|RFC-\d{2}|AMB-\d{2})$/),
  area: z.string().min(1),
  /** What CloudFront does, in one sentence that a test can show. */
  rule: z.string().regex(/^[^\n]+[^.]\.$/),
  /** A page of CloudFront's developer guide by its name, or the URL of another page. */
  page: z.string().regex(/^([\w.-]+|https:\/\/\S+)$/),
  /**
   * Whether AWS promises it, others have seen it, it follows from what is promised, or AWS leaves it
   * open; then the rule says what the edge simulator does.
   */
  kind: z.enum(["documented", "observed", "inferred", "ambiguous"]),
  /** Why the edge simulator doesn't do so. Without it, a test's title names the id. */
  notSimulated: z
    .string()
    .regex(/^[^\n]+\.$/)
    .optional(),
});

/** One thing that is known of CloudFront's behaviour. */
export type Fact = z.infer<typeof factSchema>;

const FILE = path.resolve(__dirname, "../../edge-simulator/facts.json");

/**
 * Reads the project's list of facts.
 *
 * @throws Error that names every entry that is wrong
 */
export function readFacts(): Fact[] {
  const { data, error } = z.array(factSchema).safeParse(JSON.parse(fs.readFileSync(FILE, "utf8")));
  if (error !== undefined) {
    throw new Error(`edge-simulator/facts.json:\n${z.prettifyError(error)}`);
  }
  return data;
}

/** Facts by area, in the order of the list. */
export function groupByArea(facts: readonly Fact[]): Map<string, Fact[]> {
  const areas = new Map<string, Fact[]>();
  for (const fact of facts) {
    areas.set(fact.area, [...(areas.get(fact.area) ?? []), fact]);
  }
  return areas;
}
