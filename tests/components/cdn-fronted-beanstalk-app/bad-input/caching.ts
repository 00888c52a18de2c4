import type { CachePolicyArgs, PathBehaviorArgs } from "../../../../components";
import { ValueBehavior } from "../../../../components";
import type { BadInput } from "./bad-input";

const onPaths = (behaviors: PathBehaviorArgs[]) => ({ caching: { behaviors } });
const keep = (pages: CachePolicyArgs) => ({
  caching: { cachePolicies: { pages }, defaultBehavior: { customCachePolicy: "pages" } },
});
const keepOnPath = (pages: CachePolicyArgs) => ({
  caching: {
    cachePolicies: { pages },
    behaviors: [{ pathPattern: "/p", customCachePolicy: "pages" }],
  },
});

/** Many behaviors, none of which takes another one's requests. */
const listPatterns = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ pathPattern: `/p${index}` }));

/** Path patterns, and cache policies. */
export const CACHING_ROWS: BadInput[] = [
  [
    "a path pattern that takes everything",
    onPaths([{ pathPattern: "/*" }]),
    [
      'caching.behaviors[0].pathPattern must not take every path, as the default behavior does, got "/*". ' +
        "Use caching.defaultBehavior.",
    ],
  ],
  [
    "a path pattern with a space",
    onPaths([{ pathPattern: "/a b" }]),
    [
      'caching.behaviors[0].pathPattern must have 1 to 255 of the characters A-Z a-z 0-9 _ - . * ? $ / ~ " \' @ : + &, got "/a b". ' +
        'Use a pattern such as "/static/*".',
    ],
  ],
  [
    "the same path pattern twice",
    onPaths([{ pathPattern: "/api/*" }, { pathPattern: "api/*" }]),
    [
      'caching.behaviors[1].pathPattern must differ from that of caching.behaviors[0], got "api/*". ' +
        "The first one takes all its requests. Remove one of the two.",
    ],
  ],
  [
    "a dead path pattern",
    onPaths([{ pathPattern: "/api/*" }, { pathPattern: "/api/v1/*" }]),
    [
      'caching.behaviors[1].pathPattern must come before caching.behaviors[0], whose pattern "/api/*" takes all its requests, got "/api/v1/*". ' +
        "The first pattern that matches wins. Move the narrower one up, or remove it.",
    ],
  ],
  [
    "a dead path pattern with ?",
    onPaths([{ pathPattern: "*.??g" }, { pathPattern: "/img/*.png" }]),
    [
      'caching.behaviors[1].pathPattern must come before caching.behaviors[0], whose pattern "*.??g" takes all its requests, got "/img/*.png". ' +
        "The first pattern that matches wins. Move the narrower one up, or remove it.",
    ],
  ],
  [
    "75 path behaviors",
    { caching: { behaviors: listPatterns(75) } },
    ["caching.behaviors must have 0 to 74 entries, got 75. " + "Merge patterns with wildcards."],
  ],
  [
    "a minimum TTL above the maximum",
    keepOnPath({ minTtlSeconds: 60, maxTtlSeconds: 30 }),
    [
      "caching.cachePolicies.pages.minTtlSeconds must be at most maxTtlSeconds (30), got 60. " +
        "Raise maxTtlSeconds or lower minTtlSeconds.",
    ],
  ],
  [
    "a default TTL above the maximum",
    keepOnPath({ defaultTtlSeconds: 3600, maxTtlSeconds: 300 }),
    [
      "caching.cachePolicies.pages.defaultTtlSeconds must be between minTtlSeconds (0) and maxTtlSeconds (300), got 3600. " +
        "Raise the larger or lower the smaller.",
    ],
  ],
  [
    "a TTL below 0",
    keep({ minTtlSeconds: -1 }),
    [
      "caching.cachePolicies.pages.minTtlSeconds must be a whole number of seconds from 0 to 31536000, got -1. " +
        "Use a number in that range.",
    ],
  ],
  [
    "a header that no key can have",
    keep({ headers: ["Cookie"] }),
    [
      'caching.cachePolicies.pages.headers[0] must be a header that CloudFront takes into a cache key, got "Cookie". ' +
        "Use an origin request policy, or for Cookie the argument cookies.",
    ],
  ],
  [
    "Accept-Encoding in the key twice",
    keep({ headers: ["Accept-Encoding"] }),
    [
      'caching.cachePolicies.pages.headers[0] must not be Accept-Encoding, which acceptEncodingGzip and acceptEncodingBrotli stand for, got "Accept-Encoding". ' +
        "Remove the header, or set both to false.",
    ],
  ],
  [
    "eleven headers in the key",
    keep({ headers: "abcdefghijk".split("").map((letter) => `X-${letter}`) }),
    [
      "caching.cachePolicies.pages.headers must have 0 to 10 entries, got 11. " +
        "That is CloudFront's quota. Leave out what makes no difference to responses.",
    ],
  ],
  [
    "a whitelist without names",
    keep({ cookies: { behavior: ValueBehavior.Whitelist } }),
    [
      'caching.cachePolicies.pages.cookies.names must name something, as its behavior "whitelist" needs, got []. ' +
        "Add names, or use another behavior.",
    ],
  ],
  [
    "names for all query strings",
    keep({ queryStrings: { behavior: ValueBehavior.All, names: ["page"] } }),
    [
      'caching.cachePolicies.pages.queryStrings.names must be left out with the behavior "all", got ["page"]. ' +
        "Remove the names, or use another behavior.",
    ],
  ],
  [
    "too long names",
    keep({ cookies: { behavior: ValueBehavior.Whitelist, names: ["c".repeat(1025)] } }),
    [
      "caching.cachePolicies.pages.cookies.names must have at most 1024 characters together, got 1025. " +
        "Name fewer.",
    ],
  ],
  [
    "a minimum TTL on everything",
    keep({ minTtlSeconds: 1 }),
    [
      'caching.defaultBehavior.customCachePolicy must have no minimum TTL, since every viewer can get a page that was made for another one, even if it says private or no-store; its minimum TTL is 1 s, got "pages". ' +
        "Set caching.acceptsSharedPages to true if all pages are the same for everybody, or give the paths that are to caching.behaviors.",
    ],
  ],
  [
    "a minimum TTL where cookies are forwarded",
    keepOnPath({ minTtlSeconds: 1, cookies: { behavior: ValueBehavior.All } }),
    [
      'caching.behaviors[0].customCachePolicy must have no minimum TTL where cookies or Authorization reach the origin, since every viewer can get a page that was made for another one, even if it says private or no-store; its minimum TTL is 1 s, got "pages". ' +
        "Set caching.behaviors[0].acceptsSharedPages to true if its pages are the same for everybody, or keep cookies and Authorization from the origin.",
    ],
  ],
];
