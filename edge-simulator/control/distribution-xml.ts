import { XMLBuilder } from "fast-xml-parser";

/** The namespace of CloudFront's API, whose version is in its paths too. */
const apiNamespace = "http://cloudfront.amazonaws.com/doc/2020-05-31/";

// What the API calls one item of a list, by the list's name.
const itemNames: Readonly<Record<string, string>> = {
  Aliases: "CNAME",
  AllowedMethods: "Method",
  CacheBehaviors: "CacheBehavior",
  CachedMethods: "Method",
  CustomErrorResponses: "CustomErrorResponse",
  CustomHeaders: "OriginCustomHeader",
  FunctionAssociations: "FunctionAssociation",
  GeoRestriction: "Location",
  Headers: "Name",
  LambdaFunctionAssociations: "LambdaFunctionAssociation",
  Members: "OriginGroupMember",
  OriginGroups: "OriginGroup",
  OriginSslProtocols: "SslProtocol",
  Origins: "Origin",
  QueryStringCacheKeys: "Name",
  StatusCodes: "StatusCode",
  TrustedKeyGroups: "KeyGroup",
  TrustedSigners: "AwsAccountNumber",
  WhitelistedNames: "Name",
};

const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true });

/** Writes an XML document of CloudFront's API: one element, with what is in it. */
export function writeDocument(name: string, content: object): string {
  const element = { "@_xmlns": apiNamespace, ...content };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [name]: element })}`;
}

/** Writes a distribution's configuration as `GetDistributionConfig` answers it. */
export function writeDistributionConfig(config: object): string {
  return writeDocument("DistributionConfig", toElements("", config) as object);
}

function toElements(name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const { Items: items, ...others } = value as Record<string, unknown>;
  const elements = Object.fromEntries(
    Object.entries(others).map(([key, item]) => [key, toElements(key, item)]),
  );
  if (!Array.isArray(items)) {
    return elements;
  }
  const itemName = itemNames[name] ?? "member";
  return {
    ...elements,
    Quantity: items.length,
    Items: { [itemName]: items.map((item) => toElements(itemName, item)) },
  };
}
