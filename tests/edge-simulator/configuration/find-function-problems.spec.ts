import { expect } from "chai";
import { findProblems, formatProblem, type EdgeFunction } from "../../../edge-simulator";
import { describeDistribution } from "../support/distribution";

const arn = "arn:aws:cloudfront::123456789012:function/a";
const code = "function handler(event) { return event.request; }";
const long = "x".repeat(1025);
const path = "DistributionConfig.DefaultCacheBehavior.FunctionAssociations";

type Associations = ReturnType<
  typeof describeDistribution
>["DefaultCacheBehavior"]["FunctionAssociations"];

function findLines(
  items: NonNullable<Associations>["Items"],
  changes: Partial<EdgeFunction> = {},
): string[] {
  const distribution = describeDistribution({
    behavior: { FunctionAssociations: { Items: items } },
  });
  const functions = { [arn]: { name: "a", code, ...changes } };
  return findProblems({ distribution, functions }).map(formatProblem);
}

const associationRows: [
  title: string,
  items: NonNullable<Associations>["Items"],
  lines: string[],
][] = [
  [
    "CF-FN-03 one function for each event",
    [
      { EventType: "viewer-request", FunctionARN: arn },
      { EventType: "viewer-response", FunctionARN: arn },
    ],
    [],
  ],
  [
    "CF-FN-03 two functions for one event",
    [
      { EventType: "viewer-request", FunctionARN: arn },
      { EventType: "viewer-request", FunctionARN: arn },
    ],
    [`${path}.Items must have one function for each event`],
  ],
  [
    "CF-FN-03 an event of the origin's",
    [{ EventType: "origin-request" as "viewer-request", FunctionARN: arn }],
    [`${path}.Items[0].EventType must be one of "viewer-request", "viewer-response"`],
  ],
  [
    "an unknown function",
    [{ EventType: "viewer-request", FunctionARN: "arn:b" }],
    [
      `${path}.Items[0].FunctionARN must be the ARN of a function, got "arn:b". ` +
        "Give the function, with its code, under functions.",
    ],
  ],
];

const functionRows: [title: string, changes: Partial<EdgeFunction>, lines: string[]][] = [
  ["CF-FN-30 10 KB of code", { code: code.padEnd(10_240) }, []],
  [
    "CF-FN-30 more than 10 KB of code",
    { code: code.padEnd(10_241) },
    [`functions["${arn}"].code must be at most 10240 bytes long`],
  ],
  [
    "CF-FN-31 code that can't be read",
    { code: `${code} )` },
    [`functions["${arn}"].code must be JavaScript (Unexpected token (1:`],
  ],
  [
    "the runtime cloudfront-js-1.0",
    { runtime: "cloudfront-js-1.0" },
    [`functions["${arn}"].runtime must be "cloudfront-js-2.0": no other runtime is simulated`],
  ],
  [
    "CF-FN-33 values and keys that are too long",
    { keyValueStore: { a: long } },
    [`functions["${arn}"].keyValueStore.a must be at most 1024 bytes long`],
  ],
  [
    "CF-FN-33 a key that is too long",
    { keyValueStore: { [long]: "a" } },
    [`functions["${arn}"].keyValueStore.${long}`],
  ],
  [
    "CF-FN-33 a store that is too large",
    {
      keyValueStore: Object.fromEntries(
        Array.from({ length: 5200 }, (_, index) => [String(index), "x".repeat(1024)]),
      ),
    },
    [`functions["${arn}"].keyValueStore must be at most 5242880 bytes large`],
  ],
];

function expectStarts(lines: readonly string[], starts: readonly string[]): void {
  const cut = lines.map((line, index) => line.slice(0, starts[index]?.length));
  expect(cut).to.deep.equal(starts);
}

describe("findProblems in functions", () => {
  for (const [title, items, lines] of associationRows) {
    it(title, () => expectStarts(findLines(items), lines));
  }
  for (const [title, changes, lines] of functionRows) {
    it(title, () => expectStarts(findLines([], changes), lines));
  }
});
