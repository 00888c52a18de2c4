import { expect } from "chai";
import fc from "fast-check";
import {
  explainRequest,
  type Explanation,
  type HeaderFields,
  type RequestReport,
  type ViewerRequest,
} from "../../../edge-simulator";
import { compileOptions } from "../support/compile-behavior";
import { allMethods, type CachePolicyChanges } from "../support/distribution";
import { anyKeying, anyViewerRequest, describeKeying } from "../support/key-model";
import { nextReport } from "../support/next-report";
import { anyAnswer, maybe, nothing, SameOrigin, withoutGaps } from "../support/same-origin";
import { TestStage, type StageOptions, type ViewerOptions } from "../support/test-stage";
import { withFunctions } from "../support/with-functions";

const onRequest = maybe(
  "return request;",
  `if (request.headers['x-a']) {
    request.uri = '/made' + request.uri;
    request.querystring = { a: { value: request.headers['x-a'].value } };
  }
  return request;`,
  `request.headers['x-b'] = { value: '2' };
  delete request.headers['accept-language'];
  request.cookies = { a: { value: '1' } };
  return request;`,
  `return request.cookies.a
    ? { statusCode: 302, headers: { location: { value: '/in' } }, cookies: { b: { value: '1' } } }
    : request;`,
  "if (request.headers['x-b']) { throw new Error('no'); } return request;",
  "request.headers.range = { value: 'bytes=0-1199' }; return request;",
  "cf.updateRequestOrigin({ originPath: '/v2', customHeaders: { own: '1' } }); return request;",
  "console.log(request.uri); request.uri = await cf.kvs().get(request.uri); return request;",
);
const onResponse = maybe(
  "return response;",
  `response.headers.made = { value: request.uri };
  delete response.headers.etag;
  return response;`,
  "response.statusCode = 404; response.body = 'own'; return response;",
  "if (response.headers.vary) { null.x; } return response;",
  "return request;",
);

const anyStage: fc.Arbitrary<StageOptions> = fc
  .record({
    keying: anyKeying,
    ttls: fc.constantFrom<NonNullable<CachePolicyChanges["ttls"]>>(
      ...([
        [0, 60, 600],
        [2, 60, 600],
        [0, 0, 60],
        [0, 0, 0],
        [10, 10, 10],
      ] as const),
    ),
    forward: fc.constantFrom<NonNullable<StageOptions["forward"]>>(
      {},
      { headers: "allViewer", cookies: "all", queryStrings: "all" },
      { headers: { allExcept: ["X-A"] } },
    ),
    ViewerProtocolPolicy: fc.constantFrom(
      ...(["redirect-to-https", "https-only", "allow-all"] as const),
    ),
    methods: fc.constantFrom(allMethods, allMethods, ["GET", "HEAD"], ["GET", "HEAD", "OPTIONS"]),
    cachesOptions: fc.boolean(),
    Compress: fc.boolean(),
    viewerScheme: fc.constantFrom(...(["https", "https", "https", "http"] as const)),
    onRequest,
    onResponse,
  })
  .map(({ keying, ttls, forward, methods, cachesOptions, viewerScheme, ...rest }) => {
    const { onRequest, onResponse, ...settings } = rest;
    const options = describeKeying(keying, ttls, forward);
    const cached = cachesOptions && methods.includes("OPTIONS") ? ["OPTIONS"] : [];
    const behavior = {
      ...options.behavior,
      ...settings,
      AllowedMethods: { Items: methods, CachedMethods: { Items: ["GET", "HEAD", ...cached] } },
    };
    return withFunctions(
      { onRequest, onResponse },
      {
        ...options,
        behavior,
        paths: [
          { PathPattern: "/b" },
          { PathPattern: "/made/*", ViewerProtocolPolicy: "allow-all" },
        ],
        root: {
          DefaultRootObject: "index.html",
          CustomErrorResponses: { Items: [{ ErrorCode: 404, ErrorCachingMinTTL: 25 }] },
        },
        edge: { viewerScheme },
      },
      { "/a": "/of-a", "/b": "/of b" },
    );
  });

const anyRequest = fc
  .record({
    request: anyViewerRequest,
    method: fc.constantFrom(...nothing, ...nothing, "POST", "DELETE"),
    path: maybe("/"),
    headers: fc.record({
      range: maybe("bytes=0-1199", "bytes=-5", "bytes=5-2", "bytes=0-5,3-9", "items=1-2"),
      "if-range": maybe('"1"'),
      "if-none-match": maybe('"1"'),
      "if-match": fc.constantFrom(...nothing, ...nothing, '"1"'),
      authorization: maybe("Bearer 1"),
    }),
  })
  .map(({ request, method, path, headers }): ViewerRequest => ({
    ...request,
    method: method ?? request.method,
    path: path ?? request.path,
    headers: { ...request.headers, ...headers },
  }));

/** Without what each edge makes up. */
function dropVia({ via: _, ...headers }: HeaderFields): Record<string, string> {
  return withoutGaps(headers);
}

/** What an explanation says that a running edge can be asked about. */
function readExplanation(explanation: Explanation) {
  const { behavior, refusal, functions, cacheKey, originRequest, storage } = explanation;
  const { viewerResponse } = explanation;
  return {
    pathPattern: behavior.pathPattern,
    refusal: refusal?.slice(refusal.indexOf("It is ")),
    functions: functions.flatMap(({ name, eventType, result }) =>
      result === undefined ? [] : [`${name} on the ${eventType}: ${result}`],
    ),
    cacheKey: cacheKey?.key,
    asked: originRequest && `${originRequest.originId} ${originRequest.line}`,
    askedWith: originRequest && dropVia(originRequest.headers),
    rule: storage?.rule,
    ttlSeconds: storage?.ttlSeconds,
    isStored: storage !== undefined && storage.keep !== "no",
    viewerGets: viewerResponse && [viewerResponse.status, dropVia(viewerResponse.headers)],
  };
}

type Observed = ReturnType<typeof readExplanation>;

/** The same of what an edge did. */
function readReport(report: RequestReport, objects: number): Observed {
  const { pathPattern, refusal, notes, cacheKey, originExchanges, lookup, lifetime } = report;
  const { status, headers } = report;
  const [asked] = originExchanges;
  const sent = dropVia(readHeaders(headers));
  const functions = notes.flatMap((note) => {
    const [, name, came] = /^Function "(.+)"( on the viewer-\w+: \w+)/.exec(note) ?? [];
    return name === undefined ? [] : [`${name}${came}`];
  });
  const isFunctions = functions.some((came) => !came.endsWith("viewer-request: request"));
  const isRedirect = refusal?.kind === "redirect";
  const turnedAway = isRedirect ? `sent to ${sent["location"]}` : `refused with ${status}`;
  return {
    pathPattern: pathPattern ?? "",
    refusal: refusal && `It is ${turnedAway}.`,
    functions,
    cacheKey,
    asked: asked && `${asked.originId} ${asked.method} ${asked.path}`,
    askedWith: asked && dropVia(asked.headers),
    rule: lookup === "bypassed" ? undefined : lifetime?.rule,
    ttlSeconds: lookup === "bypassed" ? 0 : lifetime?.ttlSeconds,
    isStored: objects > 0,
    viewerGets: isFunctions ? [status, sent] : undefined,
  };
}

function readHeaders(headers: readonly string[]): HeaderFields {
  const fields: Record<string, string[]> = {};
  headers.forEach((name, index) => {
    if (index % 2 === 0) {
      (fields[name.toLowerCase()] ??= []).push(headers[index + 1] ?? "");
    }
  });
  return fields;
}

/** Sends a request to an edge whose cache is empty. */
async function observe(stage: TestStage, { method, path, query, headers }: ViewerRequest) {
  stage.edge.invalidate(["/*"]);
  const told = nextReport(stage);
  await stage.send(query === "" ? path : `${path}?${query}`, {
    method: method as ViewerOptions["method"],
    headers: withoutGaps(headers),
  });
  const report = await told;
  return { report, observed: readReport(report, stage.edge.stats().objects) };
}

/** Whether a function took too long, as any may on a busy machine. */
function isOutOfTime(...told: unknown[]): boolean {
  return JSON.stringify(told).includes("it ran longer than");
}

/** One by one: what differs is named. */
function expectSame(foretold: Observed, observed: Observed): void {
  for (const [name, value] of Object.entries(observed)) {
    expect(foretold[name as keyof Observed], name).to.deep.equal(value);
  }
}

describe("explainRequest, at random", () => {
  it("foretells what a running edge does", async () => {
    const seen = new Map<string, number>();
    const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    await fc.assert(
      fc.asyncProperty(
        anyStage,
        fc.array(fc.tuple(anyRequest, anyAnswer), { minLength: 4, maxLength: 8 }),
        async (options, exchanges) => {
          const originConnection = new SameOrigin();
          const stage = await TestStage.start({
            ...options,
            edge: { ...options.edge, originConnection },
          });
          const distribution = compileOptions(options);
          try {
            for (const [request, answer] of exchanges) {
              originConnection.answer = answer;
              const { report, observed } = await observe(stage, request);
              const foretold = await explainRequest(
                distribution,
                { request: report.request, response: answer, nowMs: stage.clock.now() },
                options.edge?.functions,
              );
              if (isOutOfTime(report, foretold)) {
                continue;
              }
              expectSame(readExplanation(foretold), observed);
              observed.functions.forEach(count);
              count(`refused: ${observed.refusal !== undefined}`);
              count(`stored: ${observed.isStored}, lookup: ${report.lookup}`);
              count(`range dropped: ${foretold.originRequest?.droppedRange !== undefined}`);
            }
          } finally {
            await stage.stop();
          }
        },
      ),
      { numRuns: 50, seed: 6 },
    );
    expect([...seen.keys()]).to.include.members([
      ...["request", "response", "FunctionExecutionError", "FunctionValidationError"].map(
        (result) => `on-request on the viewer-request: ${result}`,
      ),
      "on-response on the viewer-response: response",
      "stored: true, lookup: absent",
      "refused: true",
      "range dropped: true",
    ]);
  }).timeout(30_000); // two seconds where nothing else runs
});
