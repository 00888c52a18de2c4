import { BeanstalkApp, EnvironmentType } from "cdn-fronted-beanstalk";

const api = new BeanstalkApp("api", {
  source: { directory: "./app" },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
  capacity: { environmentType: EnvironmentType.SingleInstance },
});

export const url = api.url;
