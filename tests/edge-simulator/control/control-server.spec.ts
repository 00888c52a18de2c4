import { expect } from "chai";
import { XMLParser } from "fast-xml-parser";
import { request } from "undici";
import { ControlServer, localDistributionId } from "../../../edge-simulator";
import { TestStage } from "../support/test-stage";

const parser = new XMLParser();
const base = `/2020-05-31/distribution/${localDistributionId}`;

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  // The parsed XML: whatever it is.
  readonly xml: Record<string, Record<string, unknown>>;
}

function writeBatch(paths: readonly string[], callerReference = "one"): string {
  const items = paths.map((path) => `<Path>${path}</Path>`).join("");
  return (
    `<InvalidationBatch><Paths><Quantity>${paths.length}</Quantity><Items>${items}</Items></Paths>` +
    `<CallerReference>${callerReference}</CallerReference></InvalidationBatch>`
  );
}

describe("control server", () => {
  let stage: TestStage;
  let control: ControlServer;
  let url: string;

  beforeEach(async () => {
    stage = await TestStage.start();
    control = new ControlServer(stage.edge, stage.clock);
    url = (await control.start()).url;
  });

  afterEach(async () => {
    await control.dispose();
    await stage.stop();
  });

  async function ask(
    method: "GET" | "POST" | "DELETE",
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await request(`${url}${path}`, { method, body, headers });
    const text = await answer.body.text();
    return {
      status: answer.statusCode,
      headers: answer.headers,
      xml: parser.parse(text) as Answer["xml"],
    };
  }

  const readCode = ({ status, xml }: Answer) => [
    status,
    (xml["ErrorResponse"]?.["Error"] as Record<string, unknown> | undefined)?.["Code"],
  ];

  describe("CreateInvalidation", () => {
    it("CF-INV-04 forgets what matches, and says where to ask for it", async () => {
      await stage.send("/a/1");
      await stage.send("/b");
      const answer = await ask("POST", `${base}/invalidation`, writeBatch(["/a/*"]));
      const { Id: id, ...rest } = answer.xml["Invalidation"] ?? {};
      expect(answer.status).to.equal(201);
      expect(answer.headers["location"]).to.equal(`${url}${base}/invalidation/${String(id)}`);
      expect(rest).to.deep.equal({
        CreateTime: new Date(stage.clock.now()).toISOString(),
        Status: "Completed",
        InvalidationBatch: {
          Paths: { Quantity: 1, Items: { Path: "/a/*" } },
          CallerReference: "one",
        },
      });
      expect((await stage.send("/a/1")).result).to.equal("Miss");
      expect((await stage.send("/b")).result).to.equal("Hit");
    });

    it("reads paths as XML writes them", async () => {
      await stage.send("/a?x=1&y=2");
      await ask("POST", `${base}/invalidation`, writeBatch(["/a&amp;*"]));
      expect((await stage.send("/a")).result).to.equal("Hit");
      await ask("POST", `${base}/invalidation`, writeBatch(["/%C3%A4&#47;*", "/a"], "two"));
      expect((await stage.send("/a")).result).to.equal("Miss");
    });

    it("carries out a caller reference once", async () => {
      const first = await ask("POST", `${base}/invalidation`, writeBatch(["/a"]));
      await stage.send("/a");
      const again = await ask("POST", `${base}/invalidation`, writeBatch(["/a"]));
      expect(again.xml).to.deep.equal(first.xml);
      expect((await stage.send("/a")).result).to.equal("Hit");
      const other = await ask("POST", `${base}/invalidation`, writeBatch(["/b"]));
      expect(readCode(other)).to.deep.equal([400, "InvalidationBatchAlreadyExists"]);
    });

    const many = (count: number, end = "") =>
      writeBatch(Array.from({ length: count }, (_, index) => `/${index}${end}`));
    const refused: readonly (readonly [string, string, number, string])[] = [
      ["no body", "", 400, "MissingBody"],
      ["what isn't XML", "<a", 400, "MalformedXML"],
      [
        "a document type",
        `<!DOCTYPE a [<!ENTITY b "c">]>${writeBatch(["/a"])}`,
        400,
        "MalformedXML",
      ],
      ["another document", "<a/>", 400, "InvalidArgument"],
      ["a batch without paths", writeBatch([]), 400, "InvalidArgument"],
      ["a batch without a caller reference", writeBatch(["/a"], ""), 400, "InvalidArgument"],
      [
        "a wrong Quantity",
        writeBatch(["/a"]).replace("<Quantity>1", "<Quantity>2"),
        400,
        "InconsistentQuantities",
      ],
      [
        "CF-INV-01 a path of 4,001 characters",
        writeBatch(["/".padEnd(4001, "a")]),
        400,
        "InvalidArgument",
      ],
      ["CF-INV-08 3,001 paths", many(3001), 413, "BatchTooLarge"],
      ["CF-INV-08 16 wildcards", many(16, "*"), 413, "BatchTooLarge"],
    ];
    for (const [title, body, status, code] of refused) {
      it(`${title}: ${code}, and nothing is forgotten`, async () => {
        await stage.send("/a");
        const answer = await ask("POST", `${base}/invalidation`, body);
        expect(readCode(answer)).to.deep.equal([status, code]);
        expect((await stage.send("/a")).result).to.equal("Hit");
      });
    }

    for (const [title, body] of [
      ["3,000 paths", many(3000)],
      ["15 wildcards", many(15, "*")],
    ] as const) {
      it(`CF-INV-08 takes ${title}`, async () => {
        expect((await ask("POST", `${base}/invalidation`, body)).status).to.equal(201);
      });
    }
  });

  it("GetInvalidation and ListInvalidations tell of what was done, the newest first", async () => {
    const ids: unknown[] = [];
    for (const reference of ["one", "two", "three"]) {
      const made = await ask("POST", `${base}/invalidation`, writeBatch(["/a"], reference));
      ids.unshift(made.xml["Invalidation"]?.["Id"]);
      expect((await ask("GET", `${base}/invalidation/${String(ids[0])}`)).xml).to.deep.equal(
        made.xml,
      );
    }
    const listIds = ({ xml }: Answer) => {
      const { Items } = xml["InvalidationList"] ?? {};
      const { InvalidationSummary: summaries } = Items as { InvalidationSummary: { Id: string }[] };
      return [summaries].flat().map(({ Id }) => Id);
    };
    const first = await ask("GET", `${base}/invalidation?MaxItems=2`);
    const { IsTruncated, NextMarker, Quantity } = first.xml["InvalidationList"] ?? {};
    expect([IsTruncated, NextMarker, Quantity]).to.deep.equal([true, ids[1], 2]);
    const second = await ask("GET", `${base}/invalidation?MaxItems=2&Marker=${String(ids[1])}`);
    expect(second.xml["InvalidationList"]?.["IsTruncated"]).to.equal(false);
    expect([...listIds(first), ...listIds(second)]).to.deep.equal(ids);
  });

  it("GetDistributionConfig gives the configuration that the edge follows", async () => {
    const answer = await ask("GET", `${base}/config`);
    const { Comment, Origins, CacheBehaviors } = answer.xml["DistributionConfig"] ?? {};
    expect(answer.headers["etag"]).to.match(/^E[0-9A-F]{13}$/);
    expect([Comment, CacheBehaviors]).to.deep.equal(["test", { Quantity: 0, Items: "" }]);
    expect((Origins as Record<string, unknown>)["Items"]).to.deep.include({
      Origin: {
        Id: "web",
        DomainName: "app.example.elasticbeanstalk.com",
        CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "http-only" },
      },
    });
  });

  const unknown: readonly (readonly ["GET" | "POST" | "DELETE", string, number, string])[] = [
    ["GET", "/2020-05-31/distribution/EOTHER/config", 404, "NoSuchDistribution"],
    ["GET", `${base}/invalidation/INONE`, 404, "NoSuchInvalidation"],
    ["GET", `${base}/invalidation?MaxItems=0`, 400, "InvalidArgument"],
    ["GET", "/2020-05-31/distribution", 404, "NotSimulated"],
    ["DELETE", `${base}/config`, 405, "NotSimulated"],
  ];
  for (const [method, path, status, code] of unknown) {
    it(`${method} ${path}: ${code}`, async () => {
      expect(readCode(await ask(method, path))).to.deep.equal([status, code]);
    });
  }

  for (const [title, headers] of [
    ["a page of another site", { origin: "https://example.com" }],
    ["a name that leads here", { host: "example.com" }],
  ] as const) {
    it(`doesn't answer ${title}`, async () => {
      await stage.send("/a");
      const answer = await ask("POST", `${base}/invalidation`, writeBatch(["/*"]), headers);
      expect(answer.status).to.equal(403);
      expect((await stage.send("/a")).result).to.equal("Hit");
    });
  }
});
