export * from "./beanstalk-app";
export * from "./cdn-distribution";
export * from "./cdn-fronted-beanstalk-app";
