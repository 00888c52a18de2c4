import fc from "fast-check";
import type { DistributionConfig, ViewerRequest } from "../../../edge-simulator";
import type { CachePolicyChanges, OriginRequestPolicyChanges, Selection } from "./distribution";
import type { StageOptions } from "./test-stage";
import { describeViewerRequest } from "./viewer-request";

/**
 * What of a request is in its key under a policy, told in another way than the edge does: two
 * requests may share a response if this is the same text for both.
 */
export function tellKeyParts(request: ViewerRequest, policy: CachePolicyChanges): string {
  const headers = (policy.headers ?? []).map((name) => request.headers[name.toLowerCase()] ?? null);
  const parameters = request.query === "" ? [] : request.query.split("&");
  return JSON.stringify([
    request.method === "OPTIONS",
    request.path,
    headers,
    parameters.filter((parameter) => isChosen(policy.queryStrings, nameOf(parameter))),
    listCookies(request).filter((cookie) => isChosen(policy.cookies, nameOf(cookie))),
    (["gzip", "brotli"] as const).filter((flag) => policy[flag] && accepts(request, flag)),
  ]);
}

function isChosen(selection: Selection = "none", name: string): boolean {
  if (typeof selection === "string") {
    return selection === "all";
  }
  return "whitelist" in selection
    ? selection.whitelist.includes(name)
    : !selection.allExcept.includes(name);
}

function nameOf(pair: string): string {
  return pair.split("=")[0] ?? "";
}

function listCookies({ headers }: ViewerRequest): string[] {
  const cookies = String(headers.cookie ?? "").split(/; */);
  return cookies.filter((cookie) => /^[^$=]+=/.test(cookie)).sort();
}

function accepts({ headers }: ViewerRequest, flag: "gzip" | "brotli"): boolean {
  const encoding = flag === "gzip" ? /\bgzip\b/ : /\bbr\b/;
  return encoding.test(String(headers["accept-encoding"] ?? ""));
}

const someNames = fc.subarray(["a", "b", "A", "a*"], { minLength: 1 });
const selections: fc.Arbitrary<Selection> = fc.oneof(
  fc.constantFrom<Selection>("none", "all"),
  someNames.map((whitelist) => ({ whitelist })),
  someNames.map((allExcept) => ({ allExcept })),
);

/** Cache policies; they cache everything for a day unless a response says otherwise. */
export const anyCachePolicy: fc.Arbitrary<CachePolicyChanges> = fc.record({
  headers: fc.option(fc.subarray(["Host", "X-A", "X-B", "Accept-Language"], { minLength: 1 }), {
    nil: undefined,
  }),
  cookies: selections,
  queryStrings: selections,
  gzip: fc.boolean(),
  brotli: fc.boolean(),
});

type ForwardedValues = NonNullable<DistributionConfig["DefaultCacheBehavior"]["ForwardedValues"]>;

/** What is in the keys of a stage, and how its behavior says so. */
export interface Keying {
  /** With what legacy settings amount to. */
  readonly policy: CachePolicyChanges;
  /** `undefined`: the behavior has a cache policy. */
  readonly forwardedValues: ForwardedValues | undefined;
}

const anyForwardedValues: fc.Arbitrary<ForwardedValues> = fc.record({
  QueryString: fc.boolean(),
  QueryStringCacheKeys: fc.option(someNames, { nil: [] }).map((Items) => ({ Items })),
  Cookies: fc.oneof(
    fc.constantFrom<ForwardedValues["Cookies"]>({ Forward: "none" }, { Forward: "all" }),
    someNames.map((Items) => ({ Forward: "whitelist" as const, WhitelistedNames: { Items } })),
  ),
  Headers: fc.subarray(["Host", "X-A", "X-B", "Accept-Language"]).map((Items) => ({ Items })),
});

/** Cache policies and, as often, legacy settings. */
export const anyKeying: fc.Arbitrary<Keying> = fc.oneof(
  anyCachePolicy.map((policy) => ({ policy, forwardedValues: undefined })),
  anyForwardedValues.map((values) => ({ policy: tellPolicy(values), forwardedValues: values })),
);

function tellPolicy({ QueryString, QueryStringCacheKeys, ...values }: ForwardedValues) {
  const parameters = QueryStringCacheKeys?.Items ?? [];
  const { Forward, WhitelistedNames } = values.Cookies;
  const cookies = WhitelistedNames?.Items ?? [];
  const listed: Selection = parameters.length > 0 ? { whitelist: parameters } : "all";
  return {
    headers: values.Headers?.Items,
    queryStrings: QueryString ? listed : ("none" as const),
    // The only name of a cookie here that `a*` stands for besides itself.
    cookies:
      Forward === "whitelist"
        ? { whitelist: cookies.includes("a*") ? [...cookies, "a"] : cookies }
        : Forward,
    gzip: true,
  };
}

/** A stage with such keys. */
export function describeKeying(
  { policy, forwardedValues }: Keying,
  ttls: NonNullable<CachePolicyChanges["ttls"]>,
  forward: OriginRequestPolicyChanges,
): StageOptions {
  const [MinTTL, DefaultTTL, MaxTTL] = ttls;
  return forwardedValues === undefined
    ? { cache: { ...policy, ttls }, forward }
    : {
        behavior: {
          CachePolicyId: undefined,
          ForwardedValues: forwardedValues,
          ...{ MinTTL, DefaultTTL, MaxTTL },
        },
      };
}

// Names and values that look like one another's, and like what a key is written with.
const pairs = fc.constantFrom("a=1", "a=2", "A=1", "b=1", "b=", "a*=1", "a=1=b");
const value = fc.option(fc.constantFrom("1", "2", "a=1", "x-b: 1", ""), { nil: undefined });

/** Requests whose values are few, so that some of them share a key. */
export const anyViewerRequest: fc.Arbitrary<ViewerRequest> = fc
  .record({
    method: fc.constantFrom("GET", "GET", "HEAD", "OPTIONS"),
    path: fc.constantFrom("/a", "/A", "/a/", "/b"),
    parameters: fc.array(pairs, { maxLength: 3 }),
    cookies: fc.uniqueArray(fc.oneof(pairs, fc.constantFrom("$a=1", "flag")), {
      maxLength: 3,
      selector: nameOf,
    }),
    host: fc.constantFrom("one.example", "two.example"),
    a: value,
    b: value,
    language: value,
    encoding: fc.option(fc.constantFrom("gzip", "br", "gzip, br", "br;q=0.5, gzip", "deflate"), {
      nil: undefined,
    }),
  })
  .map(({ method, path, parameters, cookies, host, a, b, language, encoding }) => {
    const headers = {
      host,
      "x-a": a,
      "x-b": b,
      "accept-language": language,
      "accept-encoding": encoding,
      cookie: cookies.length === 0 ? undefined : cookies.join("; "),
    };
    return describeViewerRequest({ method, path, query: parameters.join("&"), headers });
  });

const aspects = ["method", "path", "query"] as const;
const headerNames = ["host", "x-a", "x-b", "accept-language", "accept-encoding", "cookie"] as const;

/** A request, and some that differ from it in one thing at most. */
export const alikeRequests: fc.Arbitrary<ViewerRequest[]> = fc
  .tuple(
    anyViewerRequest,
    fc.array(fc.tuple(anyViewerRequest, fc.constantFrom(...aspects, ...headerNames)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([request, others]) => [
    request,
    ...others.map(([other, aspect]) => takeAspect(request, other, aspect)),
  ]);

function takeAspect(
  request: ViewerRequest,
  other: ViewerRequest,
  aspect: (typeof aspects)[number] | (typeof headerNames)[number],
): ViewerRequest {
  if (aspect === "method" || aspect === "path" || aspect === "query") {
    return { ...request, [aspect]: other[aspect] };
  }
  return { ...request, headers: { ...request.headers, [aspect]: other.headers[aspect] } };
}
