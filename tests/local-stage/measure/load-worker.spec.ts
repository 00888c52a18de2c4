import { expect } from "chai";
import { fork } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import type { LoadPass, PassResult } from "../../../local-stage/measure/run-pass";
import { startServer } from "./http-server";

const program = join(__dirname, "../../../local-stage/measure/load-worker.ts");

describe("load-worker", () => {
  it("goes on after Ctrl-C and ends in the middle of a pass when its parent is gone", async () => {
    const hanging = new EventEmitter();
    const server = await startServer((_number, request, response) => {
      if (request.url === "/hang") {
        hanging.emit("request");
      } else {
        response.end();
      }
    });
    const child = fork(program, { execArgv: ["--import", "tsx"] });
    const ended = once(child, "exit");
    const pass: LoadPass = { url: server.url, requests: 2, connections: 1 };
    for (let turn = 0; turn < 2; turn += 1) {
      child.send(pass);
      const [result] = (await once(child, "message")) as [PassResult];
      expect(result.latenciesUs).to.have.lengthOf(2);
      child.kill("SIGINT");
    }
    const midway = once(hanging, "request");
    child.send({ ...pass, url: `${server.url}/hang` });
    await midway;
    child.disconnect();
    expect(await ended).to.deep.equal([0, null]);
    await server.close();
  });
});
