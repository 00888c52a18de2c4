import { Command } from "commander";
import { print, report, runCommand } from "../../../local-stage/command-line";
import { listenForInterruption } from "../../../local-stage/interruption";
import { formatFigure, missesLimit, type Figure } from "./figures";
import { benchHits } from "./hits";
import { chooseLoader } from "./load";
import { benchMemory } from "./memory";
import { benchMisses } from "./misses";
import { benchStream } from "./stream";

const command = new Command("npm run bench:edge --")
  .description(
    "Measures the edge: hits beside a bare server and beside nginx and Varnish where they are " +
      "installed, memory, look-ups, concurrent misses, a long response. Takes some minutes; " +
      "exit code 1 when a limit is missed.",
  )
  .option("--json", "print the figures as one JSON array")
  .action(bench);

void runCommand(command);

async function bench({ json }: { json?: boolean }): Promise<void> {
  const { signal, stopListening } = listenForInterruption();
  const { name, load } = chooseLoader();
  const parts: [string, () => Promise<Figure[]>][] = [
    [`Loading servers with ${name}…`, () => benchHits(load, signal)],
    ["Asking for what isn't cached…", benchMisses],
    ["Streaming 1 GB…", benchStream],
    ["Storing 1,000,000 objects…", benchMemory],
  ];
  const figures: Figure[] = [];
  try {
    for (const [what, measure] of parts) {
      signal.throwIfAborted();
      report(what);
      const taken = await measure();
      figures.push(...taken);
      if (!json) {
        taken.forEach((figure) => print(formatFigure(figure)));
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    stopListening();
  }
  if (json) {
    print(JSON.stringify(figures.map((figure) => ({ ...figure, missed: missesLimit(figure) }))));
  }
  process.exitCode = figures.some(missesLimit) ? 1 : 0;
}
