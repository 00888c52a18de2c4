import type { Explanation } from "../../../edge-simulator";
import { host, testExplanations, type ExplanationRow } from "../support/explanation-rows";

const cc = (value: string) => ({ "cache-control": value });

const keeping = ({ storage }: Explanation) => storage?.sentences.join(" ");
const allQueries = { queryStrings: "all" } as const;

const rows: readonly ExplanationRow[] = [
  [
    "the behavior, and what was tried before",
    { stage: { paths: [{ PathPattern: "/x/*" }, { PathPattern: "*.js" }] } },
    ({ behavior }) => behavior,
    {
      pathPattern: "*",
      tried: ["/x/*", "*.js"],
      sentence: "The default behavior has /a. /x/* and *.js came before, and didn't match.",
    },
  ],
  [
    "a pattern that matches, and the path as it sees that",
    {
      stage: { paths: [{ PathPattern: "/x/*" }] },
      request: { path: "/y/../x/%61" },
    },
    ({ behavior }) => behavior.sentence,
    "/x/* matches /y/../x/%61, which patterns see as /x/a.",
  ],
  [
    "the default root object",
    { stage: { root: { DefaultRootObject: "index.html" } }, request: { path: "/" } },
    ({ behavior, originRequest }) => [behavior.sentence, originRequest?.line],
    [
      "/ stands for the default root object, /index.html. The default behavior has /index.html.",
      "GET /index.html",
    ],
  ],
  [
    "a refusal, and nothing of what doesn't happen then",
    {
      stage: { behavior: { AllowedMethods: { Items: ["GET", "HEAD"] } } },
      request: { method: "PUT" },
    },
    ({ refusal, cacheKey, originRequest, storage }) => [
      refusal,
      ...[cacheKey, originRequest, storage],
    ],
    ["The behavior doesn't allow PUT. It is refused with 403.", undefined, undefined, undefined],
  ],
  [
    "the key by its parts, and what isn't in it",
    {
      stage: {
        cache: { headers: ["X-A", "X-B"], cookies: { whitelist: ["c"] }, gzip: true },
      },
      request: {
        query: "q=1",
        headers: { ...host, "x-a": "1", "x-c": "3", cookie: "c=1; d=2", "accept-encoding": "gzip" },
      },
    },
    ({ cacheKey }) => [cacheKey?.lines, cacheKey?.ignored],
    [
      ["GET /a", "x-a: 1", "x-b: none", "accept-encoding: gzip", "cookies: c=1"],
      ["the query string", "a part of the cookies", "x-c"],
    ],
  ],
  [
    "that nothing of a request is left out of its key",
    {
      stage: { cache: { ...allQueries, cookies: "all" } },
      request: { query: "q=1", headers: { ...host, cookie: "c=1" } },
    },
    ({ cacheKey }) => [cacheKey?.lines, cacheKey?.ignored],
    [["GET /a?q=1", "cookies: c=1"], []],
  ],
  [
    "why there is no key",
    { request: { method: "POST" } },
    ({ cacheKey, storage }) => [cacheKey?.lines, storage?.sentences, storage?.next],
    [["None: POST isn't cached."], ["Nothing: POST isn't cached."], "A Miss, each time."],
  ],
  [
    "the rule that decides, and the stale windows",
    {
      stage: { cache: { ttls: [0, 600, 3600] } },
      response: { ...cc("max-age=60, stale-while-revalidate=30, stale-if-error=90"), etag: '"a"' },
    },
    ({ storage }) => storage,
    {
      keep: "yes",
      ttlSeconds: 60,
      rule: "max-age",
      staleWhileRevalidateSeconds: 30,
      staleIfErrorSeconds: 90,
      sentences: [
        "Fresh for 60 s: the origin's max-age decides.",
        "For 30 s after that, it is served while the origin is asked in the background.",
        "For 90 s after that, it stands in while the origin fails.",
        "Once expired, it is revalidated: 304 makes it fresh again.",
      ],
      next: "A Hit for 60 s, then the origin is asked.",
      advice: [],
    },
  ],
  [
    "that a policy which disables caching is to be replaced",
    { stage: { cache: { ttls: [0, 0, 0] } }, response: cc("max-age=60") },
    ({ storage }) => storage?.advice,
    ["Give the behavior a cache policy with a MaxTTL above 0."],
  ],
  [
    "that no-store is no hit, and what to do",
    { stage: { cache: { ttls: [0, 0, 60] } }, response: cc("no-store") },
    ({ storage }) => [storage?.keep, storage?.advice.length, keeping({ storage } as Explanation)],
    [
      "for-outage",
      2,
      "Not kept: the origin's no-store decides. It may answer while the origin can't be reached.",
    ],
  ],
  [
    "that the origin should say how long",
    { stage: { cache: { ttls: [0, 0, 60] } } },
    ({ storage }) => storage?.advice[0],
    "Have the origin send Cache-Control: max-age with the seconds that it may be kept.",
  ],
  [
    "that max-age=0 is stale at once",
    { stage: { cache: { ttls: [0, 0, 60] } }, response: cc("max-age=0") },
    ({ storage }) => [storage?.next, storage?.advice.length],
    ["A Miss, or a RefreshHit where the origin confirms what was kept.", 1],
  ],
  [
    "that a status is never kept",
    { status: 418 },
    ({ storage }) => [storage?.keep, storage?.advice],
    ["no", ["Have the origin answer with a status that is kept, such as 200, 301 or 404."]],
  ],
  [
    "that Vary: * is in the way",
    { stage: { cache: { ttls: [0, 60, 60] } }, response: { vary: "*" } },
    ({ storage }) => storage?.advice,
    ["Have the origin leave the * out of Vary."],
  ],
  [
    "that what goes past the cache is to be asked otherwise",
    { request: { headers: { ...host, "if-match": '"a"' } } },
    ({ storage }) => storage?.advice,
    ["Ask without If-Match and If-Unmodified-Since."],
  ],
  [
    "that an error for a viewer's own condition isn't for others",
    { status: 404, request: { headers: { ...host, "if-none-match": '"a"' } } },
    ({ storage }) => [storage?.keep, storage?.sentences, storage?.advice],
    [
      "no",
      ["Not kept: it may be about this viewer's own condition or credentials."],
      ["Ask without conditions and Authorization."],
    ],
  ],
  [
    "that a Range which isn't followed doesn't go on",
    { request: { headers: { ...host, range: "bytes=5-2" } } },
    ({ originRequest, cacheKey }) => [
      [originRequest?.headers["range"], originRequest?.droppedRange],
      cacheKey?.ignored,
    ],
    [
      [
        undefined,
        "Without Range: only a GET has one, of bytes in ascending order that don't overlap.",
      ],
      [],
    ],
  ],
  [
    "that a Range goes on as it is where the cache isn't asked",
    {
      stage: { cache: { ttls: [0, 0, 0] } },
      request: { headers: { ...host, range: "bytes=5-2" } },
    },
    ({ originRequest }) => [originRequest?.headers["range"], originRequest?.droppedRange],
    ["bytes=5-2", undefined],
  ],
];

describe("explainRequest", () => {
  testExplanations(rows);
});
