import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** A well-known cache in front of an origin. */
export interface Proxy {
  readonly name: "nginx" | "Varnish";
  readonly url: string;
  stop(): Promise<void>;
}

const startTries = 100;
const tryAgainMs = 100;

/** Starts those that are installed, each with one worker and a cache. */
export async function startProxies(originUrl: string): Promise<Proxy[]> {
  const { port: originPort } = new URL(originUrl);
  const has = (command: string) => spawnSync(command, ["-V"]).error === undefined;
  return [
    ...(has("nginx") ? [await startNginx(originPort)] : []),
    ...(has("varnishd") ? [await startVarnish(originPort)] : []),
  ];
}

function startNginx(originPort: string): Promise<Proxy> {
  return start("nginx", "nginx", (directory, port) => {
    const file = join(directory, "nginx.conf");
    const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (name) => `${name}_temp_path ${directory}/${name};`,
    );
    writeFileSync(
      file,
      `daemon off; master_process off; pid ${directory}/pid; error_log stderr crit;
      events {}
      http {
        access_log off; keepalive_requests 1000000000; ${paths.join(" ")}
        proxy_cache_path ${directory}/cache keys_zone=objects:1m;
        server {
          listen 127.0.0.1:${port};
          location / { proxy_pass http://127.0.0.1:${originPort}; proxy_cache objects; }
        }
      }\n`,
    );
    return ["-c", file, "-p", directory, "-e", "stderr"];
  });
}

function startVarnish(originPort: string): Promise<Proxy> {
  return start("Varnish", "varnishd", (directory, port) => [
    ...["-F", "-j", "none", "-n", directory, "-s", "malloc,64m", "-p", "thread_pools=1"],
    ...["-a", `127.0.0.1:${port}`, "-b", `127.0.0.1:${originPort}`],
  ]);
}

async function start(
  name: Proxy["name"],
  command: string,
  configure: (directory: string, port: number) => string[],
): Promise<Proxy> {
  const directory = mkdtempSync(join(tmpdir(), "bench-edge-"));
  const port = await findFreePort();
  const child = spawn(command, configure(directory, port), { stdio: "ignore" });
  const exited = once(child, "exit");
  const stop = async () => {
    child.kill();
    await exited;
    rmSync(directory, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitUntilAnswers(name, url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { name, url, stop };
}

async function waitUntilAnswers(name: string, url: string): Promise<void> {
  for (let tries = 0; tries < startTries; tries++) {
    const answers = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) {
      return;
    }
    await setTimeout(tryAgainMs);
  }
  throw new Error(`${name} doesn't answer.`);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
