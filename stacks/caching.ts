import type { CachingArgs } from "../components";
import { ManagedCachePolicy } from "../components";

/**
 * Kept is what the app's own `Cache-Control` allows, by query string, cookies and Host; the static
 * files, which are the same for everybody, by their path alone; the API never.
 */
export const CACHE_WHAT_THE_APP_ALLOWS: CachingArgs = {
  behaviors: [
    { pathPattern: "/static/*", cachePolicy: ManagedCachePolicy.CachingOptimized },
    { pathPattern: "/api/*", cachePolicy: ManagedCachePolicy.CachingDisabled },
  ],
};
