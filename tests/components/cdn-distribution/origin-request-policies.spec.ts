import { expect } from "chai";
import type { OriginRequestPolicyArgs } from "../../../components";
import { HeaderBehavior, ValueBehavior } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { distributionArguments } from "./distribution-arguments";
import { recordEdge } from "./record-edge";

const PATH = "caching.originRequestPolicies.all";
const KEY = "aws:cloudfront/originRequestPolicy:OriginRequestPolicy::cdn-all";

const withPolicy = (policy: OriginRequestPolicyArgs) => ({
  caching: {
    defaultBehavior: { customOriginRequestPolicy: "all" },
    originRequestPolicies: { all: policy },
  },
});
const row = (
  title: string,
  policy: OriginRequestPolicyArgs,
  ...expected: string[]
): ArgumentRow<object> => [title, withPolicy(policy), expected];
const onlyInKey = (header: string) =>
  row(
    `the header ${header}`,
    { headers: { behavior: HeaderBehavior.Whitelist, names: [header] } },
    `${PATH}.headers.names[0] must be a header that an origin request policy can name, ` +
      `got "${header}". Put it into a cache policy: Authorization among the headers, ` +
      "Accept-Encoding by acceptEncodingGzip and acceptEncodingBrotli.",
  );

describe("An origin request policy", () => {
  it("adds nothing, by default", async () => {
    expect((await recordEdge(withPolicy({})))[KEY]).to.deep.equal({
      headersConfig: { headerBehavior: "none" },
      cookiesConfig: { cookieBehavior: "none" },
      queryStringsConfig: { queryStringBehavior: "none" },
    });
  });

  it("says all that it is told, lists in one order", async () => {
    const inputs = await recordEdge(
      withPolicy({
        headers: { behavior: HeaderBehavior.AllExcept, names: ["User-Agent", "Referer"] },
        cookies: { behavior: ValueBehavior.Whitelist, names: ["b", "a"] },
        queryStrings: { behavior: ValueBehavior.All },
        comment: "All",
      }),
    );
    expect(inputs[KEY]).to.deep.equal({
      comment: "All",
      headersConfig: { headerBehavior: "allExcept", headers: { items: ["Referer", "User-Agent"] } },
      cookiesConfig: { cookieBehavior: "whitelist", cookies: { items: ["a", "b"] } },
      queryStringsConfig: { queryStringBehavior: "all" },
    });
  });

  distributionArguments.testErrors([
    row("all headers", { headers: { behavior: HeaderBehavior.AllViewer } }),
    row("all headers but Authorization", {
      headers: { behavior: HeaderBehavior.AllExcept, names: ["Authorization"] },
    }),
    onlyInKey("Authorization"),
    onlyInKey("accept-encoding"),
    row("headers of CloudFront's", {
      headers: {
        behavior: HeaderBehavior.AllViewerAndWhitelistCloudFront,
        names: ["cloudfront-viewer-country"],
      },
    }),
    row(
      "a viewer's header among CloudFront's",
      {
        headers: { behavior: HeaderBehavior.AllViewerAndWhitelistCloudFront, names: ["Referer"] },
      },
      `${PATH}.headers.names[0] must be a header of CloudFront's own: the viewer's are all sent, ` +
        'got "Referer". Name headers such as CloudFront-Viewer-Country.',
    ),
    row(
      "no headers of CloudFront's where they belong",
      { headers: { behavior: HeaderBehavior.AllViewerAndWhitelistCloudFront } },
      `${PATH}.headers.names must name something, as its behavior ` +
        '"allViewerAndWhitelistCloudFront" needs, got []. Add names, or use another behavior.',
    ),
    row(
      "names beside all headers",
      { headers: { behavior: HeaderBehavior.AllViewer, names: ["Referer"] } },
      `${PATH}.headers.names must be left out with the behavior "allViewer", got ["Referer"]. ` +
        "Remove the names, or use another behavior.",
    ),
  ]);
});
