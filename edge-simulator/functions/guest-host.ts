import { createHash, createHmac } from "node:crypto";
import { escape, parse, stringify, unescape } from "node:querystring";
import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten";

/** What a function's code may ask of the simulator; throws what the function is to see. */
export interface GuestServices {
  log(line: string): void;
  logCustomData(text: string): void;
  /** @throws where the function has no key value store */
  openStore(): void;
  readStore(key: string): string | undefined;
  /** The store's description, as JSON. */
  describeStore(): string;
  /** @param originId empty: the origin of the behavior stays the base of the changes */
  changeOrigin(originId: string, changesJson: string): void;
}

/** Leaves what guest code calls in an object of its context; the caller disposes of it. */
export function makeGuestHost(context: QuickJSContext, services: GuestServices): QuickJSHandle {
  const host = context.newObject();
  const readBytes = (handle: QuickJSHandle): Buffer =>
    context.getArrayBuffer(handle).consume(({ value }) => Buffer.from(value));
  const makeBytes = (bytes: Uint8Array): QuickJSHandle =>
    context.newArrayBuffer(Uint8Array.from(bytes).buffer);
  const read = (handle: QuickJSHandle): string => context.getString(handle);
  const readJson = (handle: QuickJSHandle): string => JSON.parse(read(handle)) as string;
  const offer = (name: string, run: (...handles: QuickJSHandle[]) => QuickJSHandle | void) =>
    context.newFunction(name, run).consume((handle) => context.setProp(host, name, handle));
  const offerText = (name: string, run: (...texts: string[]) => string | undefined | void) =>
    offer(name, (...handles) => {
      const text = run(...handles.map(read));
      return text === undefined ? undefined : context.newString(text);
    });

  offer("encode", (text, encoding) =>
    makeBytes(Buffer.from(readJson(text), read(encoding) as BufferEncoding)),
  );
  offer("decode", (bytes, encoding) =>
    context.newString(JSON.stringify(readBytes(bytes).toString(read(encoding) as BufferEncoding))),
  );
  offer("digest", (algorithm, key, bytes) => {
    const isKeyed = context.typeof(key) !== "undefined";
    const digest = isKeyed
      ? createHmac(read(algorithm), readBytes(key))
      : createHash(read(algorithm));
    return makeBytes(digest.update(readBytes(bytes)).digest());
  });
  offerText("parseQuery", (text = "", ...signs) => JSON.stringify(parse(text, ...signs)));
  offerText("formatQuery", (json = "{}", ...signs) => stringify(JSON.parse(json), ...signs));
  offerText("escapeQuery", (text = "") => escape(text));
  offerText("unescapeQuery", (text = "") => unescape(text));
  offer("log", (line) => services.log(readJson(line)));
  offerText("logCustomData", (text = "") => services.logCustomData(text));
  offerText("openStore", () => services.openStore());
  offerText("readStore", (key = "") => services.readStore(key));
  offerText("describeStore", () => services.describeStore());
  offerText("changeOrigin", (id = "", json = "{}") => services.changeOrigin(id, json));
  return host;
}
