// Runs inside a function's context: what `import` and `require` give it (CF-FN-31, CF-FN-32).
export function makeModules(host, Buffer) {
  const json = JSON;

  function makeDigest(algorithm, key) {
    const chunks = [];
    let isDone = false;
    return {
      update(data, encoding) {
        if (isDone) {
          throw new Error("Digest already called");
        }
        chunks.push(Buffer.from(data, encoding));
        return this;
      },
      digest(encoding) {
        if (isDone) {
          throw new Error("Digest already called");
        }
        isDone = true;
        const bytes = new Buffer(host.digest(algorithm, key, Buffer.concat(chunks).buffer));
        return encoding === undefined ? bytes : bytes.toString(encoding);
      },
    };
  }

  function checkAlgorithm(algorithm) {
    if (!["md5", "sha1", "sha256"].includes(algorithm)) {
      throw new TypeError(`not supported algorithm: "${algorithm}"; use md5, sha1 or sha256`);
    }
    return algorithm;
  }

  const crypto = {
    createHash: (algorithm) => makeDigest(checkAlgorithm(algorithm), undefined),
    createHmac: (algorithm, key) =>
      makeDigest(checkAlgorithm(algorithm), Buffer.concat([Buffer.from(key)]).buffer),
  };

  const querystring = {
    parse: (text, separator = "&", equals = "=") =>
      json.parse(host.parseQuery(String(text), separator, equals)),
    stringify: (values, separator = "&", equals = "=") =>
      host.formatQuery(json.stringify(values ?? {}), separator, equals),
    escape: (text) => host.escapeQuery(String(text)),
    unescape: (text) => host.unescapeQuery(String(text)),
  };
  querystring.decode = querystring.parse;
  querystring.encode = querystring.stringify;

  function readValue(key, { format = "string" } = {}) {
    const text = host.readStore(String(key));
    if (text === undefined) {
      throw new Error(`The key value store has no key "${key}".`);
    }
    if (format === "json") {
      return json.parse(text);
    }
    return format === "bytes" ? Buffer.from(text) : text;
  }

  const cloudfront = {
    kvs: () => {
      host.openStore();
      return {
        get: async (key, options) => readValue(key, options),
        exists: async (key) => host.readStore(String(key)) !== undefined,
        meta: async () => json.parse(host.describeStore()),
      };
    },
    updateRequestOrigin: (changes) => host.changeOrigin("", json.stringify(changes ?? {})),
    selectRequestOriginById: (id, { originOverrides = {} } = {}) =>
      host.changeOrigin(String(id), json.stringify(originOverrides)),
    createRequestOriginGroup: () => {
      throw new Error("createRequestOriginGroup isn't simulated. Use an origin group.");
    },
    logCustomData: (text) => host.logCustomData(String(text)),
    edgeLocation: {},
  };

  return { buffer: { Buffer }, crypto, querystring, cloudfront };
}
