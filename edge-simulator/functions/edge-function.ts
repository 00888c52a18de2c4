import { z } from "zod";
import { parseFunctionCode } from "./parse-function-code";

// CF-FN-30
const longestCodeBytes = 10_240;
// CF-FN-33
const longestKeyBytes = 512;
const longestValueBytes = 1024;
const largestStoreBytes = 5 * 1024 * 1024;

/** A CloudFront function. */
export interface EdgeFunction {
  /** What messages call it. */
  readonly name: string;
  /** Its JavaScript, at most 10,240 bytes. */
  readonly code: string;
  /** The only one that is simulated is `cloudfront-js-2.0`, the default. */
  readonly runtime?: string;
  /** What its key value store holds; left out where it has none. */
  readonly keyValueStore?: Readonly<Record<string, string>>;
}

const hasBytes = (most: number) => (text: string) => Buffer.byteLength(text) <= most;

const keyValueStoreSchema = z
  .record(
    z
      .string()
      .min(1)
      .refine(hasBytes(longestKeyBytes), {
        error: `must have keys of at most ${longestKeyBytes} bytes`,
      }),
    z.string().refine(hasBytes(longestValueBytes), {
      error: `must be at most ${longestValueBytes} bytes long`,
      params: { remedy: "Shorten it, or spread it over several keys." },
    }),
  )
  .refine((store) => sizeOf(store) <= largestStoreBytes, {
    error: `must be at most ${largestStoreBytes} bytes large`,
    params: { remedy: "Keep less in it." },
  });

function sizeOf(store: Readonly<Record<string, string>>): number {
  return Object.entries(store)
    .flat()
    .reduce((bytes, text) => bytes + Buffer.byteLength(text), 0);
}

const codeSchema = z
  .string()
  .refine(hasBytes(longestCodeBytes), {
    error: `must be at most ${longestCodeBytes} bytes long`,
    params: { remedy: "Shorten it, or keep data in a key value store." },
  })
  .superRefine((code, context) => {
    const { rule } = parseFunctionCode(code);
    if (rule !== undefined) {
      context.addIssue({ code: "custom", message: rule });
    }
  });

/** Functions by the ARN that behaviors name. */
export const edgeFunctionsSchema = z.record(
  z.string(),
  z.strictObject({
    name: z.string().min(1),
    code: codeSchema,
    runtime: z
      .literal("cloudfront-js-2.0", {
        error: 'must be "cloudfront-js-2.0": no other runtime is simulated',
      })
      .optional(),
    keyValueStore: keyValueStoreSchema.optional(),
  }),
);
