import * as pulumi from "@pulumi/pulumi";
import { CdnFrontedBeanstalkApp } from "cdn-fronted-beanstalk";

const shop = new CdnFrontedBeanstalkApp(
  "shop",
  {
    source: { directory: "./app" },
    solutionStackName: "64bit Amazon Linux 2023 v4.7.2 running Python 3.13",
  },
  {
    transformations: [
      // AWS Firewall Manager attaches web ACLs by itself, and the next deployment would remove them.
      ({ type, props, opts }) =>
        type === "aws:cloudfront/distribution:Distribution"
          ? { props, opts: pulumi.mergeOptions(opts, { ignoreChanges: ["webAclId"] }) }
          : undefined,
    ],
  },
);

export const url = shop.cdnUrl;
