import type * as pulumi from "@pulumi/pulumi";
import type {
  BehaviorArgs,
  CdnDistributionArgs,
  CdnEdgeArgs,
  DomainArgs,
  PathBehaviorArgs,
} from "./args";
import {
  AllowedMethods,
  ManagedCachePolicy,
  ManagedOriginRequestPolicy,
  ManagedResponseHeadersPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from "./args";
import { MANAGED_CACHE_POLICIES } from "./managed-policies";

/** `CdnEdgeArgs` with every default in place. */
export interface CdnEdgeSettings {
  caching: CachingSettings;
  domain: DomainArgs | undefined;
  priceClass: PriceClass;
  waitForDeployment: boolean;
  tags: Record<string, string> | undefined;
}

/** `CdnDistributionArgs` with every default in place. */
export interface CdnDistributionSettings extends CdnEdgeSettings {
  originDomainName: pulumi.Input<string>;
  originHeaders: Record<string, pulumi.Input<string>>;
}

export interface CachingSettings {
  defaultBehavior: BehaviorSettings;
  behaviors: PathBehaviorSettings[];
  acceptsSharedPages: boolean;
}

export type BehaviorSettings = Required<BehaviorArgs>;
export type PathBehaviorSettings = Required<PathBehaviorArgs>;

/** Resolves every default of a `CdnDistribution`, once. */
export function resolveCdnDistributionSettings(args: CdnDistributionArgs): CdnDistributionSettings {
  return {
    ...resolveCdnEdgeSettings(args),
    originDomainName: args.originDomainName,
    originHeaders: args.originHeaders ?? {},
  };
}

/** Resolves every default that does not depend on the origin. */
export function resolveCdnEdgeSettings(args: CdnEdgeArgs): CdnEdgeSettings {
  return {
    caching: {
      defaultBehavior: resolveBehavior(args.caching?.defaultBehavior ?? {}),
      behaviors: (args.caching?.behaviors ?? []).map((behavior) => ({
        ...resolveBehavior(behavior),
        pathPattern: behavior.pathPattern,
      })),
      acceptsSharedPages: args.caching?.acceptsSharedPages ?? false,
    },
    domain: args.domain,
    priceClass: args.priceClass ?? PriceClass.PriceClassAll,
    waitForDeployment: args.waitForDeployment ?? true,
    tags: args.tags,
  };
}

function resolveBehavior(args: BehaviorArgs): BehaviorSettings {
  const cachePolicy =
    args.cachePolicy ?? ManagedCachePolicy.UseOriginCacheControlHeadersQueryStrings;
  return {
    cachePolicy,
    originRequestPolicy: args.originRequestPolicy ?? resolveOriginRequestPolicy(cachePolicy),
    responseHeadersPolicy:
      args.responseHeadersPolicy ?? ManagedResponseHeadersPolicy.SecurityHeaders,
    allowedMethods: args.allowedMethods ?? AllowedMethods.All,
    viewerProtocolPolicy: args.viewerProtocolPolicy ?? ViewerProtocolPolicy.RedirectToHttps,
    compress: args.compress ?? true,
  };
}

/**
 * An origin that sees cookies or headers which the key lacks can answer one viewer with another's
 * page. Only where the origin's own headers decide about caching is it safe to send it everything.
 */
function resolveOriginRequestPolicy(cachePolicy: ManagedCachePolicy): ManagedOriginRequestPolicy {
  return MANAGED_CACHE_POLICIES[cachePolicy]?.cachesByDefault
    ? ManagedOriginRequestPolicy.None
    : ManagedOriginRequestPolicy.AllViewer;
}
