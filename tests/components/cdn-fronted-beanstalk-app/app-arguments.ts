import { CDN_FRONTED_BEANSTALK_APP } from "../../../components/cdn-fronted-beanstalk-app/settings";
import { ComponentArguments } from "../../support/component-arguments";

/** A `CdnFrontedBeanstalkApp`'s arguments, changed from ones in which there is nothing wrong. */
export const appArguments = new ComponentArguments(CDN_FRONTED_BEANSTALK_APP, {
  source: { versionLabel: "v1" },
  solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
});
