import * as path from "node:path";
import { recordProgram } from "../../local-stage/evaluate/record";
import type { RecordedStack } from "../../local-stage/recorded-stack";

/** What Pulumi.yaml and Pulumi.dev.yaml say together. */
const CONFIG = {
  "aws:region": "eu-central-1",
  "cdn-fronted-beanstalk:platformBranch": "Python 3.13 running on 64bit Amazon Linux 2023",
  "cdn-fronted-beanstalk:platformPolicy": "pin",
  "cdn-fronted-beanstalk:solutionStackName": "",
  "cdn-fronted-beanstalk:versionLabel": "",
};

interface StageOptions {
  /** Comes over the usual configuration. */
  config?: Record<string, string>;
  stack?: string;
  preview?: boolean;
}

/** Runs the stacks' program, or a part of it, under mocks. */
export function recordStage(
  program: () => unknown,
  { config = {}, stack = "dev", preview = false }: StageOptions = {},
): Promise<RecordedStack> {
  const options = {
    project: "cdn-fronted-beanstalk",
    stack,
    config: { ...CONFIG, ...config },
    secretKeys: [],
    projectDirectory: path.join(__dirname, "..", ".."),
    preview,
  };
  return recordProgram(options, program);
}
