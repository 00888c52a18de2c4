const maxStrings = 4096;
// What is longer is seldom said twice in the same words.
const maxLength = 128;

/**
 * Gives equal strings one place in memory: most responses of an app share most of their headers.
 * It forgets all of them from time to time, so that those of long ago don't stay.
 */
export class StringPool {
  private readonly strings = new Map<string, string>();

  /** The same text, where it was met before as the string that it was then. */
  share(text: string): string {
    const known = this.strings.get(text);
    if (known !== undefined || text.length > maxLength) {
      return known ?? text;
    }
    if (this.strings.size === maxStrings) {
      this.strings.clear();
    }
    this.strings.set(text, text);
    return text;
  }
}
