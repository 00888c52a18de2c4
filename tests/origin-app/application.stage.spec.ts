import { createHash } from "node:crypto";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { request } from "undici";
import { type OriginProcess, startOrigin } from "../../local-stage/origin";
import { UserError } from "../../local-stage/user-error";

const DIRECTORY = join(__dirname, "../../origin-app");

async function startApp(
  environment: Record<string, string>,
  directory = DIRECTORY,
): Promise<OriginProcess> {
  const report = () => undefined;
  return startOrigin({ directory, environment, healthCheckPath: "/health", report });
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

async function ask(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await request(url, { headers });
  const body = await response.body.text();
  return { status: response.statusCode, headers: response.headers, body };
}

async function computeStaticUrl(file: string): Promise<string> {
  const content = await readFile(join(DIRECTORY, "static", file));
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const [stem, suffix] = file.split(".");
  return `/static/${stem}.${hash}.${suffix}`;
}

describe("origin-app", function () {
  // The first run installs the packages.
  this.timeout(120_000);
  let app: OriginProcess;
  before(async () => {
    app = await startApp({});
  });
  after(() => app.stop());

  const rows: { path: string; status: number; cacheControl: string | undefined; type: string }[] = [
    {
      path: "/",
      status: 200,
      cacheControl: "public, max-age=0, s-maxage=30",
      type: "text/html; charset=utf-8",
    },
    {
      path: "/data/1",
      status: 200,
      cacheControl: "public, max-age=60",
      type: "application/json",
    },
    { path: "/api/time", status: 200, cacheControl: "no-store", type: "application/json" },
    { path: "/health", status: 200, cacheControl: "no-store", type: "text/plain; charset=utf-8" },
    { path: "/nothing", status: 404, cacheControl: undefined, type: "text/html; charset=utf-8" },
    { path: "/data/x", status: 404, cacheControl: undefined, type: "text/html; charset=utf-8" },
    { path: "/data/-1", status: 404, cacheControl: undefined, type: "text/html; charset=utf-8" },
  ];
  for (const { path, status, cacheControl, type } of rows) {
    it(`answers ${path} with ${status} and Cache-Control ${cacheControl ?? "absent"}`, async () => {
      const answer = await ask(app.url + path);
      expect(answer.status).to.equal(status);
      expect(answer.headers["cache-control"]).to.equal(cacheControl);
      expect(answer.headers["content-type"]).to.equal(type);
      expect(answer.headers).not.to.have.property("set-cookie");
      expect(answer.headers).not.to.have.property("vary");
    });
  }

  it("answers the health check with ok", async () => {
    expect((await ask(`${app.url}/health`)).body).to.equal("ok");
  });

  it("builds /data/<n> from n alone", async () => {
    const [first, again, other] = await Promise.all(
      ["/data/1", "/data/1?other=query", "/data/2"].map((path) => ask(app.url + path)),
    );
    expect(again).to.have.property("body", first?.body);
    expect(other?.body).not.to.equal(first?.body);
    const data = JSON.parse(first?.body ?? "") as { number: number; rows: unknown[] };
    expect(data.number).to.equal(1);
    expect(data.rows).to.have.lengthOf(48);
  });

  it("takes a URL as long as CloudFront passes it on", async () => {
    const { status } = await ask(`${app.url}/data/1?${"a".repeat(8150)}`);
    expect(status).to.equal(200);
  });

  it("starts with files in static/ that are no assets, and serves those that are", async () => {
    const copy = await mkdtemp(join(tmpdir(), "origin-app-"));
    const filter = (source: string) => !source.includes(".venv");
    await cp(DIRECTORY, copy, { recursive: true, filter });
    await symlink(join(DIRECTORY, ".venv"), join(copy, ".venv"));
    await writeFile(join(copy, "static", ".DS_Store"), "");
    await writeFile(join(copy, "static", "page.min.js"), "1");
    const stray = await startApp({}, copy);
    const url = `${stray.url}${await computeStaticUrl("page.js")}`;
    const { status } = await ask(url);
    await stray.stop();
    await rm(copy, { recursive: true });
    expect(status).to.equal(200);
  });

  it("tells the time", async () => {
    const beforeMs = Date.now();
    const { time } = JSON.parse((await ask(`${app.url}/api/time`)).body) as { time: string };
    expect(Date.parse(time)).to.be.within(beforeMs - 1, Date.now() + 1);
  });

  for (const path of ["/", "/data/7"]) {
    it(`answers 304 to the ETag of ${path}, and 200 to another`, async () => {
      const { headers, body } = await ask(app.url + path);
      const etag = String(headers.etag);
      expect(etag).to.match(/^"[0-9a-f]{32}"$/);
      const same = await ask(app.url + path, { "if-none-match": etag });
      expect(same.status).to.equal(304);
      expect(same.body).to.equal("");
      expect(same.headers.etag).to.equal(etag);
      expect(same.headers["cache-control"]).to.equal(headers["cache-control"]);
      const other = await ask(app.url + path, { "if-none-match": '"other"' });
      expect(other.status).to.equal(200);
      expect(other.body).to.equal(body);
    });
  }

  it("links its static files by the hash of their content", async () => {
    const page = (await ask(app.url)).body;
    const types = { "page.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml" };
    for (const [file, type] of Object.entries(types)) {
      const url = await computeStaticUrl(file);
      expect(page).to.contain(`"${url}"`);
      const answer = await ask(app.url + url);
      expect(answer.status).to.equal(200);
      expect(answer.headers["cache-control"]).to.equal("public, max-age=31536000, immutable");
      expect(answer.headers["content-type"]).to.contain(type);
      expect(answer.body).to.equal(await readFile(join(DIRECTORY, "static", file), "utf8"));
    }
  });

  it("needs nothing from elsewhere for its page", async () => {
    expect((await ask(app.url)).body).not.to.match(/https?:\/\//);
  });

  for (const path of ["/static/page.css", "/static/page.000000000000.css", "/static/../Procfile"]) {
    it(`has no ${path}`, async () => {
      expect((await ask(app.url + path)).status).to.equal(404);
    });
  }

  it("keeps a connection open after an answer", async () => {
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname).setEncoding("utf8");
    await once(socket, "connect");
    for (const path of ["/health", "/health"]) {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
      let answer = "";
      while (!answer.endsWith("\r\n\r\nok")) {
        const [chunk] = (await once(socket, "data")) as [string];
        answer += chunk;
      }
      expect(answer).to.match(/^HTTP\/1\.1 200 OK\r\n/);
      expect(answer).to.contain("Connection: keep-alive\r\n");
    }
    socket.destroy();
  });
});

describe("origin-app's secret", function () {
  this.timeout(120_000);

  describe("with a current and a previous value", () => {
    let app: OriginProcess;
    before(async () => {
      app = await startApp({ ORIGIN_SECRET: "current", ORIGIN_SECRET_PREVIOUS: "previous" });
    });
    after(() => app.stop());

    const rows: { secret: string | undefined; status: number }[] = [
      { secret: "current", status: 200 },
      { secret: "previous", status: 200 },
      { secret: undefined, status: 403 },
      { secret: "", status: 403 },
      { secret: "curren", status: 403 },
      { secret: "currents", status: 403 },
      { secret: "CURRENT", status: 403 },
      { secret: "current, previous", status: 403 },
      { secret: "ü", status: 403 },
    ];
    for (const { secret, status } of rows) {
      it(`answers ${JSON.stringify(secret)} with ${status}`, async () => {
        const headers: Record<string, string> =
          secret === undefined ? {} : { "x-origin-secret": secret };
        for (const path of ["/", "/data/1", await computeStaticUrl("page.js")]) {
          expect((await ask(app.url + path, headers)).status).to.equal(status);
        }
      });
    }

    it("refuses in a sentence that no cache keeps, also where there is nothing", async () => {
      for (const path of ["/", "/nothing", "/health/", "/healthy"]) {
        const answer = await ask(app.url + path);
        expect(answer.status).to.equal(403);
        expect(answer.headers["cache-control"]).to.equal("no-store");
        expect(answer.body).to.equal("This origin answers only through its CDN.\n");
      }
    });

    it("lets the health check through", async () => {
      expect((await ask(`${app.url}/health`)).status).to.equal(200);
    });
  });

  it("accepts no previous value when there is none", async () => {
    const app = await startApp({ ORIGIN_SECRET: "current" });
    const given = await Promise.all(
      ["current", "previous", ""].map((secret) => ask(app.url, { "x-origin-secret": secret })),
    );
    await app.stop();
    expect(given.map(({ status }) => status)).to.deep.equal([200, 403, 403]);
  });

  const refusals: { environment: Record<string, string>; sentence: string }[] = [
    {
      environment: { ORIGIN_SECRET: "" },
      sentence: "Error: ORIGIN_SECRET is set but empty. Give it a value or remove it.",
    },
    {
      environment: { ORIGIN_SECRET: "current", ORIGIN_SECRET_PREVIOUS: " " },
      sentence: "Error: ORIGIN_SECRET_PREVIOUS is set but empty. Give it a value or remove it.",
    },
    {
      environment: { ORIGIN_SECRET_PREVIOUS: "previous" },
      sentence: "Error: ORIGIN_SECRET_PREVIOUS is set without ORIGIN_SECRET. Set both or none.",
    },
  ];
  for (const { environment, sentence } of refusals) {
    it(`refuses to start with ${JSON.stringify(environment)}`, async () => {
      const error = await startApp(environment).then(
        (app) => app.stop(),
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(UserError);
      expect((error as UserError).message).to.contain("ended with exit code 1");
      expect((error as UserError).message).to.contain(sentence);
    });
  }
});
