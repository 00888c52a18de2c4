import { expect } from "chai";
import fc from "fast-check";
import { buildOriginRequest, computeCacheKey } from "../../../edge-simulator";
import { compileDefaultBehavior } from "../support/compile-behavior";
import {
  alikeRequests,
  anyCachePolicy,
  anyViewerRequest,
  tellKeyParts,
} from "../support/key-model";

const manyRequests = fc
  .tuple(fc.array(anyViewerRequest, { maxLength: 8 }), alikeRequests)
  .map(([any, alike]) => [...any, ...alike]);

describe("cache keys of any requests under any policy", () => {
  it("CF-KEY-04 are the same if, and only if, what the policy selects is", () => {
    fc.assert(
      fc.property(anyCachePolicy, manyRequests, (cache, requests) => {
        const behavior = compileDefaultBehavior({ cache });
        const partsByKey = new Map<string, string>();
        const keyByParts = new Map<string, string>();
        for (const request of requests) {
          const key = computeCacheKey(request, behavior);
          const parts = tellKeyParts(request, cache);
          expect(partsByKey.get(key) ?? parts).to.equal(parts);
          expect(keyByParts.get(parts) ?? key).to.equal(key);
          partsByKey.set(key, parts);
          keyByParts.set(parts, key);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("CF-KEY-05 are the same where the origin is asked the same", () => {
    fc.assert(
      fc.property(anyCachePolicy, manyRequests, (cache, requests) => {
        const behavior = compileDefaultBehavior({ cache });
        const keyByQuestion = new Map<string, string>();
        for (const request of requests) {
          const key = computeCacheKey(request, behavior);
          const { method, ...question } = buildOriginRequest(request, behavior, "edge");
          const asked = JSON.stringify([method === "OPTIONS", question]);
          expect(keyByQuestion.get(asked) ?? key).to.equal(key);
          keyByQuestion.set(asked, key);
        }
      }),
      { numRuns: 300 },
    );
  });
});
