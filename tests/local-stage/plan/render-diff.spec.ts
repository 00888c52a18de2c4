import { expect } from "chai";
import fc from "fast-check";
import { diffStacks } from "../../../local-stage/plan/diff-stacks";
import type { StackChanges } from "../../../local-stage/plan/render-diff";
import { renderChanges, renderChangesMarkdown } from "../../../local-stage/plan/render-diff";
import type { RecordedResource } from "../../../local-stage/recorded-stack";
import { readTables } from "./read-tables";
import { describeResource, describeStack } from "./stacks";

const BUCKET = "aws:s3/bucket:Bucket";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

const compare = (before: RecordedResource[], after: RecordedResource[]): StackChanges => ({
  project: "shop",
  stack: "prod",
  isNewStack: false,
  diff: diffStacks(describeStack(...before), describeStack(...after)),
});

const changes = compare(
  [
    describeResource(BUCKET, "old"),
    describeResource(BUCKET, "kept", { tags: { Team: "a|b" }, acl: "x" }),
    describeResource(DISTRIBUTION, "cdn", { defaultCacheBehavior: { compress: true } }),
  ],
  [
    describeResource(BUCKET, "new"),
    describeResource(BUCKET, "kept", { tags: { Team: "`c`\n" } }),
    describeResource(DISTRIBUTION, "cdn", { defaultCacheBehavior: { compress: false } }),
  ],
);

describe("renderChanges", () => {
  it("lists what changes", () => {
    expect(renderChanges(changes).split("\n")).to.deep.equal([
      "shop (prod): 1 added, 1 removed, 2 changed",
      "+ aws:s3:Bucket  new",
      "- aws:s3:Bucket  old",
      "~ aws:s3:Bucket  kept",
      "    acl: x → (not set)",
      '    tags.Team: a|b → "`c`\\n"',
      "~ behavior Default (*) of cdn, changed",
      "    compress: true → false",
    ]);
  });

  it("says so when nothing does", () => {
    expect(renderChanges(compare([], []))).to.equal("shop (prod): no changes");
  });

  it("says that a stack is new", () => {
    const { diff } = compare([], [describeResource(BUCKET, "a")]);
    expect(renderChanges({ project: "shop", stack: "prod", isNewStack: true, diff })).to.equal(
      "shop (prod): new, everything is added (1 added, 0 removed, 0 changed)\n+ aws:s3:Bucket  a",
    );
  });
});

describe("renderChangesMarkdown", () => {
  it("has a table for each kind of change", () => {
    const text = renderChangesMarkdown(changes);
    expect(text.split("\n")[0]).to.equal("### Stack `prod`: 1 added, 1 removed, 2 changed");
    expect(text.match(/^#### .+$/gm)).to.deep.equal([
      "#### Added resources",
      "#### Removed resources",
      "#### Changed behaviors",
      "#### Changed resources",
    ]);
    expect(readTables(text)).to.deep.equal([
      { columns: ["Type", "Name"], rows: [["`aws:s3:Bucket`", "`new`"]] },
      { columns: ["Type", "Name"], rows: [["`aws:s3:Bucket`", "`old`"]] },
      {
        columns: ["Path pattern", "Behavior", "What", "Before", "After", "Distribution"],
        rows: [["`Default (*)`", "changed", "`compress`", "`true`", "`false`", "`cdn`"]],
      },
      {
        columns: ["Type", "Name", "Input", "Before", "After"],
        rows: [
          ["`aws:s3:Bucket`", "`kept`", "`acl`", "`x`", "not set"],
          ["`aws:s3:Bucket`", "`kept`", "`tags.Team`", "`a\\|b`", '``"`c`\\n"``'],
        ],
      },
    ]);
  });

  it("is one line when nothing changes", () => {
    expect(renderChangesMarkdown(compare([], []))).to.equal("**Stack `prod`: no changes.**");
  });

  it("stays under 60,000 bytes and well-formed, however large", () => {
    const text = fc.string({ unit: "binary", maxLength: 300 });
    const inputs = fc.dictionary(text, text, { maxKeys: 5 });
    const resource = fc.record({ name: text, before: inputs, after: inputs });
    fc.assert(
      fc.property(
        fc.array(resource, { maxLength: 20 }),
        fc.integer({ min: 1, max: 60 }),
        (drawn, times) => {
          const all = Array.from({ length: times }, (_, copy) =>
            drawn.map((one, index) => ({ ...one, name: `${copy}.${index}.${one.name}` })),
          ).flat();
          const side = (which: "before" | "after") =>
            all.map((one) => describeResource(BUCKET, one.name, one[which]));
          const rendered = renderChangesMarkdown(compare(side("before"), side("after")));
          expect(Buffer.byteLength(rendered)).to.be.at.most(60_000);
          readTables(rendered);
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  });
});
