import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as fc from "fast-check";
import type { Field } from "../../../components/shared/fields";
import type { Place } from "../../../components/shared/place";
import {
  anyText,
  completed,
  decimal,
  flag,
  group,
  hidden,
  input,
  list,
  oneOf,
  optional,
  record,
  text,
  wholeNumber,
  withDefault,
} from "../../../components/shared/fields";
import type { Problem } from "../../../components/shared/problems";
import { formatProblem } from "../../../components/shared/problems";
import { promiseOf } from "../../support/promise-of";

enum Colour {
  Red = "red",
  DarkBlue = "dark-blue",
}
interface Tyre {
  sizeInch?: number;
  colour?: Colour;
}
interface Car {
  brand: string;
  tyres?: Tyre[];
  notes?: Record<string, string>;
}

const LETTERS = { matches: /^[a-z]+$/, must: "must be letters", remedy: "Use letters." };
const TYRE = group<Tyre>()({
  sizeInch: withDefault(wholeNumber("inches", 10, 24), 15),
  colour: optional(oneOf(Colour)),
});
const CAR = group<Car>()(
  {
    brand: text(LETTERS),
    tyres: withDefault(list(TYRE, { max: 4, remedy: "Take some off." }), []),
    notes: optional(record(text(), LETTERS)),
  },
  { wheels: "Use tyres." },
);

/** What a field makes of a value at `a`: the settled value, and the sentences. */
function read<S>(field: Field<never, S>, given: unknown): { settled: S; said: string[] } {
  const problems: Problem[] = [];
  const place: Place = { subject: "C", path: "a", problems };
  return { settled: field.read(given, place), said: problems.map(formatProblem) };
}

const RANGE = "Use a number in that range.";
const WHOLE = "a must be a whole number of apples from 2 to 10";
const ENUM = 'a must be one of "red", "dark-blue"';

type Row = [title: string, field: Field<never, unknown>, given: unknown, said: string[]];
const texts: Row[] = [
  ["a text", text(), "x", []],
  ["an empty text", text(), "", ['a must not be empty, got "". Give a value, or leave it out.']],
  ["an empty text where any will do", anyText(), "", []],
  ["a text of two lines where any will do", anyText(), "a\nb", []],
  ["a text that follows its rule", text(LETTERS), "ab", []],
  ["a text that does not", text(LETTERS), "1", ['a must be letters, got "1". Use letters.']],
  [
    "a text that breaks two rules",
    text(LETTERS, { matches: (value) => value.length > 1, must: "must be long", remedy: "Add." }),
    "1",
    ['a must be letters, got "1". Use letters.', 'a must be long, got "1". Add.'],
  ],
  ["a number", text(), 3, ["a must be a text, got 3. Put it in quotation marks."]],
  ["nothing", text(), undefined, ["a must be given. It must be a text."]],
  ["null", text(), null, ["a must be a text, got null. Give a value, or leave it out."]],
  ["a hidden text", hidden(text(LETTERS)), "hunter2", ["a must be letters. Use letters."]],
  ["a hidden text that is right", hidden(text(LETTERS)), "hunter", []],
];
const numbers: Row[] = [
  ...[2, 3, 10].map((value): Row => [`${value}`, wholeNumber("apples", 2, 10), value, []]),
  ...[1, 11, 2.5, -2, NaN, Infinity].map((value): Row => [
    `${value}`,
    wholeNumber("apples", 2, 10),
    value,
    [`${WHOLE}, got ${value}. ${RANGE}`],
  ]),
  ["a digit", wholeNumber("apples", 2, 10), "3", [`${WHOLE}, got "3". ${RANGE}`]],
  ["half a dollar", decimal("dollars", 0.001, 20), 0.5, []],
  ["the smallest price", decimal("dollars", 0.001, 20), 0.001, []],
  [
    "too high a price",
    decimal("dollars", 0.001, 20),
    20.5,
    [`a must be a number of dollars from 0.001 to 20, got 20.5. ${RANGE}`],
  ],
  [
    "no price",
    decimal("dollars", 0, 20),
    NaN,
    [`a must be a number of dollars from 0 to 20, got NaN. ${RANGE}`],
  ],
];
const others: Row[] = [
  ["true", flag(), true, []],
  ["false", flag(), false, []],
  ["yes", flag(), "yes", ['a must be true or false, got "yes". Leave out quotation marks.']],
  ["a member", oneOf(Colour), "dark-blue", []],
  [
    "a member's name",
    oneOf(Colour),
    "DarkBlue",
    [`${ENUM}, got "DarkBlue". Use a member of the enum.`],
  ],
  ["no member, with a remedy", oneOf(Colour, "Use red."), 7, [`${ENUM}, got 7. Use red.`]],
  ["a list", list(text()), ["x", "y"], []],
  ["an entry", list(text(LETTERS)), ["x", "1"], ['a[1] must be letters, got "1". Use letters.']],
  ["no list", list(text()), "x", ['a must be a list, got "x". Put it in square brackets.']],
  [
    "too short a list",
    list(text(), { min: 1 }),
    [],
    ["a must not be empty, got 0. Change the number of entries."],
  ],
  [
    "too long a list",
    list(text(), { min: 1, max: 2, remedy: "Cut it." }),
    ["a", "b", "c"],
    ["a must have 1 to 2 entries, got 3. Cut it."],
  ],
  ["a mapping", record(text(), LETTERS), { x: "1", y: "2" }, []],
  [
    "a mapping's name",
    record(text(), LETTERS),
    { X: "1" },
    ['a must be letters, got "X". Use letters.'],
  ],
  [
    "a mapping's value",
    record(text(), LETTERS),
    { x: 1 },
    ["a.x must be a text, got 1. Put it in quotation marks."],
  ],
  ["a mapping's missing value", record(text(), LETTERS), { x: undefined }, []],
  [
    "a list as a mapping",
    record(text(), LETTERS),
    [],
    ["a must be a mapping, got []. Put it in braces."],
  ],
];
const groups: Row[] = [
  ["a group", CAR, { brand: "x", tyres: [{ sizeInch: 10 }, {}], notes: { n: "x" } }, []],
  ["a missing argument", CAR, {}, ["a.brand must be given. It must be a text."]],
  [
    "a typing error deep inside",
    CAR,
    { brand: "x", tyres: [{}, { sizeInhc: 12 }] },
    ["a.tyres[1].sizeInhc is not an argument. Did you mean sizeInch?"],
  ],
  [
    "a key in other letters",
    CAR,
    { brand: "x", Tyres: [] },
    ["a.Tyres is not an argument. Did you mean tyres?"],
  ],
  ["a key of others", CAR, { brand: "x", wheels: 4 }, ["a.wheels is not an argument. Use tyres."]],
  [
    "a key from nowhere",
    CAR,
    { brand: "x", propeller: 1 },
    ["a.propeller is not an argument. Known are brand, tyres, notes."],
  ],
  ...[12, 13].map((count): Row => {
    const keys = Array.from({ length: count }, (_, index) => `k${index}`);
    const fields = Object.fromEntries(keys.map((key) => [key, optional(text())]));
    const remedy =
      count === 12 ? `Known are ${keys.join(", ")}.` : "See the README's table of arguments.";
    return [
      `a key from nowhere, among ${count}`,
      group<Record<string, string | undefined>>()(fields),
      { propeller: 1 },
      [`a.propeller is not an argument. ${remedy}`],
    ];
  }),
  ["an unknown key without a value", CAR, { brand: "x", propeller: undefined }, []],
  [
    "a name that every object has",
    CAR,
    { brand: "x", constructor: 1 },
    ["a.constructor is not an argument. Known are brand, tyres, notes."],
  ],
  ...[CAR, text(), flag(), list(text()), wholeNumber("a", 1, 2), record(text(), LETTERS)].map(
    (field, index): Row => [
      `an output where a plain value is needed (${index})`,
      field,
      pulumi.output({}),
      ["a must be known before the deployment. Give a plain value, not an output."],
    ],
  ),
  ["no group", CAR, "x", ['a must be a group of arguments, got "x". Put them in braces.']],
  [
    "everything at once",
    CAR,
    { brand: 1, tyres: [{ colour: "x" }, { sizeInch: 9 }], x: 1 },
    [
      "a.x is not an argument. Known are brand, tyres, notes.",
      "a.brand must be letters, got 1. Use letters."
        .replace("be letters", "be a text")
        .replace("Use letters", "Put it in quotation marks"),
      `a.tyres[0].colour must be one of "red", "dark-blue", got "x". Use a member of the enum.`,
      `a.tyres[1].sizeInch must be a whole number of inches from 10 to 24, got 9. ${RANGE}`,
    ],
  ],
];

describe("a field", () => {
  for (const [title, field, given, said] of [...texts, ...numbers, ...others, ...groups]) {
    it(`finds ${said.length || "nothing wrong"} in ${title}`, () => {
      expect(read(field, given).said).to.deep.equal(said);
    });
  }

  const settling: [
    title: string,
    field: Field<never, unknown>,
    given: unknown,
    settled: unknown,
  ][] = [
    ["a default", withDefault(text(), "x"), undefined, "x"],
    ["a given value", withDefault(text(), "x"), "y", "y"],
    ["false beside a default of true", withDefault(flag(), true), false, false],
    ["zero beside a default", withDefault(wholeNumber("apples", 0, 9), 5), 0, 0],
    ["what may be left out", optional(text()), undefined, undefined],
    ["a group's defaults", withDefault(TYRE, {}), undefined, { sizeInch: 15, colour: undefined }],
    [
      "a completed group",
      completed(TYRE, (tyre) => ({ ...tyre, isBig: tyre.sizeInch > 16 })),
      {},
      { sizeInch: 15, colour: undefined, isBig: false },
    ],
    ["a wrong number, for other rules to look at", wholeNumber("apples", 2, 9), 12, 12],
    ["no number", wholeNumber("apples", 2, 9), "x", 2],
    ["no text", text(), 1, ""],
    ["no flag", flag(), 1, false],
    ["no member", oneOf(Colour), 1, Colour.Red],
    ["no list", list(text()), 1, []],
    ["no mapping", record(text(), LETTERS), 1, {}],
    ["no group", TYRE, 1, { sizeInch: 15, colour: undefined }],
  ];
  for (const [title, field, given, settled] of settling) {
    it(`settles ${title}`, () => expect(read(field, given).settled).to.deep.equal(settled));
  }

  it("never throws, and settles to what it reads again without change", () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        const { settled } = read(CAR, given);
        expect(read(CAR, settled).settled).to.deep.equal(settled);
      }),
    );
  });
});

describe("an input", () => {
  it("is checked now where it is known", () => {
    expect(read(input(text(LETTERS)), "1").said).to.deep.equal([
      'a must be letters, got "1". Use letters.',
    ]);
  });

  it("is passed on where it is right later", async () => {
    const { settled, said } = read(input(list(input(text(LETTERS)))), pulumi.output(["x"]));
    expect(said).to.deep.equal([]);
    expect(await promiseOf(pulumi.output(settled))).to.deep.equal(["x"]);
  });

  it("fails whoever reads it where it is wrong later", async () => {
    const { settled, said } = read(input(text(LETTERS)), Promise.resolve("1"));
    expect(said).to.deep.equal([]);
    const error: unknown = await promiseOf(pulumi.output(settled)).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(pulumi.RunError);
    expect((error as Error).message).to.equal('C: a must be letters, got "1". Use letters.');
  });
});
