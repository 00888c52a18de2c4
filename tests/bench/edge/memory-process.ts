import { randomInt } from "node:crypto";
import { performance } from "node:perf_hooks";
import { addManagedPolicies, compileDistribution, MemoryStore } from "../../../edge-simulator";
import { addBody, describeResponses } from "../../../edge-simulator/cache/responses";
import { decideTtl } from "../../../edge-simulator/cache/ttl";
import type { Behavior } from "../../../edge-simulator/configuration/compiled-distribution";
import { describeDistribution } from "../../edge-simulator/support/distribution";
import type { MemoryFigures } from "./memory";

const bodyBytes = 1024;
const steps = [1_000, 10_000, 100_000, 1_000_000];
const lookUps = 100_000;

// Read anew for each object, as a parser reads them: otherwise all would share their strings.
const head = Buffer.from(
  "text/html; charset=utf-8|public, max-age=3600|Mon, 23 Nov 2026 20:42:25 GMT|" +
    "Sun, 22 Nov 2026 10:10:10 GMT|gunicorn|1024",
);
const ends = [...head.keys()].filter((index) => head[index] === 0x7c);
const values = [0, ...ends.map((end) => end + 1)].map(
  (start, index) => [start, ends[index] ?? head.length] as const,
);

function describeStored(index: number, behavior: Behavior) {
  const [contentType, cacheControl, date, lastModified, server, contentLength] = values.map(
    ([start, end]) => head.toString("latin1", start, end),
  );
  const answer = {
    status: 200,
    headers: {
      "content-type": contentType,
      "cache-control": cacheControl,
      date,
      "last-modified": lastModified,
      server,
      "content-length": contentLength,
      etag: `"${index.toString(16).padStart(16, "0")}"`,
    },
  };
  const nowMs = Date.now();
  const decision = decideTtl({ ...answer, ...behavior, nowMs });
  const { forOthers } = describeResponses(answer, decision, behavior, nowMs);
  return addBody(forOthers, Buffer.concat([Buffer.allocUnsafeSlow(bodyBytes)]), behavior, "GET");
}

function describeKey(index: number): string {
  return `GET /objects/${index}\n`;
}

function timeLookUps(store: MemoryStore, objects: number): number {
  const keys = Array.from({ length: lookUps }, () => describeKey(randomInt(objects)));
  const startMs = performance.now();
  const found = keys.filter((key) => store.get(key) !== undefined).length;
  const elapsedMs = performance.now() - startMs;
  return found === lookUps ? (elapsedMs / lookUps) * 1e6 : NaN;
}

async function settle(): Promise<NodeJS.MemoryUsage> {
  for (let times = 0; times < 4; times++) {
    await new Promise((resolve) => setImmediate(resolve));
    global.gc?.();
  }
  return process.memoryUsage();
}

async function run(): Promise<void> {
  const [behavior] = compileDistribution(describeDistribution(), addManagedPolicies()).behaviors;
  const store = new MemoryStore({ maxBytes: Number.MAX_SAFE_INTEGER });
  const lookUpNs: [number, number][] = [];
  const before = await settle();
  for (const objects of steps) {
    for (let index = store.objects; index < objects; index++) {
      store.set(describeKey(index), describeStored(index, behavior as Behavior));
    }
    timeLookUps(store, objects);
    lookUpNs.push([objects, timeLookUps(store, objects)]);
  }
  const after = await settle();
  const { objects } = store;
  const figures: MemoryFigures = {
    objects,
    heapBytesPerObject:
      (after.heapUsed + after.external - before.heapUsed - before.external) / objects - bodyBytes,
    rssBytesPerObject: (after.rss - before.rss) / objects - bodyBytes,
    countedBytesPerObject: store.bytes / objects - bodyBytes,
    lookUpNs,
  };
  process.once("disconnect", () => process.exit(0));
  process.send?.(figures);
}

void run();
