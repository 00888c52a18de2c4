import { createServer } from "node:http";
import { expect } from "chai";
import { UserError } from "../../../local-stage/user-error";
import { choosePort, explainPortFailure } from "../../../local-stage/origin/port";
import { catchError } from "./fixtures";
import { serve } from "./serve";

describe("explainPortFailure", () => {
  it("names a port in use and the option", () => {
    expect(explainPortFailure(8000, "EADDRINUSE")).to.equal(
      "Port 8000 for the origin app is in use. Free it or choose another with --origin-port.",
    );
  });

  it("names the system's code otherwise", () => {
    expect(explainPortFailure(80, "EACCES")).to.equal(
      "Port 80 for the origin app can't be opened (EACCES). " +
        "Free it or choose another with --origin-port.",
    );
  });
});

describe("choosePort", () => {
  it("finds a free port, which can then be asked for", async () => {
    const port = await choosePort(undefined);
    expect(port).to.be.within(1, 65_535);
    expect(await choosePort(port)).to.equal(port);
  });

  it("refuses a port in use", async () => {
    const server = await serve(createServer());
    const error = await catchError(choosePort(server.port));
    await server.close();
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.equal(explainPortFailure(server.port, "EADDRINUSE"));
  });

  for (const port of [0, -1, 65_536, 80.5, Number.NaN]) {
    it(`refuses ${port}`, async () => {
      const error = await catchError(choosePort(port));
      expect(error).to.be.instanceOf(UserError);
      expect(error.message).to.equal(
        `--origin-port must be a whole number from 1 to 65535, got ${port}.`,
      );
    });
  }
});
