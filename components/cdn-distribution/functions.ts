import * as fs from "node:fs";
import * as cloudfront from "@pulumi/aws/cloudfront";
import type * as pulumi from "@pulumi/pulumi";
import type { SettledFields } from "../shared/fields";
import { group, hidden, input, optional, text } from "../shared/fields";
import { at, eachNamed, rulesOn } from "../shared/rules";
import { COMMENT } from "./comment";
import { listBehaviors } from "./list-behaviors";
import type { CdnEdgeSettings } from "./settings";
import {
  listViewerRequestTasks,
  VIEWER_REQUEST_FUNCTION,
  writesViewerRequestCode,
  writeViewerRequestCode,
} from "./viewer-request-code";

/**
 * A CloudFront function, for the runtime cloudfront-js-2.0. Behaviors refer to it by its name, which
 * has at most 23 characters. An account can have 100. Costs by the number of requests.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-functions.html
 */
export interface FunctionArgs {
  /**
   * The file with its code, at most 10240 bytes: an absolute path, or one relative to the working
   * directory. Defaults to `code`; exactly one of the two is given.
   */
  codeFile?: string;
  /** Its code, at most 10240 bytes. Defaults to that of `codeFile`. */
  code?: pulumi.Input<string>;
  /** ARN of the key value store that it reads. Defaults to none. */
  keyValueStoreArn?: pulumi.Input<string>;
  /** What the function is for, up to 128 characters. Defaults to none. */
  comment?: string;
}

const MAX_CODE_BYTES = 10_240;

/** CloudFront takes 64 characters; 41 go to the component's name, hyphens and Pulumi's digits. */
const MAX_NAME_LENGTH = 23;

const LIMITS =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions";

const CODE = {
  matches: (code: string) => code.length > 0 && Buffer.byteLength(code) <= MAX_CODE_BYTES,
  must: `must have 1 to ${MAX_CODE_BYTES} bytes`,
  remedy: "Shorten the code, or keep data in a key value store.",
};

const KEY_VALUE_STORE_ARN = {
  matches: /^arn:[\w-]+:cloudfront::\d{12}:key-value-store\/[\w-]+$/,
  must: "must be the ARN of a key value store of CloudFront",
  remedy: "Use the store's ARN, not its id.",
};

export const FUNCTION = group<FunctionArgs>()({
  codeFile: optional(text()),
  code: optional(input(hidden(text(CODE)))),
  keyValueStoreArn: optional(input(text(KEY_VALUE_STORE_ARN))),
  comment: optional(COMMENT),
});

type FunctionSettings = SettledFields<typeof FUNCTION.fields>;

const rule = rulesOn<CdnEdgeSettings>();

export const FUNCTION_RULES = [
  rule({
    id: "function-name",
    source: LIMITS,
    of: ({ functions }) =>
      Object.keys(functions).map((name) => ({ path: "functions", value: name })),
    holds: (name) => name.length <= MAX_NAME_LENGTH && name !== VIEWER_REQUEST_FUNCTION,
    must: `must have names of at most ${MAX_NAME_LENGTH} characters other than ${VIEWER_REQUEST_FUNCTION}`,
    remedy: "CloudFront's name is made of it, and may have 64 characters. Use another one.",
  }),
  rule({
    id: "one-function-code",
    source: LIMITS,
    of: ({ functions }) =>
      eachNamed("functions", functions).map((subject) => ({ ...subject, shown: undefined })),
    holds: ({ code, codeFile }) => (code === undefined) !== (codeFile === undefined),
    must: "must have either codeFile or code",
    remedy: "Give exactly one of the two.",
  }),
  rule({
    id: "function-code-file",
    source: LIMITS,
    of: ({ functions }) =>
      eachNamed("functions", functions).flatMap(({ path, value }) =>
        at(`${path}.codeFile`, value.codeFile),
      ),
    holds: isCodeFile,
    must: `must be a file of 1 to ${MAX_CODE_BYTES} bytes`,
    remedy: "Give a path relative to the working directory, or an absolute one.",
  }),
  rule({
    id: "redirects-in-function",
    source: LIMITS,
    of: (settings) =>
      at("domain.redirectNames", settings.domain?.redirectNames).map(({ path }) => ({
        path,
        value: writeViewerRequestCode(listViewerRequestTasks(settings)),
        shown: undefined,
      })),
    holds: CODE.matches,
    must: `must fit into a function of ${MAX_CODE_BYTES} bytes`,
    remedy: "Name fewer, or give them a distribution of their own.",
  }),
  rule({
    id: "unused-function",
    source: LIMITS,
    isWarning: true,
    of: ({ functions }) =>
      Object.keys(functions).map((name) => ({
        path: `functions.${name}`,
        value: name,
        shown: undefined,
      })),
    holds: (name, { caching }) =>
      listBehaviors(caching).some(
        ({ behavior }) =>
          behavior.viewerRequestFunction === name || behavior.viewerResponseFunction === name,
      ),
    must: "should be used by a behavior",
    remedy: "Name it in viewerRequestFunction or viewerResponseFunction, or remove it.",
  }),
];

function isCodeFile(file: string): boolean {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size > 0 && stats.size <= MAX_CODE_BYTES;
}

/** Creates the functions, and the one that the library writes itself; by name, their ARNs. */
export function createFunctions(
  name: string,
  settings: CdnEdgeSettings,
  opts: pulumi.CustomResourceOptions,
): Map<string | undefined, pulumi.Output<string>> {
  const written: Record<string, FunctionSettings> = writesViewerRequestCode(settings)
    ? { [VIEWER_REQUEST_FUNCTION]: describeViewerRequest(settings) }
    : {};
  return new Map(
    Object.entries({ ...settings.functions, ...written }).map(([key, given]) => {
      const described = { ...describeFunction(given), tags: settings.tags };
      return [key, new cloudfront.Function(`${name}-${key}`, described, opts).arn];
    }),
  );
}

function describeFunction({ code, codeFile, comment, keyValueStoreArn }: FunctionSettings) {
  return {
    runtime: "cloudfront-js-2.0",
    publish: true,
    code: code ?? fs.readFileSync(String(codeFile), "utf8"),
    comment,
    keyValueStoreAssociations: keyValueStoreArn === undefined ? undefined : [keyValueStoreArn],
  };
}

function describeViewerRequest(settings: CdnEdgeSettings): FunctionSettings {
  return {
    code: writeViewerRequestCode(listViewerRequestTasks(settings)),
    codeFile: undefined,
    keyValueStoreArn: undefined,
    comment: "Redirects names, and tells the origin which name the viewer used.",
  };
}
