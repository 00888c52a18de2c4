export * from "./args";
export { BeanstalkApp } from "./beanstalk-app";
