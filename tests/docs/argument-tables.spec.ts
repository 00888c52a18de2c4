import * as path from "node:path";
import { expect } from "chai";
import { generateReadmes } from "../../docs/argument-tables/readmes";
import { useTemporaryDirectory, writeFiles } from "../support/temporary-directory";

const PROJECT = path.resolve(__dirname, "../..");

describe("the components' READMEs", () => {
  it("show the arguments as their doc comments do", () => {
    const outdated = generateReadmes(path.join(PROJECT, "components"))
      .filter(({ current, generated }) => generated !== current)
      .map(({ file }) => path.relative(PROJECT, file));
    expect(outdated, "Out of date; run npm run docs").to.deep.equal([]);
  });
});

/** Doc comments belong to what follows them only where a line begins with them. */
function onLinesOfTheirOwn(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file, text.replaceAll("/**", "\n/**")]),
  );
}

describe("generateReadmes", () => {
  const temporaryDirectory = useTemporaryDirectory();

  /** Generates from such files; answers the lines between a README's markers that aren't empty. */
  function generate(readme: string, files: Record<string, string>): string[] {
    writeFiles(temporaryDirectory(), onLinesOfTheirOwn(files));
    const found = generateReadmes(temporaryDirectory()).find(
      ({ file }) => file === path.join(temporaryDirectory(), readme),
    );
    const [before = "", ...lines] = found?.generated.split("\n").filter((line) => line) ?? [];
    expect([before, lines.shift(), lines.pop(), lines.pop(), lines.pop()]).to.deep.equal([
      "# A component",
      "<!-- arguments:Web -->",
      "The end.",
      "<!-- /arguments -->",
      "<!-- prettier-ignore-end -->",
    ]);
    expect(lines.shift()).to.equal("<!-- prettier-ignore-start -->");
    return lines;
  }

  const README = "# A component\n\n<!-- arguments:Web -->\nold\n<!-- /arguments -->\n\nThe end.\n";
  const HEAD = ["| Argument | Type | Meaning | Default |", "| --- | --- | --- | --- |"];

  const ROWS: { what: string; declares: string; shows: string }[] = [
    {
      what: "a required argument",
      declares: "/** Its name. */\nname: string;",
      shows: "| `name` | `string` | Its name. | required |",
    },
    {
      what: "a default",
      declares: "/** Its size. Defaults to 1.5 GiB. Likewise. */\nsize?: number;",
      shows: "| `size` | `number` | Its size. Likewise. | 1.5 GiB |",
    },
    {
      what: "a default alone",
      declares: "/** Defaults to true. */\nwait?: boolean;",
      shows: "| `wait` | `boolean` |  | true |",
    },
    {
      what: "an optional argument without a default",
      declares: "/** One of two. */\na?: string;",
      shows: "| `a` | `string` | One of two. | — |",
    },
    {
      what: "lines, paragraphs and a source",
      declares:
        "/**\n * Over\n * lines. Defaults to\n * none.\n *\n" +
        " * Source: https://example.com/a\n *\n * @default 1\n */\na?: string;",
      shows: "| `a` | `string` | Over lines. [Source](https://example.com/a) | none |",
    },
    {
      what: "a bar, which would end the cell",
      declares: "/** One of `a|b`. */\na: string;",
      shows: "| `a` | `string` | One of `a\\|b`. | required |",
    },
    {
      what: "an input",
      declares: "/** Ids. */\nids: pulumi.Input<pulumi.Input<string>[]>;",
      shows: "| `ids` | `Input<Input<string>[]>` | Ids. | required |",
    },
  ];
  for (const { what, declares, shows } of ROWS) {
    it(`shows ${what}`, () => {
      const source = `export interface WebArgs {\n${declares}\n}`;
      expect(generate("web/README.md", { "web/README.md": README, "web/args.ts": source })).to.eql([
        ...HEAD,
        shows,
      ]);
    });
  }

  it("shows each group and enum once, below the table that mentions it, required ones first", () => {
    const source = `
      export interface WebArgs {
        /** Small or large. */ size?: Size;
        /** Its disks. */ disks: Record<string, DiskArgs>;
      }
      /** A disk.\n *\n * Source: https://example.com/disk */
      export interface DiskArgs { /** Small or large. */ size: Size; }
      /** How big. */
      export enum Size { /** The cheap one. */ Small = "s", /** The other. */ Large = "l" }
      export interface Unmentioned {}`;
    const shown = generate("web/README.md", { "web/README.md": README, "shared/a.ts": source });
    expect(shown).to.deep.equal([
      ...HEAD,
      "| `disks` | [`Record<string, DiskArgs>`](#diskargs) | Its disks. | required |",
      "| `size` | [`Size`](#size) | Small or large. | — |",
      "### DiskArgs",
      "A disk.",
      "[Source](https://example.com/disk)",
      ...HEAD,
      "| `size` | [`Size`](#size) | Small or large. | required |",
      "### Size",
      "How big.",
      "| Member | Meaning |",
      "| --- | --- |",
      "| `Small` | The cheap one. |",
      "| `Large` | The other. |",
    ]);
  });

  it("shows what an interface inherits, and points to a group that has a table itself", () => {
    const source = `
      interface Common { /** A. */ a: string; /** B, as anywhere. */ b: string; }
      export interface WebArgs extends Common {
        /** B, as here. */ b: string;
        /** Some. */ rules: RuleArgs[];
        /** The last. */ last: LastRuleArgs;
      }
      /** A rule. */
      export interface RuleArgs { /** C. */ c: string; }
      /** The last rule. */
      export interface LastRuleArgs extends RuleArgs { /** D. */ d: string; }`;
    const shown = generate("web/README.md", { "web/README.md": README, "web/args.ts": source });
    expect(shown).to.deep.equal([
      ...HEAD,
      "| `b` | `string` | B, as here. | required |",
      "| `rules` | [`RuleArgs[]`](#ruleargs) | Some. | required |",
      "| `last` | [`LastRuleArgs`](#lastruleargs) | The last. | required |",
      "| `a` | `string` | A. | required |",
      "### RuleArgs",
      "A rule.",
      ...HEAD,
      "| `c` | `string` | C. | required |",
      "### LastRuleArgs",
      "The last rule.",
      "Every argument of [RuleArgs](#ruleargs), and:",
      ...HEAD,
      "| `d` | `string` | D. | required |",
    ]);
  });

  it("points to the page of the component from which an argument comes", () => {
    const shown = generate("web/README.md", {
      "web/README.md": README,
      "web/args.ts":
        "interface WebArgs extends EdgeArgs {\n/** Its own. */ other: FeeArgs;\n/** Own. */ d: D }",
      "edge/README.md": README.replace("Web", "Edge"),
      "edge/args.ts": `
        interface EdgeArgs { /** Long. Defaults to Low. */ fee?: FeeArgs; /** X. */ x: string }
        /** A fee. */ interface FeeArgs { /** E. */ e: Currency }
        /** A currency. */ enum Currency { /** Euro. */ Euro }`,
    });
    expect(shown).to.deep.equal([
      ...HEAD,
      "| `other` | [`FeeArgs`](../edge/README.md#feeargs) | Its own. | required |",
      "| `d` | `D` | Own. | required |",
      "| `x` | `string` | as in [Edge](../edge/README.md#arguments) | required |",
      "| `fee` | [`FeeArgs`](../edge/README.md#feeargs) | " +
        "as in [Edge](../edge/README.md#arguments) | Low |",
    ]);
  });

  const ERRORS: { what: string; files: Record<string, string>; message: string }[] = [
    {
      what: "READMEs without the markers",
      files: { "a/README.md": "# A\n", "b/README.md": README, "c/README.md": "# C\n" },
      message:
        "These READMEs don't say where their arguments belong: a/README.md, c/README.md. " +
        'Add the lines "<!-- arguments:TheComponent -->" and "<!-- /arguments -->".',
    },
    {
      what: "a component without arguments",
      files: { "web/README.md": README },
      message: "No source declares the interface WebArgs. Add it, or correct its name.",
    },
    {
      what: "a base that is not there",
      files: {
        "web/README.md": README,
        "web/args.ts": "interface WebArgs extends Omit<A, 'b'> {}",
      },
      message: "No source declares the interface Omit. Add it, or correct its name.",
    },
  ];
  for (const { what, files, message } of ERRORS) {
    it(`refuses ${what}`, () => {
      writeFiles(temporaryDirectory(), files);
      expect(() => generateReadmes(temporaryDirectory()))
        .to.throw(Error)
        .with.property("message", message);
    });
  }
});
