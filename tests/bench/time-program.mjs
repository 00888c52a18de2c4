// Loaded into the process that runs the program: writes down when it began, when the stage began to be
// made, that is when everything was loaded, and when it ended. Milliseconds of the machine's clock.
import * as fs from "node:fs";
import Module from "node:module";
import { performance } from "node:perf_hooks";
import process from "node:process";

const file = process.env.PROGRAM_TIMES;

if (file !== undefined && /[\\/]cmd[\\/]run\b/.test(process.argv[1] ?? "")) {
  const now = () => performance.timeOrigin + performance.now();
  let loadedMs;
  const load = Module._load;
  Module._load = function (request, ...rest) {
    const exported = load.call(this, request, ...rest);
    if (request === "./stage" && loadedMs === undefined) {
      const { createStage } = exported;
      exported.createStage = (...args) => {
        loadedMs ??= now();
        return createStage(...args);
      };
    }
    return exported;
  };
  process.on("exit", () => {
    const times = { beganMs: performance.timeOrigin, loadedMs, endedMs: now() };
    fs.writeFileSync(file, JSON.stringify(times));
  });
}
