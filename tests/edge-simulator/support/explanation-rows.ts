import { expect } from "chai";
import {
  explainRequest,
  type Explanation,
  type HeaderFields,
  type ViewerRequest,
} from "../../../edge-simulator";
import { compileOptions } from "./compile-behavior";
import { ManualClock } from "./manual-clock";
import type { StageOptions } from "./test-stage";
import { describeViewerRequest } from "./viewer-request";

/** A request to a stage, and what its origin answers. */
interface Question {
  readonly stage?: StageOptions;
  readonly request?: Partial<ViewerRequest>;
  readonly status?: number;
  readonly response?: HeaderFields;
}

/** What is read from an explanation, and has to be. */
export type ExplanationRow = [
  title: string,
  question: Question,
  read: (explanation: Explanation) => unknown,
  says: unknown,
];

/** The header that every request has. */
export const host = { host: "d111.cloudfront.net" };

function explain({ stage = {}, request, status = 200, response = {} }: Question) {
  const exchange = {
    request: describeViewerRequest(request),
    response: { status, headers: response },
    nowMs: new ManualClock().now(),
  };
  return explainRequest(compileOptions(stage), exchange, stage.edge?.functions);
}

/** A test for each row. */
export function testExplanations(rows: readonly ExplanationRow[]): void {
  for (const [title, question, read, says] of rows) {
    it(`tells ${title}`, async () => {
      expect(read(await explain(question))).to.deep.equal(says);
    });
  }
}
