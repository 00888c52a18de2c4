import { isIP } from "node:net";
import { record, text } from "./fields";

const NAME_CHARACTERS = {
  matches: /^[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/,
  must: "must have 1 to 32 letters, digits and hyphens, with no hyphen at either end",
};

/**
 * A component's logical name. The environment is named after it, with a hyphen and 7 digits behind
 * it, and Beanstalk takes 4 to 40 letters, digits and hyphens; names of parameters, of security
 * groups and of buckets are made of it too.
 */
export const NAME = text(
  {
    ...NAME_CHARACTERS,
    remedy: "Use letters, digits and hyphens, at most 32.",
  },
  {
    matches: /^(?!aws|ssm|sg-|xn--|sthree-|amzn-s3-demo-)/i,
    must: "must not begin with aws, ssm, sg-, xn--, sthree- or amzn-s3-demo-, which AWS keeps for itself",
    remedy: "Put the product's name in front.",
  },
);

const TAG_CHARACTERS = "[\\p{L}\\p{N}\\p{Z}_.:/=+@-]";

const TAG_RECORD = record(
  text({
    matches: new RegExp(`^${TAG_CHARACTERS}{0,256}$`, "u"),
    must: "must have at most 256 letters, digits, spaces and _.:/=+-@",
    remedy: "Shorten the value, or use other characters.",
  }),
  {
    matches: new RegExp(`^(?!(aws|elasticbeanstalk):)${TAG_CHARACTERS}{1,128}$`, "iu"),
    must:
      "must have keys of 1 to 128 letters, digits, spaces and _.:/=+-@, without aws: or " +
      "elasticbeanstalk: in front",
    remedy: "Use another key.",
  },
);

/** The most tags that an environment takes, since Beanstalk adds three of its own. */
const MAX_TAGS = 47;

/**
 * Tags by key. They go to every resource, so the narrowest limits of all hold.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-tagging-resources.html
 */
export const TAGS: typeof TAG_RECORD = {
  read(given, place) {
    const tags = TAG_RECORD.read(given, place);
    const count = Object.keys(tags).length;
    if (count > MAX_TAGS) {
      const must = `must have at most ${MAX_TAGS} entries`;
      const remedy = "Beanstalk adds three of its own. Leave some out.";
      place.problems.push({ path: place.path, must, value: count, remedy });
    }
    if (Object.hasOwn(tags, "Name")) {
      const path = `${place.path}.Name`;
      place.problems.push({ path, must: "must not be set", remedy: "Beanstalk sets it itself." });
    }
    return tags;
  },
};

/** A distribution's logical name; its default comment, with at most 128 characters, is this name. */
export const LOGICAL_NAME = text({
  ...NAME_CHARACTERS,
  remedy: "Functions and policies are named after it. Use letters, digits and hyphens, at most 32.",
});

/**
 * A DNS name. CloudFront refuses an IP address as an origin.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html
 */
export const DOMAIN_NAME = [
  {
    matches: (name: string) => !isIpAddress(name),
    must: "must not be an IP address, which CloudFront refuses",
    remedy: "Use a DNS name, such as the environment's CNAME.",
  },
  {
    matches: (name: string) => isIpAddress(name) || isDnsName(name),
    must: "must be a DNS name",
    remedy: "Leave out scheme, port and path: app.example.com.",
  },
];

function isIpAddress(name: string): boolean {
  return isIP(name.replace(/^\[|\]$/g, "")) !== 0;
}

function isDnsName(name: string): boolean {
  const labels = name.split(".");
  return (
    name.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label))
  );
}

/** A name that arguments give to a resource of theirs; it becomes part of the resource's own. */
export const RESOURCE_NAME = {
  matches: /^[a-zA-Z0-9][a-zA-Z0-9-]{0,31}$/,
  must: "must have names of 1 to 32 letters, digits and hyphens",
  remedy: "Shorten the name, or use other characters.",
};

/** A hosted zone of Route 53. */
export const HOSTED_ZONE_ID = {
  matches: /^Z[A-Z0-9]{1,31}$/,
  must: "must be the id of a hosted zone",
  remedy: 'Use the id alone, such as "Z0123456789ABCDEFGHIJ".',
};

/** Route 53 keeps names in lower case. */
export const LOWER_CASE = {
  matches: (name: string) => name === name.toLowerCase(),
  must: "must be in lower case, as DNS records are kept",
  remedy: "Write it in lower case.",
};
