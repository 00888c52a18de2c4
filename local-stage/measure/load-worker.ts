import { type LoadPass, runPass } from "./run-pass";

/** The load process's program: one message in, a pass; one message out, its result. */
process.on("message", (pass: LoadPass) => {
  void runPass(pass).then((result) => process.send?.(result));
});

// Ctrl-C reaches every process of the terminal; when to end is the parent's decision.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());
