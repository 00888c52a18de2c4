import { Command } from "commander";
import type { RequestReport } from "../edge-simulator";
import { print, report, runCommand } from "./command-line";
import { formatAccess } from "./edge/access-line";
import type { EdgeChoices } from "./edge/describe-edge";
import { describeEdge } from "./edge/describe-edge";
import { DEFAULT_CACHE_POLICY, DEFAULT_ORIGIN_REQUEST_POLICY } from "./edge/one-origin";
import type { EdgeUrls } from "./edge/run-edge";
import { withEdge } from "./edge/run-edge";
import { listenForInterruption, untilAborted } from "./interruption";

interface EdgeOptions extends EdgeChoices {
  log?: string;
  json?: boolean;
  quiet?: boolean;
}

const command = new Command("npm run edge --")
  .description(
    "Puts CloudFront's documented behaviour in front of any web app on this machine, without an " +
      "AWS account, until Ctrl-C: one behavior with the policies that you choose, or a stage.",
  )
  .option("--origin <url>", "the app, such as http://127.0.0.1:3000")
  .option(
    "--cache-policy <policy>",
    `an AWS managed policy by name or id, or a JSON file (default: ${DEFAULT_CACHE_POLICY})`,
  )
  .option(
    "--origin-request-policy <policy>",
    `likewise, or none (default: ${DEFAULT_ORIGIN_REQUEST_POLICY}, and none where you choose ` +
      "the cache policy)",
  )
  .option("--response-headers-policy <policy>", "likewise, or none (default: none)")
  .option("--stage <file>", "what npm -s run plan -- --json printed, instead; - reads it here")
  .option(
    "--origin-override <id=url>",
    "where an origin of the stage really is; may be repeated",
    addText,
  )
  .option(
    "--ignore <field>",
    "go on without a field that isn't simulated, such as WebACLId; may be repeated",
    addText,
  )
  .option("--country <code>", "where the viewers are, such as DE (default: nobody knows)")
  .option(
    "--https",
    "serve HTTP/2 and HTTP/1.1 over TLS too, with a certificate of its own; the other port then " +
      "counts as plain http",
  )
  .option("--port <port>", "the viewers' port on 127.0.0.1 (default: a free one)")
  .option("--max-bytes <bytes>", "how much the cache holds (default: 256 MiB)")
  .option("--log <file>", "append each request in CloudFront's standard log format")
  .option("--json", "print the URLs as one JSON object when ready, and nothing else")
  .option("--quiet", "don't tell of each request")
  .addHelpText(
    "after",
    `
A JSON file holds a policy as aws cloudfront get-cache-policy prints it, or its CachePolicyConfig
alone; and so the other kinds of policies.

Examples:
  npm run edge -- --origin http://127.0.0.1:3000
  npm run edge -- --origin http://127.0.0.1:3000 --cache-policy CachingOptimized --port 8080
  npm -s run plan -- --stack prod --json > prod.json
  npm run edge -- --stage prod.json --origin-override origin=http://127.0.0.1:3000`,
  )
  .action(run);

void runCommand(command);

async function run(options: EdgeOptions): Promise<void> {
  const edge = describeEdge(options);
  if (edge.masksSecrets) {
    report("The stage's secrets are masked: its origins get [secret] in their place.");
  }
  const tell = (request: RequestReport) => report(formatAccess(request));
  const isTold = options.json !== true && options.quiet !== true;
  const { signal, stopListening } = listenForInterruption();
  try {
    await withEdge({ edge, log: options.log, tell: isTold ? tell : undefined }, async (urls) => {
      print(options.json ? JSON.stringify(urls) : describeUrls(urls));
      await untilAborted(signal);
    });
  } finally {
    stopListening();
  }
}

function addText(text: string, previous: string[] = []): string[] {
  return [...previous, text];
}

function describeUrls({ url, httpsUrl, controlUrl }: EdgeUrls): string {
  return [
    `Edge:      ${url}`,
    ...(httpsUrl === undefined ? [] : [`           ${httpsUrl}`]),
    `Inspector: ${controlUrl}`,
    "Serving until Ctrl-C.",
  ].join("\n");
}
