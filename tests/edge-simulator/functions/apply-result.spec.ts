import { expect } from "chai";
import * as fc from "fast-check";
import { applyRequest } from "../../../edge-simulator/functions/apply-result";
import { checkResult } from "../../../edge-simulator/functions/check-result";
import { describeRequest } from "../../../edge-simulator/functions/describe-event";
import { compileDefaultBehavior } from "../support/compile-behavior";
import { requestEvent } from "../support/run-function";
import { describeViewerRequest } from "../support/viewer-request";

const behavior = compileDefaultBehavior({});
const visible = (most: number) => fc.stringMatching(new RegExp(`^[!-"$-~]{0,${most}}$`));

describe("applyRequest", () => {
  it("CF-FN-12 changes nothing about a request that a function returns as it was", () => {
    fc.assert(
      fc.property(
        visible(60),
        visible(40),
        fc.stringMatching(/^[ -~]{0,60}$/),
        (query, path, cookie) => {
          const request = describeViewerRequest({
            path: `/${path.replaceAll("?", "")}`,
            query,
            headers: { host: "a", via: "1.1 b", connection: "close", "x-a": cookie, cookie },
          });
          const given = describeRequest(request, behavior);
          const event = { ...requestEvent, request: given };
          const checked = checkResult(event, JSON.parse(JSON.stringify(given)));
          const applied =
            checked.kind === "request" ? applyRequest(request, given, checked.request) : checked;
          expect(applied).to.deep.equal(request);
        },
      ),
      { examples: [["__proto__=1", "", "__proto__=1"]] },
    );
  });
});
