import { expect } from "chai";
import { findProblems, formatProblem } from "../../../edge-simulator";
import { describeDistribution } from "../support/distribution";

// Wrong on purpose, so that the types can't be asked.
type Loose = Record<string, unknown>;

const page = { ErrorCode: 404, ResponsePagePath: "/404.html", ResponseCode: "200" };
const item = "DistributionConfig.CustomErrorResponses.Items[0]";

const accepted: [title: string, ...items: Loose[]][] = [
  ["CF-CER-02 a page and a status", page],
  ["CF-CER-02 an ErrorCachingMinTTL alone", { ErrorCode: 404, ErrorCachingMinTTL: 0 }],
  [
    "CF-CER-02 an ErrorCachingMinTTL alone, as the API prints it",
    { ErrorCode: 404, ResponsePagePath: "", ResponseCode: "", ErrorCachingMinTTL: 10 },
  ],
  ...[400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map((code): [string, Loose] => [
    `CF-CER-01 CF-CER-02 the status ${code}`,
    { ...page, ErrorCode: code, ResponseCode: String(code) },
  ]),
];

const refused: [title: string, items: Loose[], line: string][] = [
  [
    "CF-CER-01 a status that has no page",
    [{ ...page, ErrorCode: 401 }],
    `${item}.ErrorCode must be a status that may have a custom error response, got 401. Correct it.`,
  ],
  [
    "CF-CER-02 a page without a status",
    [{ ErrorCode: 404, ResponsePagePath: "/404.html" }],
    `${item}.ResponseCode must be given together with ResponsePagePath. Add the status that viewers get.`,
  ],
  [
    "CF-CER-02 a status without a page",
    [{ ErrorCode: 404, ResponseCode: "200" }],
    `${item}.ResponsePagePath must be given together with ResponseCode. Add the path of the page that viewers get.`,
  ],
  [
    "CF-CER-02 a status that viewers can't get",
    [{ ...page, ResponseCode: "418" }],
    `${item}.ResponseCode must be one of 200, 400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504, as a string, got "418". Correct it.`,
  ],
  [
    "CF-CER-03 a page whose path doesn't begin with a slash",
    [{ ...page, ResponsePagePath: "404.html" }],
    `${item}.ResponsePagePath must begin with / and have no spaces, got "404.html". Correct it.`,
  ],
  [
    "a status twice",
    [page, { ErrorCode: 404, ErrorCachingMinTTL: 1 }],
    'DistributionConfig.CustomErrorResponses.Items must have each ErrorCode once, got [{"ErrorCode":404,"ResponsePagePath":"/404.html","ResponseCode":"200"},{"ErrorCo…. Merge those that have the same.',
  ],
];

describe("findProblems of custom error responses", () => {
  for (const [title, ...items] of accepted) {
    it(`accepts ${title}`, () => {
      expect(findLines(items)).to.deep.equal([]);
    });
  }
  for (const [title, items, line] of refused) {
    it(title, () => {
      expect(findLines(items)).to.deep.equal([line]);
    });
  }
});

function findLines(items: readonly Loose[]): string[] {
  const distribution = { ...describeDistribution(), CustomErrorResponses: { Items: items } };
  return findProblems({ distribution }).map(formatProblem);
}
