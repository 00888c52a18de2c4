import { CdnFrontedBeanstalkApp, ManagedCachePolicy } from "cdn-fronted-beanstalk";

const shop = new CdnFrontedBeanstalkApp("shop", {
  source: { directory: "./app" },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
  caching: {
    behaviors: [{ pathPattern: "/static/*", cachePolicy: ManagedCachePolicy.CachingOptimized }],
  },
});

export const url = shop.cdnUrl;
