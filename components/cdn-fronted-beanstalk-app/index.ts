export * from "./args";
export { CdnFrontedBeanstalkApp } from "./cdn-fronted-beanstalk-app";
export type { InvalidationArgs } from "./invalidation";
export type { OriginDomainArgs } from "./origin-domain";
export { OriginProtection } from "./origin-protection";
