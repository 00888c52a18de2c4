import { readFileSync } from "node:fs";
import { mkdir, readdir, readlink, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect } from "chai";
import {
  type OriginHost,
  type OriginProcess,
  startOrigin,
  type StartOriginOptions,
} from "../../../local-stage/origin";
import { UserError } from "../../../local-stage/user-error";
import { catchError, createDirectory, isRunning, removeDirectory, waitUntil } from "./fixtures";
import { serve } from "./serve";

/** Answers /env with its environment, /die by ending, and anything else with STATUS. */
const APP = `
import http.server, json, os, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/die":
            os._exit(7)
        print("asked for", self.path, flush=True)
        self.send_response(int(os.environ.get("STATUS", "200")))
        self.end_headers()
        self.wfile.write(json.dumps(dict(os.environ, pid=os.getpid())).encode())

    def log_message(self, *arguments):
        pass

print("process", os.getpid(), file=sys.stderr, flush=True)
http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
`;
const BUNDLE = { Procfile: "web: exec python app.py\n", "app.py": APP };

const HOST: OriginHost = {
  environment: process.env,
  startTimeoutMs: 20_000,
  unhealthyTimeoutMs: 0,
  stopGraceMs: 5_000,
};

describe("startOrigin", function () {
  this.timeout(30_000);
  let directories: string[] = [];
  let origins: OriginProcess[] = [];
  let reported: string[] = [];

  afterEach(async () => {
    await Promise.all(origins.map((origin) => origin.stop()));
    await Promise.all(directories.map(removeDirectory));
    [origins, directories, reported] = [[], [], []];
  });

  async function createBundle(files: Record<string, string>): Promise<string> {
    const directory = await createDirectory(files);
    directories.push(directory);
    return directory;
  }

  async function start(
    options: Partial<StartOriginOptions> & { directory: string },
    host: Partial<OriginHost> = {},
  ): Promise<OriginProcess> {
    const report = (line: string) => reported.push(line);
    const whole = { environment: {}, healthCheckPath: "/health", report, ...options };
    const origin = await startOrigin(whole, { ...HOST, ...host });
    origins.push(origin);
    return origin;
  }

  /** A host whose PATH has nothing but the given commands. */
  async function hostWith(commands: Record<string, string>): Promise<Partial<OriginHost>> {
    const files = Object.entries(commands).map(([name, text]) => [`bin/${name}`, text]);
    const directory = await createBundle(Object.fromEntries(files));
    return { environment: { PATH: join(directory, "bin") } };
  }

  async function fetchEnvironment(origin: OriginProcess): Promise<Record<string, string>> {
    return (await (await fetch(`${origin.url}/env`)).json()) as Record<string, string>;
  }

  it("runs the web command with the environment properties and PORT", async () => {
    const directory = await createBundle({
      ...BUNDLE,
      Procfile: "web: exec python app.py\njob: x\n",
    });
    const shell = { ...process.env, FROM_THE_SHELL: "1", LANG: "C.UTF-8" };
    const properties = { GREETING: "hello", PORT: "1" };
    const origin = await start({ directory, environment: properties }, { environment: shell });
    const environment = await fetchEnvironment(origin);
    expect(environment.GREETING).to.equal("hello");
    expect(origin.url).to.equal(`http://127.0.0.1:${environment.PORT}`);
    expect(environment.PATH).to.match(new RegExp(`^${directory}/\\.venv/[0-9a-f]{16}/bin:`));
    expect(environment.LANG).to.equal("C.UTF-8");
    expect(environment).not.to.have.property("FROM_THE_SHELL");
    expect(reported[0]).to.match(
      /^Creating a virtual environment with Python 3\.\d+\.\d+ \(once\)…$/,
    );
    expect(reported[1]).to.equal("Starting the origin app: exec python app.py (not started: job)…");
  });

  it("ends the app when stopped, however often", async () => {
    const origin = await start({ directory: await createBundle(BUNDLE) });
    const { pid } = await fetchEnvironment(origin);
    await Promise.all([origin.stop(), origin.stop()]);
    expect(isRunning(Number(pid))).to.equal(false);
  });

  it("passes on what the app writes once it runs", async () => {
    const origin = await start({ directory: await createBundle(BUNDLE) });
    await fetchEnvironment(origin);
    await waitUntil(() => reported.includes("asked for /env"));
    expect(reported).not.to.include("asked for /health");
  });

  it("tells when the app ends by itself", async () => {
    const origin = await start({ directory: await createBundle(BUNDLE) });
    await fetch(`${origin.url}/die`).catch(() => undefined);
    expect(await origin.exited).to.equal("The origin app ended with exit code 7 by itself.");
  });

  it("uses the port it is given", async () => {
    const directory = await createBundle(BUNDLE);
    const free = await serve(createServer());
    await free.close();
    expect((await start({ directory, port: free.port })).url).to.equal(free.url);
  });

  it("makes the virtual environment once, also for two runs at the same time", async () => {
    const directory = await createBundle(BUNDLE);
    const both = await Promise.all([start({ directory }), start({ directory })]);
    for (const origin of both) {
      expect((await fetchEnvironment(origin)).STATUS).to.equal(undefined);
    }
    expect(await readdir(join(directory, ".venv"))).to.have.lengthOf(2);
    reported = [];
    await start({ directory });
    expect(reported).to.deep.equal(["Starting the origin app: exec python app.py…"]);
  });

  it("makes the virtual environment again when it is broken", async () => {
    const directory = await createBundle(BUNDLE);
    await (await start({ directory })).stop();
    const entries = await readdir(join(directory, ".venv"));
    const build = entries.find((entry) => entry.includes("-")) ?? "";
    const link = entries.find((entry) => entry !== build) ?? "";
    await rm(join(directory, ".venv", build), { recursive: true });
    await mkdir(join(directory, ".venv", `${link}-half`));
    await fetchEnvironment(await start({ directory }));
    expect(await readlink(join(directory, ".venv", link))).not.to.be.oneOf([build, `${link}-half`]);
  });

  it("leaves no virtual environment behind when pip fails", async () => {
    const directory = await createBundle({ ...BUNDLE, "requirements.txt": "./missing\n" });
    const error = await catchError(start({ directory }));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.match(/^pip could not install .*\/requirements\.txt\. Check the file/);
    expect(error.message).to.contain("missing");
    expect(await readdir(join(directory, ".venv"))).to.deep.equal([]);
  });

  it("says how an app died at start, with its last lines", async () => {
    const directory = await createBundle({ Procfile: "web: echo no database >&2; exit 3\n" });
    const error = await catchError(start({ directory }));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.equal(
      "The origin app ended with exit code 3 before it answered its health check. Correct the " +
        "app, its environment or its Procfile, and start again. Its last lines:\n    no database",
    );
  });

  it("says that an app answers 500, and ends it", async () => {
    const directory = await createBundle(BUNDLE);
    const error = await catchError(start({ directory, environment: { STATUS: "500" } }));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.contain("/health answers 500 instead of 200.");
    const pid = Number(/process (\d+)/.exec(error.message)?.[1]);
    expect(isRunning(pid)).to.equal(false);
  });

  it("says that an app doesn't listen, and ends it", async () => {
    const directory = await createBundle({ Procfile: "web: echo $$; exec sleep 600\n" });
    const error = await catchError(start({ directory }, { startTimeoutMs: 300 }));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.contain("within 0.3 s.");
    const pid = Number(/\n {4}(\d+)$/.exec(error.message)?.[1]);
    expect(isRunning(pid)).to.equal(false);
  });

  it("gives up with the signal's reason, and ends the app", async () => {
    const directory = await createBundle({ Procfile: "web: echo $$ > pid; exec sleep 600\n" });
    const controller = new AbortController();
    const reason = new Error("Ctrl-C");
    const starting = catchError(start({ directory, signal: controller.signal }));
    const readPid = () => readFileSync(join(directory, "pid"), { encoding: "utf8", flag: "a+" });
    await waitUntil(() => readPid().endsWith("\n"));
    controller.abort(reason);
    expect(await starting).to.equal(reason);
    expect(isRunning(Number(readPid()))).to.equal(false);
  });

  it("tells all that is wrong at once, before it makes anything", async () => {
    const server = await serve(createServer());
    const directory = await createBundle({});
    const host = await hostWith({});
    const options = { directory, port: server.port, healthCheckPath: "health" };
    const error = await catchError(start(options, host));
    await server.close();
    expect(error).to.be.instanceOf(UserError);
    expect(error.message.split("\n").map((line) => line.slice(0, 40))).to.deep.equal([
      `${directory}/Procfile can't be read`.slice(0, 40),
      "The origin app needs Python, and none was found".slice(0, 40),
      `Port ${server.port} for the origin app is in use.`.slice(0, 40),
      'The health check path must begin with "/"'.slice(0, 40),
    ]);
    expect(await readdir(directory)).to.deep.equal([]);
  });

  it("refuses a Python that is too old", async () => {
    const directory = await createBundle(BUNDLE);
    const host = await hostWith({ python3: "#!/bin/sh\necho Python 3.9.6\n" });
    const error = await catchError(start({ directory }, host));
    expect(error.message).to.contain("needs Python 3.10 or newer, and python3 is 3.9.6.");
  });

  it("names the package of a missing venv module", async () => {
    const directory = await createBundle(BUNDLE);
    const python3 =
      "#!/bin/sh\n" +
      'if [ "$1" = --version ]; then echo Python 3.12.3; exit 0; fi\n' +
      "echo ensurepip is not available; echo apt install python3.12-venv; exit 1\n";
    const error = await catchError(start({ directory }, await hostWith({ python3 })));
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.contain("sudo apt install python3.12-venv");
    expect(await readdir(join(directory, ".venv"))).to.deep.equal([]);
  });
});
