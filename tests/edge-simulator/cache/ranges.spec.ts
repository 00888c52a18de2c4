import { expect } from "chai";
import fc from "fast-check";
import { readPart, resolveRanges } from "../../../edge-simulator/cache/ranges";

const bounds = fc
  .uniqueArray(fc.nat(200), { minLength: 2, maxLength: 12 })
  .map((numbers) => numbers.sort((one, other) => one - other))
  .map((numbers) => numbers.slice(0, numbers.length - (numbers.length % 2)));

/** Ranges in ascending order, none of which touches another. */
const ascending = bounds.map((numbers) =>
  numbers.flatMap((first, index) =>
    index % 2 === 0 ? [{ first, last: numbers[index + 1] ?? first }] : [],
  ),
);

function format(ranges: readonly { first: number; last: number }[]): string {
  return `bytes=${ranges.map(({ first, last }) => `${first}-${last}`).join(", ")}`;
}

const parts: [headers: Record<string, string>, part: string | undefined][] = [
  [{ "content-range": "bytes 0-9/10" }, "0-9/10"],
  [{ "content-range": "bytes 2-4/10", "content-length": "3" }, "2-4/10"],
  [{ "content-range": "bytes 2-4/10", "content-length": "4" }, undefined],
  [{ "content-range": "bytes 2-10/10" }, undefined],
  [{ "content-range": "bytes 4-2/10" }, undefined],
  [{ "content-range": "bytes 2-4/*" }, undefined],
  [{ "content-range": "bytes */10" }, undefined],
  [{ "content-range": "items 2-4/10" }, undefined],
  [{}, undefined],
];

describe("ranges", () => {
  it("CF-RNG-01 of ranges in order, exactly those bytes that there are", () => {
    fc.assert(
      fc.property(ascending, fc.nat(250), (ranges, totalBytes) => {
        const resolved = resolveRanges(format(ranges), totalBytes) ?? [];
        const bytes = resolved.flatMap(({ first, last }) => listBytes(first, last));
        const wanted = ranges.flatMap(({ first, last }) => listBytes(first, last));
        expect(bytes).to.deep.equal(wanted.filter((byte) => byte < totalBytes));
      }),
    );
  });

  it("CF-RNG-04 none of ranges in any other order", () => {
    const several = ascending.filter((ranges) => ranges.length > 1);
    fc.assert(
      fc.property(several, fc.nat(250), (ranges, totalBytes) => {
        const swapped = [...ranges.slice(1), ...ranges.slice(0, 1)];
        expect(resolveRanges(format(swapped), totalBytes)).to.equal(undefined);
      }),
    );
  });

  for (const [headers, part] of parts) {
    it(`CF-RNG-02 a 206 with ${JSON.stringify(headers)} is ${part}`, () => {
      const read = readPart({ status: 206, headers });
      expect(read && `${read.first}-${read.last}/${read.totalBytes}`).to.equal(part);
    });
  }
});

function listBytes(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
