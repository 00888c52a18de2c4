import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { FunctionArgs } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { useTemporaryDirectory } from "../../support/temporary-directory";
import { distributionArguments } from "./distribution-arguments";
import { recordEdge } from "./record-edge";

const STORE = "arn:aws:cloudfront::123456789012:key-value-store/1a2b-3c";
const CODE = "function handler(event) { return event.request; }\n";

const withFunction = (given: FunctionArgs, name = "rewrite") => ({
  caching: { defaultBehavior: { viewerRequestFunction: name } },
  functions: { [name]: given },
});
const row = (title: string, given: FunctionArgs, ...expected: string[]): ArgumentRow<object> => [
  title,
  withFunction(given),
  expected,
];
const named = (title: string, name: string, ...expected: string[]): ArgumentRow<object> => [
  title,
  withFunction({ code: CODE }, name),
  expected,
];
const wrongName = (title: string, name: string) =>
  named(
    title,
    name,
    "functions must have names of at most 23 characters other than viewer-request, " +
      `got "${name}". CloudFront's name is made of it, and may have 64 characters. Use another one.`,
  );
const codeRule =
  "functions.rewrite.code must have 1 to 10240 bytes. Shorten the code, or keep data in a key value store.";

const longName = (index: number) =>
  [`n${index}`.padEnd(60, "a"), "b".repeat(60), "c".repeat(56), "example.com"].join(".");

describe("A function", () => {
  const directory = useTemporaryDirectory();
  const write = (name: string, bytes: number) => {
    fs.writeFileSync(path.join(directory(), name), "x".repeat(bytes));
    return path.join(directory(), name);
  };

  it("has its code, and is published", async () => {
    const inputs = await recordEdge(withFunction({ code: CODE }));
    expect(inputs["aws:cloudfront/function:Function::cdn-rewrite"]).to.deep.equal({
      runtime: "cloudfront-js-2.0",
      publish: true,
      code: CODE,
    });
  });

  it("has its code from a file, a store, a comment, and the component's tags", async () => {
    const codeFile = path.join(directory(), "rewrite.js");
    fs.writeFileSync(codeFile, CODE);
    const given = { codeFile, keyValueStoreArn: STORE, comment: "Rewrites" };
    const inputs = await recordEdge({ ...withFunction(given), tags: { team: "shop" } });
    expect(inputs["aws:cloudfront/function:Function::cdn-rewrite"]).to.deep.equal({
      runtime: "cloudfront-js-2.0",
      publish: true,
      code: CODE,
      comment: "Rewrites",
      keyValueStoreAssociations: [STORE],
      tags: { team: "shop" },
    });
  });

  it("is written where the origin is to know the viewer's Host", async () => {
    const inputs = await recordEdge({ caching: { sendForwardedHost: true } });
    expect(inputs["aws:cloudfront/function:Function::cdn-viewer-request"]).to.deep.equal({
      runtime: "cloudfront-js-2.0",
      publish: true,
      comment: "Redirects names, and tells the origin which name the viewer used.",
      code: [
        "function handler(event) {",
        "  const request = event.request;",
        "  const host = request.headers.host.value.toLowerCase();",
        "  request.headers['x-forwarded-host'] = { value: host };",
        "  return request;",
        "}",
        "",
      ].join("\n"),
    });
  });

  distributionArguments.testErrors([
    named("a name of 23 characters", "f".repeat(23)),
    wrongName("a name of 24 characters", "f".repeat(24)),
    wrongName("the name of the library's own function", "viewer-request"),
    row(
      "neither code nor file",
      {},
      "functions.rewrite must have either codeFile or code. Give exactly one of the two.",
    ),
    row(
      "both code and file",
      { code: CODE, codeFile: path.join(__dirname, "record-edge.ts") },
      "functions.rewrite must have either codeFile or code. Give exactly one of the two.",
    ),
    row("10240 bytes of code", { code: "x".repeat(10_240) }),
    row("10241 bytes of code", { code: "é".repeat(5120) + "x" }, codeRule),
    row("no code", { code: "" }, codeRule),
    row(
      "a file that is not there",
      { codeFile: "functions/none.js" },
      'functions.rewrite.codeFile must be a file of 1 to 10240 bytes, got "functions/none.js". ' +
        "Give a path relative to the working directory, or an absolute one.",
    ),
    row(
      "a store's id",
      { code: CODE, keyValueStoreArn: "1a2b-3c" },
      "functions.rewrite.keyValueStoreArn must be the ARN of a key value store of CloudFront, " +
        'got "1a2b-3c". Use the store\'s ARN, not its id.',
    ),
  ]);

  for (const [bytes, isRight] of [
    [0, false],
    [1, true],
    [10_240, true],
    [10_241, false],
  ] as const) {
    it(`${isRight ? "takes" : "refuses"} a file of ${bytes} bytes`, () => {
      const errors = distributionArguments.sayErrors(
        withFunction({ codeFile: write(`${bytes}.js`, bytes) }),
      );
      expect(errors).to.have.length(isRight ? 0 : 1);
    });
  }

  it("refuses a directory in the place of a file", () => {
    const errors = distributionArguments.sayErrors(withFunction({ codeFile: directory() }));
    expect(errors).to.deep.equal([
      `functions.rewrite.codeFile must be a file of 1 to 10240 bytes, got "${directory()}". ` +
        "Give a path relative to the working directory, or an absolute one.",
    ]);
  });

  const redirects = (count: number, ...expected: string[]): ArgumentRow<object> => [
    `${count} redirected names of 190 characters`,
    {
      domain: {
        names: ["example.com"],
        redirectNames: Array.from({ length: count }, (_, index) => longName(index)),
        certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1a-2b",
      },
    },
    expected,
  ];
  distributionArguments.testErrors([
    redirects(50),
    redirects(
      51,
      "domain.redirectNames must fit into a function of 10240 bytes. " +
        "Name fewer, or give them a distribution of their own.",
    ),
  ]);

  distributionArguments.testWarnings([
    ["a function that is used", withFunction({ code: CODE }), []],
    [
      "a function that no behavior uses",
      { functions: { rewrite: { code: CODE } } },
      [
        "functions.rewrite should be used by a behavior. " +
          "Name it in viewerRequestFunction or viewerResponseFunction, or remove it.",
      ],
    ],
  ]);
});
