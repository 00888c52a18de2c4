// RFC 9110, 5.6.7: what is sent nowadays, and two forms that are still to be understood.
const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const rfc850 = /^[A-Z][a-z]+day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/;
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/** An HTTP date in ms since the epoch; `undefined` for anything else, other ways to write dates too. */
export function parseHttpDate(text: string): number | undefined {
  const isInGmt = imfFixdate.test(text) || rfc850.test(text);
  if (!isInGmt && !asctime.test(text)) {
    return undefined;
  }
  const timeMs = Date.parse(isInGmt ? text : `${text} GMT`);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
