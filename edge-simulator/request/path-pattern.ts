/** A behavior's path pattern, ready to be matched. */
export interface PathPattern {
  /** As configured. */
  readonly text: string;
  /** With its leading slash, which is optional in a configuration (CF-RT-01). */
  readonly glob: string;
}

/** Prepares a path pattern: `*` stands for any characters, also `/`; `?` for exactly one. */
export function compilePathPattern(text: string): PathPattern {
  return { text, glob: text === "*" || text.startsWith("/") ? text : `/${text}` };
}

/** Whether a normalized path matches; case counts. */
export function matchesPath({ glob }: PathPattern, path: string): boolean {
  return glob === "*" || matchesGlob(glob, path);
}

/**
 * Whether text matches a glob whole: `*` stands for any characters, `?` for exactly one.
 *
 * On a mismatch only the last `*` has to give way, so time stays within pattern × path: a regular
 * expression with many `.*` would not.
 */
export function matchesGlob(glob: string, path: string): boolean {
  let inGlob = 0;
  let inPath = 0;
  let lastStar = -1;
  let starEnd = 0;
  while (inPath < path.length) {
    const expected = glob[inGlob];
    if (expected === "*") {
      lastStar = inGlob++;
      starEnd = inPath;
    } else if (expected === "?" || expected === path[inPath]) {
      inGlob++;
      inPath++;
    } else if (lastStar >= 0) {
      inGlob = lastStar + 1;
      inPath = ++starEnd;
    } else {
      return false;
    }
  }
  return /^\**$/.test(glob.slice(inGlob));
}

/**
 * The path as patterns see it (CF-RT-03): unreserved characters decoded, dot segments resolved,
 * slashes merged, as RFC 3986 has it. The origin gets the path as the viewer wrote it.
 */
export function normalizePath(path: string): string {
  if (!/%|\/\/|\/\./.test(path)) {
    return path;
  }
  const decoded = path.replace(/%[0-9a-f]{2}/gi, decodeUnreserved);
  const segments: string[] = [];
  const parts = decoded.split("/").slice(1);
  parts.forEach((part, index) => {
    const isLast = index === parts.length - 1;
    if (part === "..") {
      segments.pop();
    } else if (part !== "." && part !== "") {
      segments.push(part);
    }
    if (isLast && (part === ".." || part === "." || part === "")) {
      segments.push("");
    }
  });
  return `/${segments.join("/")}`;
}

function decodeUnreserved(encoded: string): string {
  const character = String.fromCharCode(parseInt(encoded.slice(1), 16));
  return /[\w.~-]/.test(character) ? character : encoded.toUpperCase();
}
