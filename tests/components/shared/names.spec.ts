import { expect } from "chai";
import type { Field } from "../../../components/shared/fields";
import { text } from "../../../components/shared/fields";
import { DOMAIN_NAME, NAME, TAGS } from "../../../components/shared/names";
import type { Problem } from "../../../components/shared/problems";
import { formatProblem } from "../../../components/shared/problems";

function say<Given>(field: Field<Given, unknown>, value: Given, path = "name"): string[] {
  const problems: Problem[] = [];
  field.read(value, { subject: "C", path, problems });
  return problems.map(formatProblem);
}

const lengthRule = (name: string) =>
  "name must have 1 to 32 letters, digits and hyphens, with no hyphen at either end, " +
  `got "${name}". Use letters, digits and hyphens, at most 32.`;
const reservedRule = (name: string) =>
  "name must not begin with aws, ssm, sg-, xn--, sthree- or amzn-s3-demo-, which AWS keeps for " +
  `itself, got "${name}". Put the product's name in front.`;

describe("a component's name", () => {
  const rows: [name: string, expected: string[]][] = [
    ["w", []],
    ["Web-2".padEnd(32, "x"), []],
    ...["w".repeat(33), "", "-web", "web-", "my_web"].map((name): [string, string[]] => [
      name,
      [lengthRule(name)],
    ]),
    ...[
      "aws",
      "Aws-shop",
      "awsome",
      "ssm1",
      "SSM",
      "sg-web",
      "Sg-1",
      "xn--web",
      "sthree-web",
      "amzn-s3-demo-web",
    ].map((name): [string, string[]] => [name, [reservedRule(name)]]),
    ...[
      "shop-aws",
      "aw-s",
      "my-ssm",
      "ss-m",
      "sg",
      "sg1",
      "shop-sg-1",
      "xn-web",
      "sthree",
      "amzn-s3",
    ].map((name): [string, string[]] => [name, []]),
  ];
  for (const [name, expected] of rows) {
    it(`"${name}" has ${expected.length || "no"} problems`, () => {
      expect(say(NAME, name)).to.deep.equal(expected);
    });
  }
});

describe("a domain name", () => {
  const refused = (value: string) => [
    `name must be a DNS name, got "${value}". Leave out scheme, port and path: app.example.com.`,
  ];
  const address = (value: string) => [
    `name must not be an IP address, which CloudFront refuses, got "${value}". ` +
      "Use a DNS name, such as the environment's CNAME.",
  ];
  const rows: [name: string, expected: string[]][] = [
    ["app.example.com", []],
    ["a_b.eu-central-1.elasticbeanstalk.com", []],
    [`${"a".repeat(63)}.com`, []],
    [`${"a".repeat(64)}.com`, refused(`${"a".repeat(64)}.com`)],
    [`${"a.".repeat(125)}com`, []],
    [`${"a.".repeat(126)}com`, refused(`${"a.".repeat(126)}com`)],
    ...["localhost", "", "a..b", "-a.com", "a-.com", "http://a.com", "a.com:80", "a.com/"].map(
      (name): [string, string[]] => [name, refused(name)],
    ),
    ...["203.0.113.7", "2001:db8::1", "[2001:db8::1]"].map((name): [string, string[]] => [
      name,
      address(name),
    ]),
  ];
  for (const [name, expected] of rows) {
    it(`"${name.slice(0, 40)}" of ${name.length} has ${expected.length || "no"} problems`, () => {
      expect(say(text(...DOMAIN_NAME), name)).to.deep.equal(expected);
    });
  }
});

describe("tags", () => {
  const sayKey = (got: string) => [
    "tags must have keys of 1 to 128 letters, digits, spaces and _.:/=+-@, without aws: or " +
      `elasticbeanstalk: in front, got "${got}". Use another key.`,
  ];
  const sayValue = (got: string) => [
    `tags.A must have at most 256 letters, digits, spaces and _.:/=+-@, got "${got}". ` +
      "Shorten the value, or use other characters.",
  ];
  const makeTags = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`Key${index}`, "a"]));
  const rows: [title: string, tags: Record<string, string>, expected: string[]][] = [
    ["none", {}, []],
    ["all characters", { "Köst 1_.:/=+-@": "Wert 2_.:/=+-@" }, []],
    ["an empty value", { A: "" }, []],
    ["the longest key and value", { ["k".repeat(128)]: "v".repeat(256) }, []],
    ["a key too long", { ["k".repeat(129)]: "" }, sayKey("k".repeat(129))],
    ["an empty key", { "": "" }, sayKey("")],
    ["another character in a key", { "a,b": "" }, sayKey("a,b")],
    ["a value too long", { A: "v".repeat(257) }, sayValue("v".repeat(257))],
    ["another character in a value", { A: "a*" }, sayValue("a*")],
    ...["aws:a", "AWS:a", "elasticbeanstalk:environment-id"].map(
      (key): [string, Record<string, string>, string[]] => [key, { [key]: "" }, sayKey(key)],
    ),
    ["a reserved word without its colon", { awsome: "", "a:aws:": "" }, []],
    ["Name", { Name: "a" }, ["tags.Name must not be set. Beanstalk sets it itself."]],
    ["name", { name: "a" }, []],
    ["47 tags", makeTags(47), []],
    [
      "48 tags",
      makeTags(48),
      [
        "tags must have at most 47 entries, got 48. Beanstalk adds three of its own. Leave some out.",
      ],
    ],
  ];
  for (const [title, tags, expected] of rows) {
    it(`have ${expected.length || "no"} problems with ${title}`, () => {
      expect(say(TAGS, tags, "tags")).to.deep.equal(expected);
    });
  }
});
