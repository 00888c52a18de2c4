import type { Figure } from "./figures";
import { startProcess } from "./bench-process";

const maxHeapMb = 6000;

/** What objects in the cache take, in bytes besides their bodies, and how long finding one takes. */
export interface MemoryFigures {
  readonly objects: number;
  readonly heapBytesPerObject: number;
  readonly rssBytesPerObject: number;
  /** What the store says itself. */
  readonly countedBytesPerObject: number;
  /** By the number of objects. */
  readonly lookUpNs: readonly (readonly [objects: number, ns: number])[];
}

/** Fills a store with 1,000,000 objects of 1 KB. */
export async function benchMemory(): Promise<Figure[]> {
  const options = ["--expose-gc", `--max-old-space-size=${maxHeapMb}`];
  const filled = await startProcess<MemoryFigures>("memory-process.ts", [], options);
  const { objects, lookUpNs, ...bytes } = filled.ready;
  await filled.stop();
  const [, first = NaN] = lookUpNs[0] ?? [];
  const [, last = NaN] = lookUpNs[lookUpNs.length - 1] ?? [];
  return [
    {
      name: `Memory for each of ${objects} objects of 1 KB besides its body`,
      value: bytes.heapBytesPerObject,
      unit: "bytes",
      atMost: 900,
      detail:
        `resident ${bytes.rssBytesPerObject.toFixed(0)}, ` +
        `counted by the store ${bytes.countedBytesPerObject.toFixed(0)}`,
    },
    {
      name: "Look-ups among so many",
      // What grows is the processor's own misses: a small part of a hit, which takes some 20 µs.
      value: (last - first) / 1000,
      unit: "µs more than among 1000",
      atMost: 5,
      detail: lookUpNs.map(([count, ns]) => `${count}: ${ns.toFixed(0)} ns`).join(", "),
    },
  ];
}
