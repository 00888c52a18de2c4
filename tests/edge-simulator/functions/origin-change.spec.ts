import { expect } from "chai";
import type { OriginTarget } from "../../../edge-simulator";
import {
  applyOriginChoice,
  readOriginChoice,
  type OriginChanges,
} from "../../../edge-simulator/functions/origin-change";

const own: OriginTarget = {
  id: "web",
  baseUrls: { http: "http://127.0.0.1:8000", https: "http://127.0.0.1:8000" },
  domainUrls: { http: "http://web.example.com:80", https: "https://web.example.com:443" },
  domainName: "web.example.com",
  originPath: "",
  customHeaders: [["x-own", "1"]],
  connectionAttempts: 3,
  connectionTimeoutMs: 10_000,
  readTimeoutMs: 30_000,
  keepAliveTimeoutMs: 5000,
  responseCompletionTimeoutMs: undefined,
};
const api: OriginTarget = {
  ...own,
  id: "api",
  domainName: "api.example.com",
  originPath: "/api",
  baseUrls: { http: "http://127.0.0.1:9000", https: "http://127.0.0.1:9000" },
};
const origins = [own, api];

const both = (url: string) => ({ http: url, https: url });

const rows: [title: string, id: string, changes: OriginChanges, expected: Partial<OriginTarget>][] =
  [
    ["nothing", "", {}, {}],
    ["another origin of the distribution", "api", {}, api],
    ["another origin, changed", "api", { originPath: "" }, { ...api, originPath: "" }],
    ["its path", "", { originPath: "/b" }, { originPath: "/b" }],
    ["its headers", "", { customHeaders: { "X-B": "2" } }, { customHeaders: [["x-b", "2"]] }],
    ["its attempts", "", { connectionAttempts: 1 }, { connectionAttempts: 1 }],
    [
      "its time-outs, which take connections of their own",
      "",
      { timeouts: { readTimeout: 2, connectionTimeout: 1 } },
      { id: "web 1000/2000/5000", connectionTimeoutMs: 1000, readTimeoutMs: 2000 },
    ],
    [
      "its name, to one of the distribution's",
      "",
      { domainName: "api.example.com" },
      { domainName: "api.example.com", baseUrls: api.baseUrls },
    ],
    [
      "its name, to another one",
      "",
      { domainName: "other.example.com" },
      {
        domainName: "other.example.com",
        baseUrls: { http: "http://other.example.com", https: "https://other.example.com" },
      },
    ],
    [
      "its name, protocol and port",
      "",
      {
        domainName: "other.example.com",
        customOriginConfig: { port: 8443, protocol: "https", sslProtocols: ["TLSv1.2"] },
      },
      { domainName: "other.example.com", baseUrls: both("https://other.example.com:8443") },
    ],
  ];

const refused: [title: string, id: string, changes: object, message: RegExp][] = [
  ["an unknown origin", "none", {}, /^The distribution has no origin "none"\.$/],
  ["what isn't simulated", "", { hostHeader: "a" }, /^origin\.hostHeader is not a field that/],
  ["a port that is none", "", { customOriginConfig: { port: 0, protocol: "http" } }, /\.port must/],
  ["a path that ends with /", "", { originPath: "/a/" }, /^origin\.originPath must begin with \//],
];

describe("The origin that a function chooses", () => {
  for (const [title, id, changes, expected] of rows) {
    it(`CF-FN-32 ${title}`, () => {
      const choice = readOriginChoice(id, JSON.stringify(changes), origins);
      expect(applyOriginChoice(choice, own, origins)).to.deep.equal({ ...own, ...expected });
    });
  }
  for (const [title, id, changes, message] of refused) {
    it(`CF-FN-32 not ${title}`, () => {
      expect(() => readOriginChoice(id, JSON.stringify(changes), origins)).to.throw(message);
    });
  }
});
