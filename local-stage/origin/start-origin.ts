import { delimiter, resolve } from "node:path";
import { checkHealthCheckPath, type HealthLimits, waitUntilHealthy } from "./health";
import { UserError } from "../user-error";
import { quoteLines, throwProblems } from "./problems";
import { choosePort } from "./port";
import { type ProcessExit, ProcessGroup, type ProcessGroupOptions } from "./process-group";
import { type Procfile, readProcfile } from "./procfile";
import { findPython } from "./python";
import { ensureVirtualEnvironment } from "./virtual-environment";

export interface StartOriginOptions {
  /** The source bundle's directory, with its Procfile and requirements.txt. */
  directory: string;
  /** Beanstalk's environment properties, by name. */
  environment: Record<string, string>;
  /** Begins with a slash; the app is ready when it answers 200 there. */
  healthCheckPath: string;
  /** From 1 to 65535, on 127.0.0.1. Defaults to a free one. */
  port?: number;
  /** Gets a line for each step, and later the lines that the app writes. */
  report: (line: string) => void;
  /** Gives up starting. Has no effect once the app runs: use stop(). */
  signal?: AbortSignal;
}

export interface OriginProcess {
  /** Without a slash at its end. */
  url: string;
  /** Resolves with a sentence when the app ends by itself; never after stop(). */
  exited: Promise<string>;
  /** Ends the app and everything it started. May be called twice. */
  stop(): Promise<void>;
}

/** The machine the app runs on, and how patient to be with it. */
export interface OriginHost extends HealthLimits {
  /** The environment of this process: PATH to find Python, what pip needs. */
  environment: NodeJS.ProcessEnv;
  /** How long the app may take to end after SIGTERM. */
  stopGraceMs: number;
}

/** What a process needs to find itself at home; nothing else of the user's shell gets in. */
const INHERITED_VARIABLES = ["HOME", "USER", "LANG", "LC_ALL", "TMPDIR"];

/**
 * Runs a source bundle as Beanstalk's Python platform does: installs requirements.txt into a
 * virtual environment, made once and kept in the bundle's `.venv`, then runs the `web` command of
 * the Procfile with the environment properties and PORT.
 *
 * @param host defaults to this machine, with 30 s to listen, 3 s to get healthy and 5 s to end
 * @throws UserError with sentence and remedy; the signal's reason. Nothing is left running then.
 */
export async function startOrigin(
  options: StartOriginOptions,
  host: OriginHost = describeThisHost(),
): Promise<OriginProcess> {
  const { report, signal } = options;
  const directory = resolve(options.directory);
  const checks = [
    readProcfile(directory),
    findPython(host.environment, signal),
    choosePort(options.port),
    checkHealthCheckPath(options.healthCheckPath),
  ] as const;
  await throwProblems(checks);
  const [procfile, python, port] = await Promise.all(checks);
  const setUp = { directory, python, environment: host.environment, report, signal };
  const binDirectory = await ensureVirtualEnvironment(setUp);
  report(describeStart(procfile));
  const environment = buildEnvironment(options, host, binDirectory, port);
  const group = { command: ["/bin/sh", "-c", procfile.web], directory, environment };
  return runWeb(options, host, group, `http://127.0.0.1:${port}`);
}

function describeThisHost(): OriginHost {
  return {
    environment: process.env,
    startTimeoutMs: 30_000,
    unhealthyTimeoutMs: 3_000,
    stopGraceMs: 5_000,
  };
}

function describeStart({ web, others }: Procfile): string {
  const left = others.length === 0 ? "" : ` (not started: ${others.join(", ")})`;
  return `Starting the origin app: ${web}${left}…`;
}

function buildEnvironment(
  options: StartOriginOptions,
  host: OriginHost,
  binDirectory: string,
  port: number,
): NodeJS.ProcessEnv {
  const inherited = INHERITED_VARIABLES.map((name) => [name, host.environment[name]] as const);
  return {
    ...Object.fromEntries(inherited.filter(([, value]) => value !== undefined)),
    ...options.environment,
    PATH: [binDirectory, host.environment.PATH ?? ""].join(delimiter),
    PORT: String(port),
    // Caches beside the sources would change what is bundled.
    PYTHONDONTWRITEBYTECODE: "1",
  };
}

async function runWeb(
  options: StartOriginOptions,
  host: OriginHost,
  web: ProcessGroupOptions,
  url: string,
): Promise<OriginProcess> {
  const { report, signal } = options;
  let running = false;
  const onLine = (line: string) => running && report(line);
  const group = new ProcessGroup({ ...web, onLine });
  try {
    await becomeHealthy(group, url + options.healthCheckPath, host, signal);
  } catch (error) {
    await group.stop(host.stopGraceMs);
    signal?.throwIfAborted();
    throw error instanceof UserError ? addOutput(error, group) : error;
  }
  running = true;
  const exited = new Promise<string>((tell) => {
    void group.exit.then((exit) => {
      if (running) {
        tell(`The origin app ${describeExit(exit)} by itself.`);
      }
    });
  });
  const stop = () => {
    running = false;
    return group.stop(host.stopGraceMs);
  };
  return { url, exited, stop };
}

async function becomeHealthy(
  group: ProcessGroup,
  healthUrl: string,
  limits: HealthLimits,
  signal: AbortSignal | undefined,
): Promise<void> {
  const polling = new AbortController();
  const signals = signal ? [signal, polling.signal] : [polling.signal];
  try {
    await Promise.race([
      waitUntilHealthy(healthUrl, limits, AbortSignal.any(signals)),
      group.exit.then((exit) => {
        throw new UserError(
          `The origin app ${describeExit(exit)} before it answered its health check. ` +
            "Correct the app, its environment or its Procfile, and start again.",
        );
      }),
    ]);
  } finally {
    polling.abort();
  }
}

/** How the app ended, as the middle of a sentence. */
function describeExit({ code, signal }: ProcessExit): string {
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}

function addOutput(error: UserError, group: ProcessGroup): UserError {
  if (group.lastLines.length === 0) {
    return error;
  }
  return new UserError(`${error.message} Its last lines:${quoteLines(group.lastLines)}`);
}
