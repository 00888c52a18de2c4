// Runs once in a function's context, before the function's own code: leaves there what
// cloudfront-js-2.0 has (CF-FN-31), and returns what invokes the function.
export function start(host, Buffer, modules) {
  const { parse, stringify } = JSON;
  const { construct } = Reflect;
  const RealDate = Date;
  let startedAtMs = 0;

  function FrozenDate(...values) {
    if (new.target === undefined) {
      return new RealDate(startedAtMs).toString();
    }
    return construct(RealDate, values.length === 0 ? [startedAtMs] : values, new.target);
  }
  FrozenDate.prototype = RealDate.prototype;
  FrozenDate.now = () => startedAtMs;
  FrozenDate.parse = RealDate.parse;
  FrozenDate.UTC = RealDate.UTC;
  hide(RealDate.prototype, "constructor", FrozenDate);

  function NoFunction() {
    throw new TypeError("Code can't be made from text in a CloudFront function.");
  }
  NoFunction.prototype = Function.prototype;
  const kinds = [function () {}, async function () {}, function* () {}, async function* () {}];
  kinds.forEach((kind) => hide(Object.getPrototypeOf(kind), "constructor", NoFunction));

  class TextEncoder {
    encode(text = "") {
      return new Uint8Array(Buffer.from(String(text)));
    }
  }
  class TextDecoder {
    decode(bytes = new Uint8Array()) {
      return Buffer.from(bytes).toString("utf8");
    }
  }

  function require(name) {
    if (!Object.prototype.hasOwnProperty.call(modules, name)) {
      throw new Error(`Cannot find module "${name}".`);
    }
    return modules[name];
  }

  const globals = {
    Buffer,
    Date: FrozenDate,
    Function: NoFunction,
    TextDecoder,
    TextEncoder,
    atob: (text) => Buffer.from(String(text), "base64").toString("latin1"),
    btoa: (text) => Buffer.from(String(text), "latin1").toString("base64"),
    console: {
      log: (value) => host.log(stringify(typeof value === "string" ? value : format(value))),
    },
    require,
  };
  Object.entries(globals).forEach(([name, value]) => hide(globalThis, name, value));
  // Neither part of ES 5.1 nor listed among what the runtime has beyond it.
  const unlisted =
    "eval Reflect Proxy Map Set WeakMap WeakSet WeakRef FinalizationRegistry Iterator BigInt " +
    "BigInt64Array BigUint64Array Float16Array SharedArrayBuffer";
  unlisted.split(" ").forEach((name) => delete globalThis[name]);

  function hide(object, name, value) {
    Object.defineProperty(object, name, { value, writable: true, configurable: true });
  }

  function format(value) {
    return value instanceof Error ? String(value) : (stringify(value) ?? String(value));
  }

  /** The result as JSON; nothing where it isn't plain data. */
  function describe(result) {
    try {
      return stringify(result);
    } catch {
      return undefined;
    }
  }

  return async function invoke(makeHandler, input, nowMs) {
    startedAtMs = nowMs;
    // What the last invocation left in reach of this one: viewers have nothing to do with another.
    Object.keys(globalThis).forEach((name) => delete globalThis[name]);
    const { event, rawQueryString, edgeLocation } = parse(input);
    hide(event.request, "rawQueryString", () => rawQueryString);
    modules.cloudfront.edgeLocation = edgeLocation;
    return describe(await makeHandler()(event));
  };
}
