import { Module } from "node:module";
import * as path from "node:path";

const SDK = "@pulumi/pulumi";

/** Node.js has no public way for `require` before `registerHooks` of version 22. */
interface Resolver {
  _resolveFilename(
    this: void,
    request: string,
    parent: NodeModule | undefined,
    ...others: unknown[]
  ): string;
}

/**
 * Lets a program of another checkout run in this process. Its Pulumi SDK is the one that has the
 * mocks, whatever its own `node_modules` has; and packages that it does not find where it stands,
 * as in a worktree without `node_modules`, are this checkout's.
 */
export function sharePackages(): void {
  const resolver = Module as unknown as Resolver;
  const resolve = resolver._resolveFilename;
  resolver._resolveFilename = (request, parent, ...others) => {
    if (request === SDK || request.startsWith(`${SDK}/`)) {
      return resolve(request, module);
    }
    try {
      return resolve(request, parent, ...others);
    } catch (error) {
      return isBare(request) ? resolveHere(resolve, request, error) : rethrow(error);
    }
  };
}

function isBare(request: string): boolean {
  return !request.startsWith(".") && !path.isAbsolute(request);
}

/** @throws the first error: it names who asked for the package */
function resolveHere(
  resolve: Resolver["_resolveFilename"],
  request: string,
  firstError: unknown,
): string {
  try {
    return resolve(request, module);
  } catch {
    throw firstError;
  }
}

function rethrow(error: unknown): never {
  throw error;
}
