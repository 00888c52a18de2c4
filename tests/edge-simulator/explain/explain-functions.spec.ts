import { host, testExplanations, type ExplanationRow } from "../support/explanation-rows";
import { withFunctions } from "../support/with-functions";

const rows: readonly ExplanationRow[] = [
  [
    "what a function makes of a request",
    {
      stage: withFunctions(
        {
          onRequest: `console.log('now');
            request.uri = await cf.kvs().get('to');
            request.querystring = { p: { value: '1' } };
            request.headers.b = { value: '2' };
            delete request.headers.a;
            request.cookies = { d: { value: '3' } };
            return request;`,
        },
        { cache: { headers: ["A", "B"], cookies: "all", queryStrings: "all" } },
        { to: "/new" },
      ),
      request: { query: "q=1", headers: { ...host, a: "1", cookie: "c=1" } },
    },
    ({ functions, cacheKey, originRequest, viewerResponse }) => [
      ...[functions, cacheKey?.lines, originRequest?.line, viewerResponse],
    ],
    [
      [
        {
          name: "on-request",
          eventType: "viewer-request",
          result: "request",
          sentences: [
            "It makes the path /new.",
            "It makes the query p=1.",
            "It sets b: 2.",
            "It removes a.",
            "It sets the cookie d=3.",
            "It removes the cookie c.",
            "It logs: now",
          ],
        },
      ],
      ["GET /new?p=1", "a: none", "b: 2", "cookies: d=3"],
      "GET /new?p=1",
      undefined,
    ],
  ],
  [
    "the origin that a function chooses",
    {
      stage: withFunctions(
        {
          onRequest: `request.querystring = '';
            cf.selectRequestOriginById('spare');
            return request;`,
        },
        { spare: {} },
      ),
      request: { query: "q=1" },
    },
    ({ functions, originRequest }) => [functions[0]?.sentences, originRequest?.originId],
    [["It removes the query.", "It chooses the origin spare."], "spare"],
  ],
  [
    "what a function changes about the origin",
    {
      stage: withFunctions({
        onRequest: "cf.updateRequestOrigin({ originPath: '/v2' }); return request;",
      }),
    },
    ({ functions, originRequest }) => [functions[0]?.sentences, originRequest?.line],
    [["It changes originPath of the origin."], "GET /v2/a"],
  ],
  [
    "a function that changes nothing",
    { stage: withFunctions({ onRequest: "return request;" }) },
    ({ functions }) => functions.map(({ sentences }) => sentences),
    [["It changes nothing."]],
  ],
  [
    "a function that answers, and nothing of what doesn't happen then",
    {
      stage: withFunctions({
        onRequest: "return { statusCode: 302, headers: { location: { value: '/in' } } };",
        onResponse: "return response;",
      }),
    },
    ({ functions, viewerResponse, cacheKey, originRequest, storage }) => [
      functions.map(({ result, sentences }) => [result, ...sentences]),
      [viewerResponse?.status, viewerResponse?.headers["location"]],
      ...[cacheKey, originRequest, storage],
    ],
    [
      [["response", "It answers the viewer itself, with 302."]],
      [302, "/in"],
      ...[undefined, undefined, undefined],
    ],
  ],
  [
    "a function that fails",
    { stage: withFunctions({ onRequest: "throw new Error('no');" }) },
    ({ functions, viewerResponse }) => [
      functions[0]?.result,
      /^It fails \(FunctionExecutionError\): .*no/.test(String(functions[0]?.sentences[0])),
      viewerResponse?.status,
    ],
    ["FunctionExecutionError", true, 503],
  ],
  [
    "what a function makes of a response that the edge compresses",
    {
      stage: withFunctions(
        {
          onResponse: `response.statusCode = 201;
            response.headers.made = { value: response.headers['content-encoding'].value };
            delete response.headers.etag;
            response.cookies = { d: { value: '3', attributes: 'Path=/' } };
            response.body = 'own';
            return response;`,
        },
        { cache: { ttls: [0, 60, 60], gzip: true, cookies: "all" }, behavior: { Compress: true } },
      ),
      request: { headers: { ...host, "accept-encoding": "gzip" } },
      response: {
        ...{ "content-type": "text/html", "content-length": "2000", etag: '"1"' },
        "set-cookie": ["c=1; Path=/", "c=2; Path=/b"],
      },
    },
    ({ functions, viewerResponse, storage }) => [
      functions[0]?.sentences,
      [viewerResponse?.status, viewerResponse?.headers["set-cookie"]],
      storage?.ttlSeconds,
    ],
    [
      [
        "It makes the status 201.",
        "It sets made: gzip.",
        "It removes etag.",
        "It sets the cookie d=3; Path=/.",
        "It removes the cookie c.",
        "It puts a body of its own in place of the origin's.",
      ],
      [201, "d=3; Path=/"],
      60,
    ],
  ],
  [
    "that no function runs on an error",
    { stage: withFunctions({ onResponse: "return response;" }), status: 404 },
    ({ functions, viewerResponse }) => [
      functions.map(({ name, result, sentences }) => [name, result, ...sentences]),
      viewerResponse,
    ],
    [[["on-response", undefined, "It doesn't run: the response is an error."]], undefined],
  ],
];

describe("explainRequest, with functions", () => {
  testExplanations(rows);
});
