import { expect } from "chai";
import { MemoryStore, type StoredResponse } from "../../../edge-simulator";

function describeStored(bodyBytes: number, isForOutage: boolean): StoredResponse {
  return {
    status: 200,
    headers: {},
    viewerHeaders: [],
    errorSentence: undefined,
    ttlRule: "max-age",
    fetchedAtMs: 0,
    freshUntilMs: 0,
    staleWhileRevalidateUntilMs: 0,
    staleIfErrorUntilMs: 0,
    retryOriginAtMs: 0,
    isForOutage,
    revalidation: undefined,
    body: Buffer.alloc(bodyBytes),
  };
}

describe("MemoryStore", () => {
  it("CF-STALE-08 what is kept for an outage pushes out only its like", () => {
    const store = new MemoryStore({ maxBytes: 160_000 });
    store.set("fresh", describeStored(100_000, false));
    for (const key of ["1", "2", "3", "4"]) {
      store.set(key, describeStored(4_000, true));
    }
    expect([...store.entries()].map(([key]) => key).sort()).to.deep.equal(["3", "4", "fresh"]);
    expect(store.bytes).to.be.below(160_000);
  });

  it("CF-TTL-15 what was asked for least recently goes first, before it expires", () => {
    const store = new MemoryStore({ maxBytes: 160_000 });
    store.set("one", describeStored(60_000, false));
    store.set("two", describeStored(60_000, false));
    store.get("one");
    store.set("three", describeStored(60_000, false));
    const keys = [...store.entries()].map(([key]) => key);
    expect(keys.sort()).to.deep.equal(["one", "three"]);
  });

  it("has one response for a key, whatever it is kept for", () => {
    const store = new MemoryStore();
    for (const isForOutage of [true, false, true]) {
      const response = describeStored(10, isForOutage);
      store.set("key", response);
      expect([store.get("key")?.isForOutage, store.objects]).to.deep.equal([isForOutage, 1]);
    }
    store.delete("key");
    expect([store.get("key"), store.objects, store.bytes]).to.deep.equal([undefined, 0, 0]);
  });
});
