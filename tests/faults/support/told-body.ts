/** A body that tells of what it is the body, and all of whose bytes can be told from others'. */
export function writeBody(path: string, version: number): string {
  const lines = 1 + ((version * 37) % 400);
  return Array.from({ length: lines }, (_, index) => `${path} ${version} ${index}\n`).join("");
}

/** Whether a body is whole, and of this path. */
export function isBodyOf(path: string, body: string): boolean {
  const [, version = ""] = body.split(" ", 2);
  return body === writeBody(path, Number(version));
}
