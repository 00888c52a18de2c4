import { ProcessGroup } from "../../../local-stage/origin/process-group";

/** Run by process-group.stage.spec.ts: starts a group and writes the id of a process in it. */
const group = new ProcessGroup({
  command: ["/bin/sh", "-c", 'trap "" TERM; sleep 600 & echo $!; wait'],
  environment: process.env,
  onLine: (line) => process.stdout.write(`${line}\n`),
});
void group.exit;
