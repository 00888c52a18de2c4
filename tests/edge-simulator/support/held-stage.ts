import { get, type ClientRequest } from "node:http";
import { HeldOrigin } from "./held-origin";
import { TestStage, type StageOptions } from "./test-stage";
import { WatchedStore } from "./watched-store";

/** An edge whose requests to the origin wait until a test answers them. */
export interface HeldStage {
  readonly stage: TestStage;
  readonly origin: HeldOrigin;
  readonly store: WatchedStore;
  /** A viewer whose request has reached the edge. */
  view(path: string, options?: { headers: Record<string, string> }): Promise<ClientRequest>;
}

export async function withHeldOrigin(
  options: StageOptions,
  run: (held: HeldStage) => Promise<void>,
): Promise<void> {
  const origin = new HeldOrigin();
  const store = new WatchedStore();
  const stage = await TestStage.start({ ...options, edge: { originConnection: origin, store } });
  const view: HeldStage["view"] = (path, options) =>
    store.untilNextLookup(() =>
      get(`${stage.url}${path}`, { agent: false, ...options }).on("error", () => undefined),
    );
  try {
    await run({ stage, origin, store, view });
  } finally {
    await stage.stop();
  }
}

/** Ends a viewer's connection. */
export function leave(viewer: ClientRequest): Promise<void> {
  const gone = new Promise<void>((resolve) => viewer.once("close", resolve));
  viewer.destroy();
  return gone;
}
