import { expect } from "chai";
import * as fc from "fast-check";
import {
  addManagedPolicies,
  compileDistribution,
  findRefusal,
  type ViewerRequest,
} from "../../../edge-simulator";
import { withoutSignature } from "../../../edge-simulator/request/request-signature";
import { describeDistribution } from "../support/distribution";
import { signCanned, signCustom, toQuery, type SignatureParts } from "../support/sign";
import { endSeconds, getKeys, startSeconds } from "../support/signed-stage";
import { describeViewerRequest } from "../support/viewer-request";

const host = "d111.cloudfront.net";
const urlText = fc.stringMatching(/^[a-z0-9/._~%=&*-]{0,12}$/);
const query = fc
  .array(fc.stringMatching(/^[a-z]{1,3}(=[a-z0-9~%]{0,3})?$/), { maxLength: 3 })
  .map((parameters) => parameters.join("&"));

/** Whether a URL with such a signature is let in. */
function isServed(request: Partial<ViewerRequest>, signature: SignatureParts, own = ""): boolean {
  const { ecdsa } = getKeys();
  const distribution = compileDistribution(
    describeDistribution({ behavior: { TrustedKeyGroups: { Enabled: true, Items: ["group"] } } }),
    addManagedPolicies(),
    {},
    { group: { [ecdsa.id]: ecdsa.publicKey } },
  );
  const [behavior] = distribution.behaviors;
  if (behavior === undefined) {
    throw new Error("No behavior.");
  }
  const viewerRequest = describeViewerRequest({
    headers: { host },
    query: own === "" ? toQuery(signature) : `${own}&${toQuery(signature)}`,
    ...request,
  });
  const clock = { now: () => startSeconds * 1000 };
  const edge = { distribution, viaName: "edge.cloudfront.net", clock };
  return findRefusal(viewerRequest, behavior, edge) === undefined;
}

const writeUrl = (path: string, own: string) => `https://${host}${path}${own && `?${own}`}`;

describe("checkSignature", () => {
  it("CF-SIGN-01 CF-SIGN-02 lets the signed URL in, and no other", () => {
    fc.assert(
      fc.property(urlText, query, urlText, query, (text, own, otherText, otherOwn) => {
        const [path, otherPath] = [`/${text}`, `/${otherText}`];
        const signed = signCanned(getKeys().ecdsa, writeUrl(path, own), endSeconds);
        expect(isServed({ path }, signed, own)).to.equal(true);
        const isSame = path === otherPath && own === otherOwn;
        expect(isServed({ path: otherPath }, signed, otherOwn)).to.equal(isSame);
      }),
      { numRuns: 50 },
    );
  });

  it("CF-SIGN-02 lets nobody in with a part of a signature changed or missing", () => {
    const policy = {
      Statement: [
        {
          Resource: "https://*",
          Condition: { DateLessThan: { "AWS:EpochTime": endSeconds } },
        },
      ],
    };
    const { ecdsa } = getKeys();
    const whole = [
      signCanned(ecdsa, writeUrl("/a", ""), endSeconds, "SHA256"),
      signCustom(ecdsa, policy, "SHA256"),
    ];
    for (const parts of whole) {
      expect(isServed({ path: "/a" }, parts)).to.equal(true);
      for (const name of Object.keys(parts)) {
        const { [name]: value = "", ...missing } = parts;
        expect(isServed({ path: "/a" }, missing), `without ${name}`).to.equal(false);
        const changed = { ...parts, [name]: `${value.slice(0, 9)}1${value.slice(10)}` };
        const isOther = changed[name] !== value;
        expect(isServed({ path: "/a" }, changed), `other ${name}`).to.equal(!isOther);
      }
    }
  });

  it("CF-SIGN-01 takes a signature that a client has encoded once more", () => {
    let signed: SignatureParts;
    do {
      signed = signCanned(getKeys().ecdsa, writeUrl("/a", ""), endSeconds);
    } while (!signed.Signature?.includes("~")); // each signature is another one
    const encoded = toQuery(signed).replaceAll("~", "%7E");
    expect(isServed({ path: "/a", query: encoded }, {})).to.equal(true);
  });
});

describe("withoutSignature", () => {
  it("CF-HDR-20 leaves everything else as it was", () => {
    const signature = { Expires: "1", Signature: "s", "Key-Pair-Id": "k", Policy: "p" };
    fc.assert(
      fc.property(query, (own) => {
        const headers = { host, cookie: "CloudFront-Policy=p; id=1" };
        const request = describeViewerRequest({
          query: [toQuery(signature), own, "Hash-Algorithm=SHA1"].join("&"),
          headers,
        });
        const rest = withoutSignature(request);
        expect(rest).to.deep.equal({ ...request, query: own, headers: { host, cookie: "id=1" } });
      }),
    );
  });
});
