/**
 * A web ACL of AWS WAF for CloudFront, which lives in us-east-1 whatever the stack's region.
 *
 * Source: https://docs.aws.amazon.com/waf/latest/developerguide/cloudfront-features.html
 */
export const WEB_ACL_ARN = {
  matches: /^arn:[\w-]+:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
  must: "must be the ARN of a web ACL with scope CLOUDFRONT, in us-east-1",
  remedy: "Create the web ACL with that scope there.",
};
