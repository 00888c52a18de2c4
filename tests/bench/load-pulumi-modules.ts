import * as cloudfront from "@pulumi/aws/cloudfront";
import * as ec2 from "@pulumi/aws/ec2";
import * as elasticbeanstalk from "@pulumi/aws/elasticbeanstalk";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as vpc from "@pulumi/aws/vpc";
import { Vpc } from "@pulumi/awsx/ec2";
import { Command } from "@pulumi/command/local";
import * as pulumi from "@pulumi/pulumi";

// What stack dev uses of Pulumi's packages, and nothing else: the floor of its evaluation. Each
// package loads a class when it is first named.
export const used = [
  pulumi.ComponentResource,
  cloudfront.Distribution,
  Command,
  ec2.SecurityGroup,
  elasticbeanstalk.Application,
  elasticbeanstalk.ApplicationVersion,
  elasticbeanstalk.Environment,
  elasticbeanstalk.getSolutionStackOutput,
  iam.InstanceProfile,
  iam.Role,
  iam.RolePolicy,
  iam.RolePolicyAttachment,
  s3.Bucket,
  s3.BucketObjectv2,
  vpc.SecurityGroupEgressRule,
  vpc.SecurityGroupIngressRule,
  Vpc,
];
