import { expect } from "chai";
import { chooseEncoding } from "../../../edge-simulator/response/compression";
import { compileDefaultBehavior } from "../support/compile-behavior";
import { describeViewerRequest } from "../support/viewer-request";

const behavior = compileDefaultBehavior({
  cache: { gzip: true, brotli: true },
  behavior: { Compress: true },
});
const request = describeViewerRequest({ headers: { "accept-encoding": "gzip, br" } });

/** What is chosen for a response that only differs in this from one that is compressed. */
function chooseFor(headers: Record<string, string | undefined>, status = 200) {
  const response = { "content-type": "text/css", "content-length": "1000", ...headers };
  return chooseEncoding(request, behavior, { status, headers: response });
}

const lengths: [length: string | undefined, isCompressed: boolean][] = [
  ["999", false],
  ["1000", true],
  ["10000000", true],
  ["10000001", false],
  [undefined, false],
  ["1e4", false],
  ["", false],
];

const types: [type: string | undefined, isCompressed: boolean][] = [
  ...`application/dash+xml application/eot application/font application/font-sfnt
  application/javascript application/json application/opentype application/otf application/pdf
  application/pkcs7-mime application/protobuf application/rss+xml application/truetype
  application/ttf application/vnd.apple.mpegurl application/vnd.mapbox-vector-tile
  application/vnd.ms-fontobject application/wasm application/xhtml+xml application/xml
  application/x-font-opentype application/x-font-truetype application/x-font-ttf
  application/x-httpd-cgi application/x-javascript application/x-mpegurl application/x-opentype
  application/x-otf application/x-perl application/x-ttf font/eot font/opentype font/otf font/ttf
  image/svg+xml text/css text/csv text/html text/javascript text/js text/plain text/richtext
  text/tab-separated-values text/xml text/x-component text/x-java-source text/x-script
  vnd.apple.mpegurl`
    .split(/\s+/)
    .map((type): [string, boolean] => [type, true]),
  ["Text/HTML", true],
  ["application/manifest+json", false],
  ["application/ld+json", false],
  ["font/woff2", false],
  ["image/png", false],
  ["text", false],
  [undefined, false],
];

describe("chooseEncoding", () => {
  for (const [length, isCompressed] of lengths) {
    it(`CF-CMP-07 a length of ${length}`, () => {
      expect(chooseFor({ "content-length": length })).to.equal(isCompressed ? "br" : undefined);
    });
  }

  for (const [type, isCompressed] of types) {
    it(`CF-CMP-10 ${type}`, () => {
      expect(chooseFor({ "content-type": type })).to.equal(isCompressed ? "br" : undefined);
    });
  }

  it("CF-CMP-14 parameters of the type don't count", () => {
    expect(chooseFor({ "content-type": "text/html ; charset=utf-8" })).to.equal("br");
  });

  for (const encoding of ["gzip", "identity", ""]) {
    it(`CF-CMP-06 what the origin has encoded already: "${encoding}"`, () => {
      expect(chooseFor({ "content-encoding": encoding })).to.equal(undefined);
    });
  }

  for (const status of [201, 204, 206, 301, 302, 400, 500, 503]) {
    it(`CF-CMP-08 status ${status} isn't compressed`, () => {
      expect(chooseFor({}, status)).to.equal(undefined);
    });
  }
});
