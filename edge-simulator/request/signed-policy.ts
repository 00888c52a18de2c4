import { BlockList, isIPv4 } from "node:net";
import { z } from "zod";
import { matchesGlob } from "./path-pattern";

const epochTime = z.strictObject({ "AWS:EpochTime": z.int().min(0) });

// One statement, names and punctuation exactly so; only the end is required (guide, "Create a
// signed URL using a custom policy").
const policySchema = z.strictObject({
  Statement: z.tuple([
    z.strictObject({
      Resource: z
        .string()
        .regex(/^(https?:\/\/|\*|http\*)/)
        .optional(),
      Condition: z.strictObject({
        DateLessThan: epochTime,
        DateGreaterThan: epochTime.optional(),
        IpAddress: z.strictObject({ "AWS:SourceIp": z.cidrv4() }).optional(),
      }),
    }),
  ]),
});

/** What a signer allows: which URLs, from when until when, to whom. */
export type SignedPolicy = z.infer<typeof policySchema>;

/** A custom policy, or `undefined` when its text isn't one. */
export function readPolicy(text: string): SignedPolicy | undefined {
  try {
    return policySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What is signed for one URL until `expires`, a time in seconds, where no policy is sent. */
export function writeCannedPolicy(url: string, expires: string): string {
  const resource = JSON.stringify(url);
  return `{"Statement":[{"Resource":${resource},"Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
}

/** Why a policy doesn't allow a request, as a sentence; `undefined`: it does. */
export function findDenial(
  { Statement: [{ Resource = "*", Condition }] }: SignedPolicy,
  request: {
    /** How its URL may be written. */
    readonly urls: readonly string[];
    readonly viewerAddress: string;
    readonly nowMs: number;
  },
): string | undefined {
  const endSeconds = Condition.DateLessThan["AWS:EpochTime"];
  const beginSeconds = Condition.DateGreaterThan?.["AWS:EpochTime"] ?? 0;
  const range = Condition.IpAddress?.["AWS:SourceIp"];
  if (request.nowMs >= endSeconds * 1000) {
    return `The signature ended at ${formatTime(endSeconds)}.`;
  }
  if (request.nowMs < beginSeconds * 1000) {
    return `The signature begins at ${formatTime(beginSeconds)}.`;
  }
  if (!request.urls.some((url) => matchesGlob(Resource, url))) {
    return `The signature is for ${Resource}, and this is ${request.urls.join(" or ")}.`;
  }
  if (range !== undefined && !isInRange(request.viewerAddress, range)) {
    return `The signature is for viewers in ${range}, and this one is ${request.viewerAddress}.`;
  }
  return undefined;
}

// Any number is an end that a signer may write, but not any is a date.
function formatTime(epochSeconds: number): string {
  const time = new Date(epochSeconds * 1000);
  return Number.isNaN(time.getTime()) ? `${epochSeconds} s` : time.toISOString();
}

function isInRange(address: string, range: string): boolean {
  const [network = "", prefix = ""] = range.split("/");
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), "ipv4");
  return list.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}
