import { CdnDistribution, ManagedCachePolicy } from "cdn-fronted-beanstalk";

const cdn = new CdnDistribution("docs", {
  originDomainName: "docs-origin.example.com",
  caching: {
    defaultBehavior: { cachePolicy: ManagedCachePolicy.CachingOptimized },
    acceptsSharedPages: true,
  },
});

export const url = cdn.url;
