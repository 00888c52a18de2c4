import { managedCachePolicyIds } from "../../edge-simulator";
import { testScenarios, type Scenario } from "./support/scenario";
import { withFunctions } from "./support/with-functions";

const fresh = { headers: { "cache-control": "max-age=60" } };

const answer = "return { statusCode: 200, body: 'own' };";

const requestScenarios: Scenario[] = [
  {
    title:
      "CF-FN-01 CF-KEY-12 CF-FN-06 runs on each request, before the cache, and changes its key",
    ...withFunctions({
      onRequest: "request.uri = request.uri.replace('/old', '/new'); return request;",
    }),
    steps: [
      { origin: fresh, path: "/old", expect: { result: "Miss", asked: "GET /new" } },
      { path: "/new", expect: { result: "Hit", seen: 1 } },
      { path: "/old", expect: { result: "Hit", seen: 1 } },
    ],
  },
  {
    title: "CF-KEY-12 CF-FN-12 the key follows query, headers and cookies that a function changed",
    ...withFunctions(
      {
        onRequest: `request.querystring = { v: { value: request.querystring.v.value.toLowerCase() } };
          request.headers['x-kind'] = { value: 'k' };
          request.cookies.id = { value: 'c' };
          return request;`,
      },
      { cache: { headers: ["x-kind"], cookies: "all", queryStrings: "all" } },
    ),
    steps: [
      {
        origin: fresh,
        path: "/a?v=ONE&w=2",
        headers: { cookie: "id=1" },
        expect: { asked: "GET /a?v=one", forwarded: { "x-kind": "k", cookie: "id=c" } },
      },
      { path: "/a?v=One", headers: { "x-kind": "other" }, expect: { result: "Hit", seen: 1 } },
    ],
  },
  {
    title: "CF-FN-11 multiValue wins over value",
    ...withFunctions(
      {
        onRequest: `request.querystring.a.value = 'no';
          request.headers['x-a'] = { value: 'no', multiValue: [{ value: '1' }, { value: '2' }] };
          return { ...request, cookies: { c: { value: '', multiValue: [{ value: '3' }] } } };`,
      },
      { cache: { headers: ["x-a"], cookies: "all", queryStrings: "all" } },
    ),
    steps: [
      {
        path: "/a?a=1&a=2",
        expect: { asked: "GET /a?a=1&a=2", forwarded: { "x-a": "1, 2", cookie: "c=3" } },
      },
    ],
  },
  {
    title: "CF-FN-12 what a function doesn't touch stays as the viewer wrote it",
    ...withFunctions(
      { onRequest: "return request;" },
      { cache: { cookies: "all", queryStrings: "all" } },
    ),
    steps: [
      {
        path: "/a%20b?b=1&a&b=%41&c=",
        headers: { cookie: "b=1;a=2" },
        expect: { asked: "GET /a%20b?b=1&a&b=%41&c=", forwarded: { cookie: "a=2; b=1" } },
      },
    ],
  },
  {
    title: "CF-FN-12 a function may write the query itself",
    ...withFunctions(
      { onRequest: "request.querystring = request.rawQueryString() + '&z'; return request;" },
      { cache: { queryStrings: "all" } },
    ),
    steps: [{ path: "/a?b=%20", expect: { asked: "GET /a?b=%20&z" } }],
  },
  {
    title: "CF-FN-20 CF-FN-21 functions don't see some headers, and can't drop those that stay",
    ...withFunctions(
      {
        onRequest: `const names = Object.keys(request.headers).sort().join();
          return { method: request.method, uri: request.uri, headers: { 'x-names': { value: names } } };`,
      },
      { forward: { headers: "allViewer" } },
    ),
    steps: [
      {
        headers: {
          host: "viewers.example.com",
          "x-real-ip": "1",
          "x-forwarded-proto": "http",
          cookie: "a=1",
          accept: "a",
        },
        expect: {
          forwarded: {
            host: "viewers.example.com",
            "x-names": "accept,host",
            accept: null,
            cookie: null,
          },
        },
      },
    ],
  },
  {
    title: "CF-FN-10 CF-FN-11 the event of a request",
    ...withFunctions({
      onRequest: `const { context, viewer } = event;
        return { statusCode: 200, body: JSON.stringify([
          event.version, context.eventType, typeof context.distributionDomainName,
          typeof context.distributionId, context.requestId.length, viewer.ip, request.method,
          request.uri, request.querystring, request.cookies, response === undefined,
        ]) };`,
    }),
    steps: [
      {
        path: "/a?b=1&b=2&c",
        headers: { cookie: "d=3; e=4=5" },
        expect: {
          body: JSON.stringify([
            ...["1.0", "viewer-request", "string", "string", 56, "127.0.0.1", "GET", "/a"],
            {
              b: { value: "1", multiValue: [{ value: "1" }, { value: "2" }] },
              c: { value: "" },
            },
            { d: { value: "3" }, e: { value: "4=5" } },
            true,
          ]),
        },
      },
    ],
  },
  {
    title: "CF-FN-06 CF-RT-05 another path keeps the behavior of the viewer's",
    ...withFunctions(
      { onRequest: "request.uri = '/b'; return request;" },
      {
        paths: [
          {
            PathPattern: "/b",
            CachePolicyId: managedCachePolicyIds.CachingDisabled,
            FunctionAssociations: {},
          },
        ],
      },
    ),
    steps: [
      { origin: fresh, path: "/a", expect: { result: "Miss", asked: "GET /b" } },
      { path: "/a", expect: { result: "Hit", seen: 1 } },
      { path: "/b", expect: { result: "Miss", seen: 2 } },
    ],
  },
  {
    title: "AMB-19 / is the default root object before the function runs",
    ...withFunctions(
      { onRequest: "request.uri += '.' + request.uri.length; return request;" },
      { root: { DefaultRootObject: "index.html" } },
    ),
    steps: [{ path: "/", expect: { asked: "GET /index.html.11" } }],
  },
  {
    title: "CF-FN-05 CF-XC-06 a response of the function's own goes out at once",
    ...withFunctions({
      onRequest: `return { statusCode: 302, headers: { location: { value: '/b' } },
        cookies: { a: { value: '1', attributes: 'Secure; Path=/' } } };`,
    }),
    steps: [
      {
        origin: fresh,
        expect: {
          status: 302,
          result: "FunctionGeneratedResponse",
          body: "",
          seen: 0,
          headers: { location: "/b", server: "CloudFront", "content-length": "0", age: null },
        },
      },
      { expect: { result: "FunctionGeneratedResponse", seen: 0 } },
    ],
  },
  {
    title: "CF-FN-13 bodies are text, or bytes in base64",
    ...withFunctions({
      onRequest: `return { statusCode: 403, headers: { server: { value: 'f' } }, body:
        request.uri === '/a' ? 'tëxt' : { encoding: 'base64', data: 'aGk=' } };`,
    }),
    steps: [
      {
        expect: {
          status: 403,
          body: "tëxt",
          result: "FunctionGeneratedResponse",
          headers: { "content-length": "5", server: "f" },
        },
      },
      { path: "/b", expect: { body: "hi" } },
      { method: "HEAD", expect: { body: "", headers: { "content-length": "5" } } },
    ],
  },
  {
    title: "CF-FN-05 nothing of a function's own error is kept",
    ...withFunctions({
      onRequest: "return request.headers.a ? { statusCode: 404, body: 'own' } : request;",
    }),
    steps: [
      { headers: { a: "1" }, expect: { status: 404, body: "own" } },
      { origin: fresh, expect: { status: 200, result: "Miss" } },
    ],
  },
  {
    title: "CF-FN-32 CF-FN-33 a function reads its key value store",
    ...withFunctions(
      { onRequest: "request.uri = await cf.kvs().get(request.uri); return request;" },
      {},
      { "/a": "/from-store" },
    ),
    steps: [
      { expect: { asked: "GET /from-store" } },
      { path: "/b", expect: { status: 503, result: "FunctionExecutionError" } },
    ],
  },
  {
    title: "CF-FN-06 CF-FN-32 a function changes the origin, but not the cache key",
    ...withFunctions({
      onRequest: `if (request.headers.a) {
          cf.updateRequestOrigin({ originPath: '/own', customHeaders: { 'X-C': '1' } });
        }
        if (request.headers.b) {
          cf.selectRequestOriginById('web', { originOverrides: { originPath: '/web' } });
        }
        if (request.headers.c) { cf.selectRequestOriginById('none'); }
        return request;`,
    }),
    steps: [
      {
        origin: fresh,
        headers: { a: "1" },
        expect: { asked: "GET /own/a", forwarded: { "x-c": "1" } },
      },
      { expect: { result: "Hit", seen: 1 } },
      { path: "/b", expect: { asked: "GET /b", forwarded: { "x-c": null } } },
      { path: "/c", headers: { b: "1" }, expect: { asked: "GET /web/c" } },
      { path: "/d", headers: { c: "1" }, expect: { result: "FunctionExecutionError", seen: 3 } },
    ],
  },
  {
    title: "CF-VPP-05 no function runs for what is redirected",
    ...withFunctions({ onRequest: answer }, { edge: { viewerScheme: "http" } }),
    steps: [{ expect: { status: 301, result: "Redirect" } }],
  },
  {
    title: "CF-FN-01 no function runs for a method that isn't allowed",
    ...withFunctions({ onRequest: answer }),
    steps: [{ method: "TRACE", expect: { status: 403, result: "Error" } }],
  },
];

describe("functions on viewers' requests", () => testScenarios(requestScenarios));
