// RFC 9110, 5.6.7: what is sent nowadays, and two forms that are still to be understood.
const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const rfc850 = /^[A-Z][a-z]+day, (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}:\d{2}:\d{2} GMT)$/;
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;
// How far ahead a year of two digits may be.
const mostYearsAhead = 50;

/**
 * An HTTP date in ms since the epoch; `undefined` for anything else, other ways to write dates too.
 *
 * @param nowMs what a year of two digits is read by
 */
export function parseHttpDate(text: string, nowMs: number): number | undefined {
  if (imfFixdate.test(text)) {
    return parseDate(text);
  }
  if (asctime.test(text)) {
    return parseDate(`${text} GMT`);
  }
  const [, day, month, digits, time] = rfc850.exec(text) ?? [];
  return digits === undefined
    ? undefined
    : parseShortYear(Number(digits), (year) => parseDate(`${day} ${month} ${year} ${time}`), nowMs);
}

/** The latest year with these last two digits in which the date isn't too far ahead. */
function parseShortYear(
  digits: number,
  parseIn: (year: number) => number | undefined,
  nowMs: number,
): number | undefined {
  const limit = new Date(nowMs);
  const lastYear = limit.getUTCFullYear() + mostYearsAhead;
  limit.setUTCFullYear(lastYear);
  const year = lastYear - ((lastYear - digits) % 100);
  const timeMs = parseIn(year);
  return timeMs !== undefined && timeMs > limit.getTime() ? parseIn(year - 100) : timeMs;
}

function parseDate(text: string): number | undefined {
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
