import { expect } from "chai";
import { buildOriginRequest, computeCacheKey, type ViewerRequest } from "../../../edge-simulator";
import { compileDefaultBehavior } from "./compile-behavior";
import type { StageOptions } from "./test-stage";
import { describeViewerRequest } from "./viewer-request";

/** Two requests and whether they have the same cache key. */
export interface KeyRow {
  readonly title: string;
  readonly options: StageOptions;
  readonly one: Partial<ViewerRequest>;
  readonly other: Partial<ViewerRequest>;
  readonly same: boolean;
}

/** A request and what the origin gets of it. */
export interface OriginRow {
  readonly title: string;
  readonly options?: StageOptions;
  readonly request: Partial<ViewerRequest>;
  /** Headers that the origin gets; `null`: it doesn't. */
  readonly headers?: Record<string, string | null>;
  readonly path?: string;
}

export function testKeyRows(rows: readonly KeyRow[]): void {
  for (const { title, options, one, other, same } of rows) {
    it(`${title}: ${same ? "same" : "different"} key`, () => {
      const behavior = compileDefaultBehavior(options);
      const [keyOfOne, keyOfOther] = [one, other].map((change) =>
        computeCacheKey(describeViewerRequest(change), behavior),
      );
      expect(keyOfOne === keyOfOther).to.equal(same);
    });
  }
}

export function testOriginRows(rows: readonly OriginRow[]): void {
  for (const row of rows) {
    it(row.title, () => {
      const { headers, path } = buildFor(row);
      for (const [name, value] of Object.entries(row.headers ?? {})) {
        expect(headers[name] ?? null, name).to.equal(value);
      }
      if (row.path !== undefined) {
        expect(path).to.equal(row.path);
      }
    });
  }
}

export function buildFor({ options = {}, request }: Pick<OriginRow, "options" | "request">) {
  const behavior = compileDefaultBehavior(options);
  return buildOriginRequest(describeViewerRequest(request), behavior, "edge.cloudfront.net");
}
