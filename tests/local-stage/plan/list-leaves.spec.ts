import { expect } from "chai";
import { isAsset, listLeaves } from "../../../local-stage/plan/list-leaves";
import type { RecordedValue } from "../../../local-stage/recorded-stack";
import { markSecret } from "../../../local-stage/recorded-stack";

const HASH = "a".repeat(64);

describe("listLeaves", () => {
  const rows: [string, Record<string, RecordedValue>, [string, RecordedValue][]][] = [
    [
      "plain values",
      { a: 1, b: "x", c: null },
      [
        ["a", 1],
        ["b", "x"],
        ["c", null],
      ],
    ],
    ["objects", { a: { b: { c: true } } }, [["a.b.c", true]]],
    [
      "keys that are no names",
      { a: { "b.c": 1, "": 2, "0": 3, "x]": 4 } },
      [
        ['a["0"]', 3],
        ["a[b.c]", 1],
        ['a[""]', 2],
        ['a["x]"]', 4],
      ],
    ],
    ["lists of plain values, whole", { a: ["x", 1, null] }, [["a", ["x", 1, null]]]],
    [
      "what is empty",
      { a: {}, b: [] },
      [
        ["a", {}],
        ["b", []],
      ],
    ],
    [
      "lists of objects by index",
      { a: [{ b: 1 }, { b: 2 }] },
      [
        ["a[0].b", 1],
        ["a[1].b", 2],
      ],
    ],
    [
      "secrets whole",
      { a: markSecret({ b: 1 }), c: [markSecret("d")] },
      [
        ["a", markSecret({ b: 1 })],
        ["c", [markSecret("d")]],
      ],
    ],
    [
      "assets whole",
      { source: { hash: HASH, assets: { "a.py": { hash: HASH, path: "a.py" } } } },
      [["source", { hash: HASH, assets: { "a.py": { hash: HASH, path: "a.py" } } }]],
    ],
    [
      "option settings by namespace, resource and name",
      {
        settings: [
          { namespace: "aws:autoscaling:asg", name: "MinSize", resource: "", value: "1" },
          { namespace: "aws:x", name: "Recurrence", resource: "Night", value: "0 1 * * *" },
        ],
      },
      [
        ["settings[aws:autoscaling:asg MinSize]", "1"],
        ["settings[aws:x Night Recurrence]", "0 1 * * *"],
      ],
    ],
    [
      "behaviors by path pattern, with their order",
      { orderedCacheBehaviors: [{ pathPattern: "/b", compress: true }, { pathPattern: "/a" }] },
      [
        ["orderedCacheBehaviors", ["/b", "/a"]],
        ["orderedCacheBehaviors[/b].compress", true],
        ["orderedCacheBehaviors[/a]", {}],
      ],
    ],
    [
      "origins by id, and their headers by name",
      { origins: [{ originId: "web", customHeaders: [{ name: "X-A", value: markSecret("s") }] }] },
      [["origins[web].customHeaders[X-A]", markSecret("s")]],
    ],
    ["tags by key", { tags: [{ key: "Team", value: "a" }] }, [["tags[Team]", "a"]]],
    [
      "error responses by code",
      { customErrorResponses: [{ errorCode: 404, errorCachingMinTtl: 1 }] },
      [["customErrorResponses[404].errorCachingMinTtl", 1]],
    ],
    [
      "items of one name apart",
      {
        tags: [
          { key: "a", value: 1 },
          { key: "a", value: 2 },
        ],
      },
      [
        ["tags[a]", 1],
        ["tags[a #2]", 2],
      ],
    ],
    [
      "nameless items by index",
      { tags: [{ key: "a", value: 1 }, { value: 2 }] },
      [
        ["tags[0].key", "a"],
        ["tags[0].value", 1],
        ["tags[1].value", 2],
      ],
    ],
    ["a name that every object inherits", { toString: [{ a: 1 }] }, [["toString[0].a", 1]]],
  ];
  for (const [title, object, leaves] of rows) {
    it(`lists ${title}`, () => {
      expect([...listLeaves(object)]).to.deep.equal(leaves);
    });
  }

  it("takes for an asset what is recorded as one only", () => {
    expect(isAsset({ hash: HASH })).to.equal(true);
    expect(isAsset({ hash: HASH, path: "a" })).to.equal(true);
    expect(isAsset({ hash: "x" })).to.equal(false);
    expect(isAsset({ hash: HASH, other: 1 })).to.equal(false);
    expect(isAsset([HASH])).to.equal(false);
  });
});
