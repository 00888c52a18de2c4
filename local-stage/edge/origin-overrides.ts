/**
 * Reads where origins really are: `web=http://127.0.0.1:8000`, an origin's id and its URL.
 *
 * @param mistakes takes a sentence for each that isn't one
 * @returns the URLs by origin id
 */
export function readOriginOverrides(
  texts: readonly string[] = [],
  mistakes: string[],
): Record<string, string> {
  return Object.fromEntries(
    texts.flatMap((text) => {
      const end = text.indexOf("=");
      if (end < 1) {
        mistakes.push(
          `--origin-override must be an origin's id and a URL, got "${text}". ` +
            "Write it like web=http://127.0.0.1:8000.",
        );
        return [];
      }
      return [[text.slice(0, end), text.slice(end + 1)]];
    }),
  );
}
