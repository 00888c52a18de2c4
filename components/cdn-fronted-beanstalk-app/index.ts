export * from "./args";
export { CdnFrontedBeanstalkApp } from "./cdn-fronted-beanstalk-app";
export type { OriginDomainArgs } from "./origin-domain";
export { OriginProtection } from "./origin-protection";
