import { expect } from "chai";
import fc from "fast-check";
import type { StackDiff, ValueChange } from "../../../local-stage/plan/diff-stacks";
import { diffStacks, isEmptyDiff } from "../../../local-stage/plan/diff-stacks";
import type {
  RecordedResource,
  RecordedStack,
  RecordedValue,
} from "../../../local-stage/recorded-stack";
import { markSecret } from "../../../local-stage/recorded-stack";
import { describeResource, describeStack } from "./stacks";

const BUCKET = "aws:s3/bucket:Bucket";

/** Both sides with one bucket that differs, and the changes that are found. */
function diffBucket(
  before: Partial<RecordedResource>,
  after: Partial<RecordedResource>,
): ValueChange[] | undefined {
  const diff = diffStacks(
    describeStack(describeResource(BUCKET, "b", {}, before)),
    describeStack(describeResource(BUCKET, "b", {}, after)),
  );
  expect([diff.added, diff.removed]).to.deep.equal([[], []]);
  return diff.changed[0]?.changes;
}

describe("diffStacks", () => {
  it("tells what was added, removed and changed", () => {
    const before = describeStack(
      describeResource(BUCKET, "kept", { forceDestroy: true, tags: { Team: "a" } }),
      describeResource(BUCKET, "old"),
      describeResource(BUCKET, "same", { a: 1 }),
    );
    const after = describeStack(
      describeResource(BUCKET, "kept", { forceDestroy: false, bucket: "x" }),
      describeResource(BUCKET, "new"),
      describeResource(BUCKET, "same", { a: 1 }),
    );
    const expected: StackDiff = {
      added: [{ type: BUCKET, name: "new" }],
      removed: [{ type: BUCKET, name: "old" }],
      changed: [
        {
          type: BUCKET,
          name: "kept",
          changes: [
            { path: "bucket", after: "x" },
            { path: "forceDestroy", before: true, after: false },
            { path: "tags.Team", before: "a" },
          ],
        },
      ],
    };
    expect(diffStacks(before, after)).to.deep.equal(expected);
  });

  it("leaves out a dependency on what comes or goes itself, and no other", () => {
    const topic = (dependsOn: string[]) =>
      describeResource(BUCKET, "b", {}, { options: { dependsOn } });
    const before = describeStack(topic([`${BUCKET}::c`]), describeResource(BUCKET, "c"));
    const after = describeStack(
      topic([`${BUCKET}::c`, `${BUCKET}::new`, "elsewhere::d"]),
      describeResource(BUCKET, "c"),
      describeResource(BUCKET, "new"),
    );
    for (const [from, to, side] of [
      [before, after, "after"],
      [after, before, "before"],
    ] as const) {
      expect(diffStacks(from, to).changed.map(({ changes }) => changes)).to.deep.equal([
        [{ path: "(options).dependsOn[elsewhere::d]", [side]: true }],
      ]);
    }
  });

  const rows: [string, Partial<RecordedResource>, Partial<RecordedResource>, ValueChange[]][] = [
    [
      "options",
      { options: { protect: true, ignoreChanges: ["a"] } },
      { options: { ignoreChanges: ["a", "b"], customTimeouts: { create: "5m" } } },
      [
        { path: "(options).customTimeouts.create", after: "5m" },
        { path: "(options).ignoreChanges", before: ["a"], after: ["a", "b"] },
        { path: "(options).protect", before: true },
      ],
    ],
    [
      "what a resource waits for, one by one",
      { options: { dependsOn: ["a:b:C::one", "a:b:C::two"] } },
      { options: { dependsOn: ["a:b:C::two"] } },
      [{ path: "(options).dependsOn[a:b:C::one]", before: true }],
    ],
    [
      "the provider",
      { provider: "urn:pulumi:dev::shop::pulumi:providers:aws::near::1" },
      {},
      [{ path: "(options).provider", before: "pulumi:providers:aws::near::1" }],
    ],
    [
      "secrets, which it masks",
      { inputs: { a: markSecret("x"), b: [markSecret("y")] } },
      { inputs: { a: markSecret("z"), b: [markSecret("y"), "plain"] } },
      [
        { path: "a", before: "[secret]", after: "[secret]" },
        { path: "b", before: ["[secret]"], after: ["[secret]", "plain"] },
      ],
    ],
    [
      "the order of behaviors",
      { inputs: { orderedCacheBehaviors: [{ pathPattern: "/a" }, { pathPattern: "/b" }] } },
      { inputs: { orderedCacheBehaviors: [{ pathPattern: "/b" }, { pathPattern: "/a" }] } },
      [{ path: "orderedCacheBehaviors", before: ["/a", "/b"], after: ["/b", "/a"] }],
    ],
  ];
  for (const [title, before, after, changes] of rows) {
    it(`compares ${title}`, () => {
      expect(diffBucket(before, after)).to.deep.equal(changes);
    });
  }

  const equal: [string, Partial<RecordedResource>, Partial<RecordedResource>][] = [
    [
      "the order of option settings",
      {
        inputs: {
          settings: [
            { namespace: "a", name: "b", value: "1" },
            { namespace: "a", name: "c", value: "2" },
          ],
        },
      },
      {
        inputs: {
          settings: [
            { namespace: "a", name: "c", value: "2" },
            { namespace: "a", name: "b", value: "1" },
          ],
        },
      },
    ],
    [
      "the order of keys",
      { inputs: { a: markSecret({ x: 1, y: 2 }) } },
      { inputs: { a: markSecret({ y: 2, x: 1 }) } },
    ],
    ["what inputs show already", { options: { dependencies: ["a:b:C::x"] } }, {}],
  ];
  for (const [title, before, after] of equal) {
    it(`leaves out ${title}`, () => {
      expect(diffBucket(before, after)).to.equal(undefined);
    });
  }

  it("takes made-up values for the outputs that they stand for", () => {
    const refer = (value: string, output: string): RecordedStack => ({
      ...describeStack(describeResource(BUCKET, "b", { logs: value })),
      madeUp: { [value]: output },
    });
    const near = refer("logs-1111111.eu", "Bucket logs.domain");
    const far = refer("logs-1111111.us", "Bucket logs.domain");
    const other = refer("more-2222222.us", "Bucket more.domain");
    expect(isEmptyDiff(diffStacks(near, far))).to.equal(true);
    expect(diffStacks(near, other).changed[0]?.changes).to.deep.equal([
      { path: "logs", before: "${Bucket logs.domain}", after: "${Bucket more.domain}" },
    ]);
  });

  it("compares the stack's outputs and what its providers are told", () => {
    const before = {
      ...describeStack(),
      outputs: { url: "a" },
      providerConfig: { "aws:region": "x" },
    };
    const after = {
      ...describeStack(),
      outputs: { url: "b" },
      providerConfig: { "aws:region": "y" },
    };
    expect(diffStacks(before, after).changed).to.deep.equal([
      {
        type: "pulumi:pulumi:Stack",
        name: "shop",
        changes: [
          { path: "outputs.url", before: "a", after: "b" },
          { path: "providerConfig[aws:region]", before: "x", after: "y" },
        ],
      },
    ]);
  });

  it("tells of protection where it begins and where it ends, not at each child", () => {
    const stack = (...protect: boolean[]) =>
      describeStack(
        ...["a", "b", "c"].map((name, index) =>
          describeResource(
            "x:y:Z",
            name,
            {},
            {
              parent: index === 0 ? null : `x:y:Z::${"abc"[index - 1]}`,
              ...(protect[index] && { options: { protect: true } }),
            },
          ),
        ),
      );
    const find = (...protect: boolean[]) =>
      diffStacks(stack(), stack(...protect)).changed.map(({ name, changes: [change] }) => [
        name,
        change?.path,
        change?.after,
      ]);
    expect(find(true, true, true)).to.deep.equal([["a", "(options).protect", true]]);
    expect(find(true, true, false)).to.deep.equal([
      ["a", "(options).protect", true],
      ["c", "(options).protect", false],
    ]);
    expect(find(false, false, true)).to.deep.equal([["c", "(options).protect", true]]);
  });

  it("tells resources apart by the types of their parents, as the engine does", () => {
    const stack = (parentType: string, parentName: string) =>
      describeStack(
        describeResource(parentType, parentName, {}, { custom: false }),
        describeResource(BUCKET, "b", {}, { parent: `${parentType}::${parentName}` }),
      );
    const bucket = { type: BUCKET, name: "b" };
    const moved = diffStacks(stack("a:b:Old", "p"), stack("a:b:New", "p"));
    expect(moved.removed).to.deep.include(bucket);
    expect(moved.added).to.deep.include(bucket);
    const renamed = diffStacks(stack("a:b:Old", "p"), stack("a:b:Old", "q"));
    expect(renamed.added).to.deep.equal([{ type: "a:b:Old", name: "q" }]);
  });

  const { value } = fc.letrec<{ value: RecordedValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
    ),
  }));
  const inputs = fc.dictionary(fc.constantFrom("settings", "tags", "a", "b c", "origins"), value);
  const resources = fc.uniqueArray(fc.record({ name: fc.string({ minLength: 1 }), inputs }), {
    selector: ({ name }) => name,
    maxLength: 5,
  });
  const toStack = (list: { name: string; inputs: Record<string, RecordedValue> }[]) =>
    describeStack(...list.map(({ name, inputs: own }) => describeResource(BUCKET, name, own)));

  it("finds nothing between equals", () => {
    fc.assert(
      fc.property(resources, (list) => {
        expect(isEmptyDiff(diffStacks(toStack(list), toStack(structuredClone(list))))).to.equal(
          true,
        );
      }),
    );
  });

  it("is the same backwards, with the sides exchanged", () => {
    fc.assert(
      fc.property(resources, resources, (a, b) => {
        const there = diffStacks(toStack(a), toStack(b));
        const back = diffStacks(toStack(b), toStack(a));
        expect(back.added).to.deep.equal(there.removed);
        expect(back.removed).to.deep.equal(there.added);
        const changes = (diff: StackDiff) => diff.changed.flatMap((resource) => resource.changes);
        expect(changes(back).length).to.equal(changes(there).length);
      }),
    );
  });

  it("finds each leaf that differs, and no other", () => {
    const leaves = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,6}$/),
      fc.tuple(fc.integer(), fc.boolean()),
      { maxKeys: 12 },
    );
    fc.assert(
      fc.property(leaves, (cells) => {
        const side = (changed: boolean) =>
          describeStack(
            describeResource(BUCKET, "b", {
              settings: Object.entries(cells).map(([name, [number, differs]]) => ({
                namespace: "n",
                name,
                value: String(differs && changed ? number + 1 : number),
              })),
              nested: {
                deep: Object.fromEntries(
                  Object.entries(cells).map(([name, [number, differs]]) => [
                    name,
                    [{ x: differs && changed ? number + 1 : number }],
                  ]),
                ),
              },
            }),
          );
        const differing = Object.entries(cells).filter(([, [, differs]]) => differs);
        const expected = differing.flatMap(([name]) => [
          `nested.deep.${name}[0].x`,
          `settings[n ${name}]`,
        ]);
        const { changed } = diffStacks(side(false), side(true));
        const found = changed.flatMap(({ changes }) => changes.map(({ path }) => path));
        expect(found.sort()).to.deep.equal(expected.sort());
      }),
    );
  });
});
