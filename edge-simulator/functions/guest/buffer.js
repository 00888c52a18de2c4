// Runs inside a function's context. Bytes become text and text becomes bytes in the host, by
// Node's own Buffer; the rest is a typed array.
export function makeBuffer(host) {
  const encodings = ["utf8", "utf-8", "hex", "base64", "base64url", "latin1", "binary", "ascii"];

  const { parse, stringify } = JSON;

  // Text passes as JSON: on its way between host and context it would end at its first NUL.
  function encode(text, encoding) {
    return host.encode(stringify(text), checkEncoding(encoding));
  }

  function decode(bytes, encoding) {
    return parse(host.decode(bytes, checkEncoding(encoding)));
  }

  function checkEncoding(encoding = "utf8") {
    const name = String(encoding).toLowerCase();
    if (!encodings.includes(name)) {
      throw new TypeError(`Unknown encoding: "${encoding}".`);
    }
    return name;
  }

  /** The bytes of a view, in a buffer of their own. */
  function copyBytes(view) {
    return view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  }

  class Buffer extends Uint8Array {
    static from(value, second, length) {
      if (typeof value === "string") {
        return new Buffer(encode(value, second));
      }
      if (value instanceof ArrayBuffer) {
        return new Buffer(value, second, length);
      }
      if (typeof value !== "object" || value === null || typeof value.length !== "number") {
        throw new TypeError("Buffer.from takes a string, an array, a buffer or an ArrayBuffer.");
      }
      const buffer = new Buffer(value.length);
      buffer.set(value);
      return buffer;
    }

    static alloc(size, fill = 0, encoding) {
      return new Buffer(size).fill(fill, 0, size, encoding);
    }

    static allocUnsafe(size) {
      return new Buffer(size);
    }

    static byteLength(value, encoding) {
      return typeof value === "string" ? Buffer.from(value, encoding).length : value.byteLength;
    }

    static compare(one, other) {
      const common = Math.min(one.length, other.length);
      for (let index = 0; index < common; index++) {
        if (one[index] !== other[index]) {
          return one[index] < other[index] ? -1 : 1;
        }
      }
      return Math.sign(one.length - other.length);
    }

    static concat(list, totalLength) {
      const sum = list.reduce((bytes, part) => bytes + part.length, 0);
      const buffer = new Buffer(totalLength ?? sum);
      let offset = 0;
      for (const part of list) {
        const fitting = part.subarray(0, buffer.length - offset);
        buffer.set(fitting, offset);
        offset += fitting.length;
      }
      return buffer;
    }

    static isBuffer(value) {
      return value instanceof Buffer;
    }

    static isEncoding(name) {
      return encodings.includes(String(name).toLowerCase());
    }

    toString(encoding, start = 0, end = this.length) {
      return decode(copyBytes(this.subarray(start, end)), encoding);
    }

    toJSON() {
      return { type: "Buffer", data: Array.from(this) };
    }

    compare(other) {
      return Buffer.compare(this, other);
    }

    equals(other) {
      return Buffer.compare(this, other) === 0;
    }

    copy(target, targetStart = 0, start = 0, end = this.length) {
      const fitting = this.subarray(start, Math.min(end, start + target.length - targetStart));
      target.set(fitting, targetStart);
      return fitting.length;
    }

    fill(value, start = 0, end = this.length, encoding) {
      if (typeof value !== "string") {
        return super.fill(value, start, end);
      }
      const bytes = Buffer.from(value, encoding);
      for (let index = start; index < end; index++) {
        this[index] = bytes.length === 0 ? 0 : bytes[(index - start) % bytes.length];
      }
      return this;
    }

    write(text, offset = 0, length = this.length - offset, encoding) {
      return Buffer.from(text, encoding).copy(this, offset, 0, length);
    }

    slice(start, end) {
      return this.subarray(start, end);
    }

    indexOf(value, from = 0, encoding) {
      if (typeof value === "number") {
        return super.indexOf(value, from);
      }
      const wanted = typeof value === "string" ? Buffer.from(value, encoding) : value;
      for (let index = from; index <= this.length - wanted.length; index++) {
        if (wanted.every((byte, offset) => this[index + offset] === byte)) {
          return index;
        }
      }
      return -1;
    }

    includes(value, from, encoding) {
      return this.indexOf(value, from, encoding) >= 0;
    }
  }

  // By the name in Buffer's methods: the bytes, and the name in DataView's.
  const numbers = {
    Int8: [1, "Int8"],
    UInt8: [1, "Uint8"],
    Int16: [2, "Int16"],
    UInt16: [2, "Uint16"],
    Int32: [4, "Int32"],
    UInt32: [4, "Uint32"],
    Float: [4, "Float32"],
    Double: [8, "Float64"],
  };

  function define(name, method) {
    Object.defineProperty(Buffer.prototype, name, { value: method, writable: true });
  }

  for (const [kind, [bytes, viewName]] of Object.entries(numbers)) {
    for (const order of bytes === 1 ? [""] : ["LE", "BE"]) {
      const viewOf = (buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
      define(`read${kind}${order}`, function (offset = 0) {
        return viewOf(this)[`get${viewName}`](offset, order === "LE");
      });
      define(`write${kind}${order}`, function (value, offset = 0) {
        viewOf(this)[`set${viewName}`](offset, value, order === "LE");
        return offset + bytes;
      });
    }
  }

  return Buffer;
}
