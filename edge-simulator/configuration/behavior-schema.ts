import { z } from "zod";
import { trustedKeyGroupsSchema } from "./access-schema";
import { forwardedValuesSchema, ttlSchema } from "./policy-schemas";
import {
  hasTrueQuantity,
  isDisabled,
  isEmptyList,
  isEmptyString,
  isFalse,
  listOf,
  notSimulated,
  quantityRule,
  withoutEffect,
} from "./schema-parts";

// CF-MTH-01: the sets that CloudFront offers, each in alphabetical order.
const readMethods = "GET,HEAD";
const readAndOptionsMethods = "GET,HEAD,OPTIONS";
const allMethods = "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT";

function isMethodSet(...sets: readonly string[]): (methods: readonly string[]) => boolean {
  return (methods) => sets.includes([...methods].sort().join());
}

const cachedMethodsSchema = listOf(z.string()).refine(
  ({ Items = [] }) => isMethodSet(readMethods, readAndOptionsMethods)(Items),
  {
    path: ["Items"],
    error: "must be GET and HEAD, or GET, HEAD and OPTIONS",
    params: { remedy: "Use one of these sets." },
  },
);

const allowedMethodsSchema = z
  .strictObject({
    Quantity: z.int().optional(),
    Items: z.array(z.string()).refine(isMethodSet(readMethods, readAndOptionsMethods, allMethods), {
      error: "must be GET and HEAD, these and OPTIONS, or all seven methods",
      params: { remedy: "Use one of these sets." },
    }),
    CachedMethods: cachedMethodsSchema.optional(),
  })
  .refine(hasTrueQuantity, quantityRule);

// CF-FN-03
const functionAssociationsSchema = listOf(
  z.strictObject({
    EventType: z.enum(["viewer-request", "viewer-response"]),
    FunctionARN: z.string(),
  }),
).refine(
  ({ Items = [] }) => new Set(Items.map(({ EventType }) => EventType)).size === Items.length,
  {
    path: ["Items"],
    error: "must have one function for each event",
    params: { remedy: "Merge the functions into one." },
  },
);

const behaviorFields = {
  TargetOriginId: z.string(),
  ViewerProtocolPolicy: z.enum(["allow-all", "https-only", "redirect-to-https"]),
  AllowedMethods: allowedMethodsSchema.optional(),
  Compress: z.boolean().optional(),
  /** Either this or ForwardedValues. */
  CachePolicyId: z.string().optional(),
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  TrustedSigners: notSimulated(isDisabled, "Use TrustedKeyGroups."),
  TrustedKeyGroups: trustedKeyGroupsSchema,
  SmoothStreaming: notSimulated(isFalse),
  LambdaFunctionAssociations: notSimulated(isEmptyList),
  FunctionAssociations: functionAssociationsSchema.optional(),
  FieldLevelEncryptionId: notSimulated(isEmptyString),
  RealtimeLogConfigArn: withoutEffect,
  GrpcConfig: notSimulated(isDisabled),
  ForwardedValues: forwardedValuesSchema.optional(),
  MinTTL: ttlSchema.optional(),
  DefaultTTL: ttlSchema.optional(),
  MaxTTL: ttlSchema.optional(),
};

/** The behavior of paths that no other behavior matches. Shape: `DefaultCacheBehavior`. */
export const defaultCacheBehaviorSchema = z.strictObject(behaviorFields);

/** The behavior of the paths that its pattern matches. Shape: `CacheBehavior`. */
export const cacheBehaviorSchema = z.strictObject({
  // CF-RT-01
  PathPattern: z.string().regex(/^[\w\-.*$/~"'@:+&?]{1,255}$/, {
    error: "must be 1–255 of the characters A-Z a-z 0-9 _ - . * $ / ~ \" ' @ : + & ?",
  }),
  ...behaviorFields,
});

export type DefaultCacheBehavior = z.infer<typeof defaultCacheBehaviorSchema>;
