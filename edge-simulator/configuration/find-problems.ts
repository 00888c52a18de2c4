import { z } from "zod";
import { countrySchema, keyGroupsSchema } from "./access-schema";
import type { KeyGroups } from "./compile-access";
import { edgeFunctionsSchema, type EdgeFunction } from "../functions/edge-function";
import { distributionConfigSchema } from "./distribution-schema";
import { findLegacyProblems } from "./find-legacy-problems";
import { findOriginProblems, referringOriginGroups } from "./find-origin-problems";
import { dropFields, findIdleNames, isIgnored } from "./ignored-fields";
import { addManagedPolicies, type Policies } from "./policies";
import { cachePolicyConfigSchema, originRequestPolicyConfigSchema } from "./policy-schemas";
import { describeIssues, type Problem } from "./problems";
import { responseHeadersPolicyConfigSchema } from "./response-headers-policy-schema";

/** What a simulator is configured with, as far as it can be wrong. */
export interface Configuration {
  readonly distribution: unknown;
  readonly policies?: Partial<Policies>;
  readonly functions?: Readonly<Record<string, EdgeFunction>>;
  readonly origins?: Readonly<Record<string, string>>;
  readonly viewerScheme?: string;
  readonly country?: string;
  readonly keyGroups?: KeyGroups;
  /** Names of fields to pass over, which aren't simulated: whole paths, or the ends of paths. */
  readonly ignore?: readonly string[];
}

// CF-LIM-07, CF-RHP-08: how many policies of each kind an account may have.
const mostPolicies = 20;

function policiesOf<Policy extends z.ZodType>(policy: Policy) {
  return z
    .record(z.string(), policy)
    .refine((byId) => Object.keys(byId).length <= mostPolicies, {
      error: `must be at most ${mostPolicies} policies`,
      params: { remedy: "Leave out those that no behavior uses." },
    })
    .optional();
}

const policiesSchema = z.strictObject({
  cachePolicies: policiesOf(cachePolicyConfigSchema),
  originRequestPolicies: policiesOf(originRequestPolicyConfigSchema),
  responseHeadersPolicies: policiesOf(responseHeadersPolicyConfigSchema),
});

const originUrlsSchema = z.record(
  z.string(),
  z.string().refine((url) => /^https?:\/\/[^/?#@]+\/?$/.test(url), {
    error: "must be an http or https URL without a path",
    params: { remedy: "Write it like http://127.0.0.1:8000." },
  }),
);

/** Everything that is wrong with a configuration; empty when it can be simulated. */
export function findProblems(configuration: Configuration): Problem[] {
  return checkConfiguration(configuration).problems;
}

/** What is wrong with a configuration, and what of it is simulated: all that isn't ignored. */
export function checkConfiguration<Whole extends Configuration>(
  whole: Whole,
): { problems: Problem[]; simulated: Whole } {
  const problems = findAllProblems(whole);
  const { ignore = [] } = whole;
  if (ignore.length === 0) {
    return { problems, simulated: whole };
  }
  const ignored = problems.filter((problem) => isIgnored(problem, ignore));
  const simulated = dropFields(whole, ignored);
  return {
    problems: [...findAllProblems(simulated), ...findIdleNames(ignore, problems)],
    simulated,
  };
}

function findAllProblems(configuration: Configuration): Problem[] {
  const { distribution, policies, functions, origins } = configuration;
  const { viewerScheme, country, keyGroups } = configuration;
  return [
    ...check("DistributionConfig", distributionConfigSchema, distribution),
    ...check("policies", policiesSchema.optional(), policies),
    ...check("functions", edgeFunctionsSchema.optional(), functions),
    ...check("origins", originUrlsSchema.optional(), origins),
    ...check("viewerScheme", z.enum(["http", "https"]).optional(), viewerScheme),
    ...check("country", countrySchema.optional(), country),
    ...check("keyGroups", keyGroupsSchema, keyGroups),
    ...findReferenceProblems(configuration),
  ];
}

function check(root: string, schema: z.ZodType, input: unknown): Problem[] {
  const { error } = schema.safeParse(input);
  return error === undefined ? [] : describeIssues(root, input, error.issues);
}

// Only what refers to something else, so that references are checked in a distribution that has
// other mistakes too. What doesn't even have this shape is reported by the full schema.
const referringBehavior = z
  .object({
    TargetOriginId: z.string(),
    CachePolicyId: z.string(),
    OriginRequestPolicyId: z.string(),
    ResponseHeadersPolicyId: z.string(),
    TrustedKeyGroups: z.object({ Items: z.array(z.string()).optional() }),
    FunctionAssociations: z.object({
      Items: z.array(z.object({ FunctionARN: z.string() })).optional(),
    }),
    ForwardedValues: z.looseObject({
      Headers: z.object({ Items: z.array(z.unknown()).optional() }).optional(),
    }),
    MinTTL: z.unknown(),
    DefaultTTL: z.unknown(),
    MaxTTL: z.unknown(),
  })
  .partial();

const references = z.object({
  Origins: z.object({ Items: z.array(z.object({ Id: z.string() })) }),
  OriginGroups: referringOriginGroups.optional(),
  DefaultCacheBehavior: referringBehavior,
  CacheBehaviors: z.object({ Items: z.array(referringBehavior).optional() }).optional(),
});

type ReferringBehavior = z.infer<typeof referringBehavior>;

function findReferenceProblems(configuration: Configuration): Problem[] {
  const parsed = references.safeParse(configuration.distribution);
  if (!parsed.success) {
    return [];
  }
  const { Origins, OriginGroups, DefaultCacheBehavior, CacheBehaviors } = parsed.data;
  const originIds = Origins.Items.map(({ Id }) => Id);
  const groups = OriginGroups?.Items ?? [];
  const targetIds = [...originIds, ...groups.map(({ Id }) => Id)];
  const policies = addManagedPolicies(configuration.policies);
  const keyGroupIds = Object.keys(configuration.keyGroups ?? {});
  const behaviors = [
    ["DefaultCacheBehavior", DefaultCacheBehavior] as const,
    ...(CacheBehaviors?.Items ?? []).map(
      (behavior, index) => [`CacheBehaviors.Items[${index}]`, behavior] as const,
    ),
  ];
  return [
    ...findOriginProblems(originIds, groups),
    ...behaviors.flatMap(([path, behavior]) => [
      ...findBehaviorProblems(path, behavior, targetIds, policies),
      ...findUnknownKeyGroups(path, behavior, keyGroupIds),
      ...findFunctionProblems(path, behavior, configuration),
    ]),
    ...Object.keys(configuration.origins ?? {})
      .filter((id) => !originIds.includes(id))
      .map((id) => describeUnknown("origins", id, "an origin's Id", originIds)),
  ];
}

function findBehaviorProblems(
  path: string,
  behavior: ReferringBehavior,
  targetIds: readonly string[],
  policies: Policies,
): Problem[] {
  const rows = [
    ["TargetOriginId", "an origin's Id", targetIds],
    ["CachePolicyId", "the id of a cache policy", Object.keys(policies.cachePolicies)],
    [
      "OriginRequestPolicyId",
      "the id of an origin request policy",
      Object.keys(policies.originRequestPolicies),
    ],
    [
      "ResponseHeadersPolicyId",
      "the id of a response headers policy",
      Object.keys(policies.responseHeadersPolicies),
    ],
  ] as const;
  const unknown = rows.flatMap(([field, meaning, known]) => {
    const id = behavior[field];
    const isNone = id === undefined || (id === "" && field !== "TargetOriginId");
    if (isNone || known.includes(id)) {
      return [];
    }
    return [describeUnknown(`DistributionConfig.${path}.${field}`, id, meaning, known)];
  });
  return [...unknown, ...findLegacyProblems(`DistributionConfig.${path}`, behavior)];
}

function findUnknownKeyGroups(
  path: string,
  { TrustedKeyGroups }: ReferringBehavior,
  keyGroupIds: readonly string[],
): Problem[] {
  return (TrustedKeyGroups?.Items ?? []).flatMap((id, index) =>
    keyGroupIds.includes(id)
      ? []
      : {
          path: `DistributionConfig.${path}.TrustedKeyGroups.Items[${index}]`,
          rule: "must be the id of a key group",
          value: id,
          remedy: "Give the group's public keys under keyGroups.",
        },
  );
}

function findFunctionProblems(
  path: string,
  { FunctionAssociations }: ReferringBehavior,
  { functions = {} }: Configuration,
): Problem[] {
  return (FunctionAssociations?.Items ?? []).flatMap(({ FunctionARN }, index) =>
    Object.hasOwn(functions, FunctionARN)
      ? []
      : [
          {
            path: `DistributionConfig.${path}.FunctionAssociations.Items[${index}].FunctionARN`,
            rule: "must be the ARN of a function",
            value: FunctionARN,
            remedy: "Give the function, with its code, under functions.",
          },
        ],
  );
}

function describeUnknown(
  path: string,
  id: string,
  meaning: string,
  known: readonly string[],
): Problem {
  const remedy = meaning.includes("policy")
    ? "Use a managed policy's id, or give the policy under policies."
    : `Use one of ${known.map((name) => `"${name}"`).join(", ")}.`;
  return { path, rule: `must be ${meaning}`, value: id, remedy };
}
