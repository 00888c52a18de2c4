export * from "./args";
export { CdnFrontedBeanstalkApp } from "./cdn-fronted-beanstalk-app";
