import { rulesOn } from "../shared/rules";
import type { CdnEdgeSettings } from "./settings";

const SOURCE =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern";

/** What a path pattern must look like. */
export const PATH_PATTERN = [
  {
    matches: /^(?!\/?\*+$)/,
    must: "must not take every path, as the default behavior does",
    remedy: "Use caching.defaultBehavior.",
  },
  {
    matches: /^[\w.*$/~"'@:+?&-]{1,255}$/,
    must: "must have 1 to 255 of the characters A-Z a-z 0-9 _ - . * ? $ / ~ \" ' @ : + &",
    remedy: 'Use a pattern such as "/static/*".',
  },
];

const rule = rulesOn<CdnEdgeSettings>();

export const PATH_PATTERN_RULES = [
  rule({
    id: "repeated-path-pattern",
    source: SOURCE,
    of: (settings) => listWithEarlier(settings, (earlier, pattern) => earlier === pattern),
    holds: ({ earlier }) => earlier === undefined,
    must: ({ earlier }) => `must differ from that of caching.behaviors[${earlier?.index}]`,
    remedy: "The first one takes all its requests. Remove one of the two.",
  }),
  rule({
    id: "dead-path-pattern",
    source: SOURCE,
    of: (settings) =>
      listWithEarlier(
        settings,
        (earlier, pattern) => earlier !== pattern && takesAllOf(earlier, pattern),
      ),
    holds: ({ earlier }) => earlier === undefined,
    must: ({ earlier }) =>
      `must come before caching.behaviors[${earlier?.index}], whose pattern ` +
      `"${earlier?.pathPattern}" takes all its requests`,
    remedy: "The first pattern that matches wins. Move the narrower one up, or remove it.",
  }),
];

/** Each pattern with the first one before it, if any, to which it stands in a relation. */
function listWithEarlier(
  { caching: { behaviors } }: CdnEdgeSettings,
  isRelated: (earlier: string, pattern: string) => boolean,
) {
  return behaviors.map(({ pathPattern }, position) => ({
    path: `caching.behaviors[${position}].pathPattern`,
    value: {
      earlier: behaviors
        .slice(0, position)
        .map((earlier, index) => ({ index, pathPattern: earlier.pathPattern }))
        .find((earlier) => isRelated(addSlash(earlier.pathPattern), addSlash(pathPattern))),
    },
    shown: pathPattern,
  }));
}

/** A pattern's leading slash is optional. */
function addSlash(pattern: string): string {
  return pattern.startsWith("/") ? pattern : `/${pattern}`;
}

/**
 * Whether a pattern matches every path that another one matches. A sure yes: of patterns in which
 * `?` stands beside `*`, some are missed.
 */
export function takesAllOf(wide: string, narrow: string): boolean {
  // Whether wide, from here on, takes what narrow takes: one row for each length of wide's rest.
  let takes = Array.from({ length: narrow.length + 1 }, (_, end) => end === narrow.length);
  for (const token of [...wide].reverse()) {
    const rest = takes;
    takes = Array.from({ length: narrow.length + 1 }, () => false);
    for (let start = narrow.length; start >= 0; start--) {
      takes[start] =
        token === "*"
          ? rest[start] === true || takes[start + 1] === true
          : takesOne(token, narrow[start]) && rest[start + 1] === true;
    }
  }
  return takes[0] === true;
}

function takesOne(token: string, narrow: string | undefined): boolean {
  return narrow !== undefined && narrow !== "*" && (token === "?" || token === narrow);
}
