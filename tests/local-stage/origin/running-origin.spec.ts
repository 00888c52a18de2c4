import { createServer } from "node:http";
import { expect } from "chai";
import { checkRunningOrigin } from "../../../local-stage/origin";
import { UserError } from "../../../local-stage/user-error";
import { catchError } from "./fixtures";
import { type RunningServer, serve } from "./serve";

/** Answers with the status that the path names. */
function createStatusServer() {
  return createServer((request, response) => {
    response.writeHead(Number(request.url?.slice(1))).end();
  });
}

describe("checkRunningOrigin", () => {
  let server: RunningServer;
  before(async () => {
    server = await serve(createStatusServer());
  });
  after(() => server.close());

  for (const status of [200, 204, 301, 403, 404]) {
    it(`accepts an app that answers ${status}`, async () => {
      await checkRunningOrigin(server.url, `/${status}`);
      await checkRunningOrigin(`${server.url}/`, `/${status}`);
    });
  }

  for (const status of [500, 503]) {
    it(`refuses an app that answers ${status}`, async () => {
      const error = await catchError(checkRunningOrigin(server.url, `/${status}`));
      expect(error).to.be.instanceOf(UserError);
      expect(error.message).to.equal(
        `--origin ${server.url} is not healthy: GET ${server.url}/${status} answers ${status}. ` +
          "Correct the app, then start again.",
      );
    });
  }

  it("says that nobody answers", async () => {
    const gone = await serve(createServer());
    await gone.close();
    const error = await catchError(checkRunningOrigin(gone.url, "/health"));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.equal(
      `--origin ${gone.url} can't be reached: GET ${gone.url}/health failed (ECONNREFUSED). ` +
        "Start the app there or correct the URL.",
    );
  });

  const badUrls = [
    "127.0.0.1:8000",
    "localhost",
    "",
    "ftp://127.0.0.1",
    "https://127.0.0.1",
    "http://127.0.0.1:8000/app",
    "http://127.0.0.1:8000/?a=1",
    "http://127.0.0.1:8000/#top",
    "http://me:word@127.0.0.1:8000",
  ];
  for (const url of badUrls) {
    it(`refuses "${url}"`, async () => {
      const error = await catchError(checkRunningOrigin(url, "/health"));
      expect(error).to.be.instanceOf(UserError);
      expect(error.message).to.equal(
        `--origin must be an http URL without a path, got "${url}". ` +
          "Use for example http://127.0.0.1:8000.",
      );
    });
  }

  it("tells all problems of a call at once", async () => {
    const error = await catchError(checkRunningOrigin("localhost", "health"));
    expect(error.message.split("\n")).to.have.lengthOf(2);
    expect(error.message).to.contain('The health check path must begin with "/", got "health".');
  });
});
