import { group, oneOf, optional, record, text, withDefault } from "../shared/fields";
import { rulesOn } from "../shared/rules";
import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

/** What stands between the network and the application on an instance. */
export enum ProxyServer {
  /** nginx. */
  Nginx = "nginx",
  /** Apache HTTP Server. */
  Apache = "apache",
  /** Nothing: the application itself listens on the process's port. */
  None = "none",
}

/**
 * The proxy server on each instance.
 *
 * Source: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html
 */
export interface ProxyArgs {
  /** The program. Defaults to Nginx. */
  server?: ProxyServer;
  /**
   * Files that the proxy serves without asking the application: the URL's path, beginning with a
   * slash, to a directory of the bundle (`/static` to `static`). Not on Docker platforms. Defaults to
   * none besides the platform's own, such as `/static` on Python.
   */
  staticFiles?: Record<string, string>;
}

const DIRECTORY = {
  matches: /^(?!\/)(?!(.*\/)?\.\.(\/|$))[^\s]+$/,
  must: "must be a directory of the bundle",
  remedy: 'Use a path that begins at the bundle\'s root, such as "static".',
};

export const PROXY = group<ProxyArgs>()({
  server: optional(oneOf(ProxyServer)),
  staticFiles: withDefault(
    record(text(DIRECTORY), {
      matches: /^\/\S*$/,
      must: "must have paths that begin with a slash and have no spaces",
      remedy: 'Use "/static".',
    }),
    {},
  ),
});

const rule = rulesOn<BeanstalkAppSettings>();

export const PROXY_RULES = [
  rule({
    id: "static-files-without-proxy",
    source:
      "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-staticfiles.html",
    of: ({ proxy }) => [{ path: "proxy.staticFiles", value: Object.keys(proxy.staticFiles) }],
    holds: (paths, { proxy }) => paths.length === 0 || proxy.server !== ProxyServer.None,
    must: "must not be set without a proxy server, which would serve them",
    remedy: "Use Nginx or Apache, or let the application serve them.",
  }),
];

export function buildProxyOptions({ proxy }: BeanstalkAppSettings): OptionSetting[] {
  return [
    ...optionsIn("aws:elasticbeanstalk:environment:proxy", { ProxyServer: proxy.server }),
    ...optionsIn("aws:elasticbeanstalk:environment:proxy:staticfiles", proxy.staticFiles),
  ];
}
