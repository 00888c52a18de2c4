import { expect } from "chai";
import { buildFor } from "../support/request-rows";
import type { StageOptions } from "../support/test-stage";

const given = "k=1&o=2&b=3&x=4";
const combinations: [string, StageOptions["cache"], StageOptions["forward"], string][] = [
  ["none × none", {}, {}, ""],
  ["none × list", {}, { queryStrings: { whitelist: ["o"] } }, "o=2"],
  ["none × all", {}, { queryStrings: "all" }, given],
  ["none × allExcept", {}, { queryStrings: { allExcept: ["o"] } }, "k=1&b=3&x=4"],
  ["list × none", { queryStrings: { whitelist: ["k"] } }, {}, "k=1"],
  [
    "list × list",
    { queryStrings: { whitelist: ["k"] } },
    { queryStrings: { whitelist: ["o"] } },
    "k=1&o=2",
  ],
  ["list × all", { queryStrings: { whitelist: ["k"] } }, { queryStrings: "all" }, given],
  [
    "list × allExcept: the key's list wins",
    { queryStrings: { whitelist: ["k"] } },
    { queryStrings: { allExcept: ["k", "o"] } },
    "k=1&b=3&x=4",
  ],
  ["allExcept × none", { queryStrings: { allExcept: ["k"] } }, {}, "o=2&b=3&x=4"],
  [
    "allExcept × list: the list wins",
    { queryStrings: { allExcept: ["k", "b"] } },
    { queryStrings: { whitelist: ["k"] } },
    "k=1&o=2&x=4",
  ],
  ["allExcept × all", { queryStrings: { allExcept: ["k"] } }, { queryStrings: "all" }, given],
  [
    "allExcept × allExcept: AMB-03, both lists block",
    { queryStrings: { allExcept: ["k"] } },
    { queryStrings: { allExcept: ["o"] } },
    "b=3&x=4",
  ],
  ["all × none", { queryStrings: "all" }, {}, given],
  ["all × list", { queryStrings: "all" }, { queryStrings: { whitelist: ["o"] } }, given],
  ["all × all", { queryStrings: "all" }, { queryStrings: "all" }, given],
  ["all × allExcept", { queryStrings: "all" }, { queryStrings: { allExcept: ["o"] } }, given],
];

describe("combineSelectors", () => {
  for (const [title, cache, forward, query] of combinations) {
    it(`CF-ORP-04 CF-ORP-05 cache policy × origin request policy, query: ${title}`, () => {
      const { path } = buildFor({ options: { cache, forward }, request: { query: given } });
      expect(path).to.equal(query === "" ? "/a" : `/a?${query}`);
    });

    it(`CF-ORP-04 CF-ORP-05 cache policy × origin request policy, cookies: ${title}`, () => {
      const { headers } = buildFor({
        options: {
          cache: { cookies: cache?.queryStrings },
          forward: { cookies: forward?.queryStrings },
        },
        request: { headers: { cookie: given.replaceAll("&", "; ") } },
      });
      const names = query === "" ? [] : query.split("&").sort();
      expect(headers.cookie ?? "").to.equal(names.join("; "));
    });
  }

  const headerCombinations: [string, string[] | undefined, StageOptions["forward"], string][] = [
    ["none × none", undefined, {}, ""],
    ["none × list", undefined, { headers: { whitelist: ["X-O"] } }, "x-o"],
    ["none × all", undefined, { headers: "allViewer" }, "x-k x-o x-x"],
    ["none × allExcept", undefined, { headers: { allExcept: ["X-O"] } }, "x-k x-x"],
    ["list × none", ["X-K"], {}, "x-k"],
    ["list × list", ["X-K"], { headers: { whitelist: ["x-o"] } }, "x-k x-o"],
    ["list × all", ["X-K"], { headers: "allViewer" }, "x-k x-o x-x"],
    ["list × allExcept", ["X-K"], { headers: { allExcept: ["X-K", "X-O"] } }, "x-k x-x"],
  ];
  for (const [title, headers, forward, names] of headerCombinations) {
    it(`CF-ORP-04 CF-ORP-05 cache policy × origin request policy, headers: ${title}`, () => {
      const built = buildFor({
        options: { cache: { headers }, forward },
        request: { headers: { "x-k": "1", "x-o": "1", "x-x": "1" } },
      });
      const forwarded = Object.keys(built.headers).filter((name) => /^x-.$/.test(name));
      expect(forwarded.join(" ")).to.equal(names);
    });
  }
});
