import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { version as awsVersion } from "@pulumi/aws/package.json";
import { version as commandVersion } from "@pulumi/command/package.json";
import { version as randomVersion } from "@pulumi/random/package.json";
import type { Account } from "./account";
import { invokeAws } from "./look-ups";
import { StandInProvider } from "./provider";
import type { RunningProvider } from "./server";
import { serveProvider } from "./server";

/** Providers of every package that the stages use, over one account. */
export class StandIns {
  private constructor(
    private readonly servers: Map<string, RunningProvider>,
    private readonly awsx: ChildProcess,
    private readonly awsxPort: number,
  ) {}

  /** Starts them on free ports. */
  static async start(account: Account, environment: NodeJS.ProcessEnv): Promise<StandIns> {
    const provider = new StandInProvider(account, environment);
    const serve = (version: string, isAws = false) =>
      serveProvider(provider, {
        version,
        invoke: isAws ? invokeAws : refuseInvoke,
        findConfigProblem: () => (isAws ? account.credentialProblem : undefined),
      });
    const [aws, random, command] = await Promise.all([
      serve(awsVersion, true),
      serve(randomVersion),
      serve(commandVersion),
    ]);
    const servers = new Map(Object.entries({ aws, random, command }));
    const { child, port } = await startAwsx();
    return new StandIns(servers, child, port);
  }

  /** For the variable by which the engine attaches to providers that run. */
  describePorts(): string {
    const ports = [...this.servers].map(([name, { port }]) => `${name}:${port}`);
    return [...ports, `awsx:${this.awsxPort}`].join(",");
  }

  async stop(): Promise<void> {
    this.servers.forEach((server) => server.stop());
    this.awsx.kill();
    await once(this.awsx, "close");
  }
}

function refuseInvoke(token: string): never {
  throw new Error(`There is no stand-in for ${token}`);
}

/** The SDK keeps a component's surroundings for a whole process: it has one of its own. */
async function startAwsx(): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(path.join(__dirname, "awsx-process.ts"), {
    execArgv: ["--require", "tsx/cjs"],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const stdout = child.stdout?.setEncoding("utf8");
  if (!stdout) {
    throw new Error("awsx's stand-in has no standard output");
  }
  const [line] = (await once(stdout, "data")) as [string];
  return { child, port: Number(line) };
}
