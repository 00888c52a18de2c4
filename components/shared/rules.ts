import { isIP } from "node:net";
import type { Problem } from "./problems";

/** Checks that more than one component makes. Each returns no problem, or one. */

/** A whole number in a closed range. */
export function findIntegerProblems(
  path: string,
  value: number,
  unit: string,
  min: number,
  max: number,
): Problem[] {
  if (Number.isInteger(value) && value >= min && value <= max) {
    return [];
  }
  const rule = `must be a whole number of ${unit} from ${min} to ${max}`;
  return [{ path, rule, value, remedy: "Use a number in that range." }];
}

/** One of an enum's members: JavaScript callers can pass anything. */
export function findEnumProblems(
  path: string,
  value: string,
  members: Record<string, string>,
): Problem[] {
  const allowed = Object.values(members);
  if (allowed.includes(value)) {
    return [];
  }
  const rule = `must be one of ${allowed.map((member) => `"${member}"`).join(", ")}`;
  return [{ path, rule, value, remedy: "Use a member of the enum." }];
}

/**
 * A DNS name. CloudFront refuses an IP address as an origin.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html
 */
export function findDomainNameProblems(path: string, value = ""): Problem[] {
  if (isIP(value.replace(/^\[|\]$/g, "")) !== 0) {
    const remedy = "Use a DNS name, such as the environment's CNAME.";
    return [{ path, rule: "must not be an IP address, which CloudFront refuses", value, remedy }];
  }
  const labels = value.split(".");
  const isName =
    value.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label));
  const remedy = "Leave out scheme, port and path: app.example.com.";
  return isName ? [] : [{ path, rule: "must be a DNS name", value, remedy }];
}
