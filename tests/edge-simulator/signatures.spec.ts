import { expect } from "chai";
import { allMethods } from "./support/distribution";
import { signCanned, signCustom, toCookies, toQuery, type SignatureParts } from "./support/sign";
import {
  describePolicy,
  endSeconds,
  expectAnswer,
  getKeys,
  restricted,
  signedHost,
  signedUrl,
  startSeconds,
  withSignedStage,
  type SignerKeys,
} from "./support/signed-stage";

describe("signed requests", () => {
  const cookieRows: [title: string, sign: (keys: SignerKeys) => SignatureParts, code?: string][] = [
    ["a canned policy", ({ rsa }) => signCanned(rsa, signedUrl, endSeconds)],
    ["a canned policy, SHA-256", ({ ecdsa }) => signCanned(ecdsa, signedUrl, endSeconds, "SHA256")],
    ["a custom policy", ({ rsa }) => signCustom(rsa, describePolicy(`https://${signedHost}/*`))],
    [
      "a canned policy, expired",
      ({ rsa }) => signCanned(rsa, signedUrl, startSeconds),
      "AccessDenied",
    ],
    [
      "a key of nobody's",
      ({ stranger }) => signCanned(stranger, signedUrl, endSeconds),
      "InvalidKey",
    ],
  ];
  for (const [title, sign, code] of cookieRows) {
    it(`CF-SIGN-02 cookies: ${title}: ${code === undefined ? "served" : "refused"}`, async () => {
      await withSignedStage(restricted, async (stage) => {
        const cookie = `first=1; ${toCookies(sign(getKeys()))}; last=2`;
        expectAnswer(await stage.send("/a", { headers: { host: signedHost, cookie } }), code);
      });
    });
  }

  it("CF-SIGN-02 a signature in the URL counts, whatever cookies say", async () => {
    await withSignedStage(restricted, async (stage) => {
      const good = signCanned(getKeys().rsa, signedUrl, endSeconds);
      const bad = signCanned(getKeys().rsa, signedUrl, startSeconds);
      const sent = async (inUrl: SignatureParts, inCookies: SignatureParts) =>
        stage.send(`/a?${toQuery(inUrl)}`, {
          headers: { host: signedHost, cookie: toCookies(inCookies) },
        });
      expectAnswer(await sent(good, bad), undefined);
      expectAnswer(await sent(bad, good), "AccessDenied");
      expectAnswer(await sent({ Expires: "1" }, good), "MissingKey");
    });
  });

  it("CF-HDR-20 CF-INV-05 the signature is neither in the key nor sent to the origin", async () => {
    await withSignedStage(restricted, async (stage) => {
      const read = (expires: number, query: string) => {
        const signed = signCanned(getKeys().rsa, `${signedUrl}${query && `?${query}`}`, expires);
        return stage.send(`/a?${query && `${query}&`}${toQuery(signed)}`, {
          headers: { host: signedHost },
        });
      };
      expect((await read(endSeconds, "")).result).to.equal("Miss");
      expect(stage.origin.lastSeen.url).to.equal("/a");
      expect((await read(endSeconds + 1, "")).result).to.equal("Hit");
      expect((await read(endSeconds, "b=1")).result).to.equal("Miss");
      expect(stage.origin.lastSeen.url).to.equal("/a?b=1");
      expect(stage.edge.invalidate(["/a"])).to.equal(1);
      expect((await read(endSeconds + 2, "")).result).to.equal("Miss");
    });
  });

  it("CF-HDR-20 what looks like a signature is a query like any other where none is asked for", async () => {
    await withSignedStage({ cache: { queryStrings: "all" } }, async (stage) => {
      await stage.send("/a?Expires=1&b=2");
      expect(stage.origin.lastSeen.url).to.equal("/a?Expires=1&b=2");
    });
  });

  it("CF-SIGN-02 signed cookies don't split the cache, nor reach the origin", async () => {
    await withSignedStage({ ...restricted, cache: { cookies: "all" } }, async (stage) => {
      const read = (expires: number) => {
        const cookie = `${toCookies(signCanned(getKeys().rsa, signedUrl, expires))}; id=1`;
        return stage.send("/a", { headers: { host: signedHost, cookie } });
      };
      expect((await read(endSeconds)).result).to.equal("Miss");
      expect(stage.origin.lastSeen.headers.cookie).to.equal("id=1");
      expect((await read(endSeconds + 1)).result).to.equal("Hit");
    });
  });

  it("CF-SIGN-02 a cached object asks for a signature as well", async () => {
    await withSignedStage(restricted, async (stage) => {
      const path = `/a?${toQuery(signCanned(getKeys().rsa, signedUrl, endSeconds))}`;
      expect((await stage.send(path, { headers: { host: signedHost } })).result).to.equal("Miss");
      expectAnswer(await stage.send("/a", { headers: { host: signedHost } }), "MissingKey");
      stage.clock.advance(59);
      expect((await stage.send(path, { headers: { host: signedHost } })).result).to.equal("Hit");
      stage.clock.advance(1);
      expectAnswer(await stage.send(path, { headers: { host: signedHost } }), "AccessDenied");
    });
  });

  it("CF-SIGN-02 a download that has begun is brought to its end", async () => {
    await withSignedStage(restricted, async (stage) => {
      stage.origin.handle((_request, response) => {
        response.write("first,");
        stage.clock.advance(3600);
        response.end("last");
      });
      const path = `/a?${toQuery(signCanned(getKeys().rsa, signedUrl, endSeconds))}`;
      expect((await stage.send(path, { headers: { host: signedHost } })).body).to.equal(
        "first,last",
      );
    });
  });

  it("CF-SIGN-02 a behavior without key groups, and a behavior without this group", async () => {
    const paths = [
      { PathPattern: "/open", TrustedKeyGroups: { Enabled: false } },
      { PathPattern: "/ecdsa", TrustedKeyGroups: { Enabled: true, Items: ["other-group"] } },
    ];
    await withSignedStage({ ...restricted, paths }, async (stage) => {
      expectAnswer(await stage.send("/open", { headers: { host: signedHost } }), undefined);
      const signed = toQuery(signCanned(getKeys().rsa, `https://${signedHost}/ecdsa`, endSeconds));
      const received = await stage.send(`/ecdsa?${signed}`, { headers: { host: signedHost } });
      expectAnswer(received, "InvalidKey");
    });
  });

  for (const scheme of ["http", "https"]) {
    it(`on this machine's own address, the port counts as what was signed: ${scheme}`, async () => {
      await withSignedStage(restricted, async (stage) => {
        const local = `${stage.url.replace("http", scheme)}/a`;
        const canned = toQuery(signCanned(getKeys().rsa, local, endSeconds));
        expectAnswer(await stage.send(`/a?${canned}`), undefined);
        const custom = toQuery(signCustom(getKeys().rsa, describePolicy(local)));
        expectAnswer(await stage.send(`/a?${custom}`), undefined);
      });
    });
  }

  it("says why a signature isn't one for whoever watches", async () => {
    await withSignedStage(restricted, async (stage) => {
      const notes: string[] = [];
      stage.edge.watch((report) => notes.push(...report.notes));
      const sent = [
        signCanned(getKeys().rsa, signedUrl, startSeconds),
        signCustom(getKeys().rsa, describePolicy("https://b/*")),
        signCanned(getKeys().stranger, signedUrl, endSeconds),
      ];
      for (const parts of sent) {
        await stage.send(`/a?${toQuery(parts)}`, { headers: { host: signedHost } });
      }
      expect(notes).to.deep.equal([
        "The signature ended at 2026-01-01T00:00:00.000Z.",
        "The signature is for https://b/*, and this is https://www.example.com/a.",
        "The key K3 is in none of the behavior's key groups.",
      ]);
    });
  });

  it("CF-SIGN-02 all methods are signed alike", async () => {
    const behavior = { ...restricted.behavior, AllowedMethods: { Items: allMethods } };
    await withSignedStage({ ...restricted, behavior }, async (stage) => {
      for (const method of ["PUT", "POST", "PATCH", "DELETE"] as const) {
        expectAnswer(
          await stage.send("/a", { method, headers: { host: signedHost } }),
          "MissingKey",
        );
        const path = `/a?${toQuery(signCanned(getKeys().rsa, signedUrl, endSeconds))}`;
        expectAnswer(await stage.send(path, { method, headers: { host: signedHost } }), undefined);
      }
    });
  });
});
