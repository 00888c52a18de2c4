import { expect } from "chai";
import type { BeanstalkAppArgs, ProxyArgs } from "../../../components";
import { ProxyServer } from "../../../components";
import type { ArgumentRow } from "../../support/component-arguments";
import { beanstalkArguments, listOptionChanges } from "./beanstalk-arguments";

const SERVER = "aws:elasticbeanstalk:environment:proxy[] ProxyServer";
const FILES = "aws:elasticbeanstalk:environment:proxy:staticfiles[]";

const optionRows: [title: string, ProxyArgs, string[]][] = [
  ["no argument", {}, []],
  ["nginx", { server: ProxyServer.Nginx }, [`${SERVER}=nginx`]],
  ["Apache", { server: ProxyServer.Apache }, [`${SERVER}=apache`]],
  ["no server", { server: ProxyServer.None }, [`${SERVER}=none`]],
  [
    "static files",
    { staticFiles: { "/static": "static", "/images/": "assets/images" } },
    [`${FILES} /images/=assets/images`, `${FILES} /static=static`],
  ],
];

type Row = ArgumentRow<BeanstalkAppArgs>;

const rows: Row[] = [
  [
    "an unknown server",
    { proxy: { server: "caddy" as ProxyServer } },
    [
      'proxy.server must be one of "nginx", "apache", "none", got "caddy". ' +
        "Use a member of the enum.",
    ],
  ],
  ...["static", "", "/my files"].map((path): Row => [
    `static files under "${path}"`,
    { proxy: { staticFiles: { [path]: "static" } } },
    [
      "proxy.staticFiles must have paths that begin with a slash and have no spaces, " +
        `got "${path}". Use "/static".`,
    ],
  ]),
  ...["", "/var/app", "..", "../secrets", "a/../..", "my files"].map((directory): Row => [
    `static files in "${directory}"`,
    { proxy: { staticFiles: { "/static": directory } } },
    [
      `proxy.staticFiles./static must be a directory of the bundle, got "${directory}". ` +
        'Use a path that begins at the bundle\'s root, such as "static".',
    ],
  ]),
  ...["a..b/c", "..a", ".well-known", "dist/"].map((directory): Row => [
    `static files in "${directory}"`,
    { proxy: { staticFiles: { "/static": directory } } },
    [],
  ]),
  ["no static files without a proxy", { proxy: { server: ProxyServer.None, staticFiles: {} } }, []],
  [
    "static files without a proxy",
    { proxy: { server: ProxyServer.None, staticFiles: { "/static": "static", "/js": "js" } } },
    [
      "proxy.staticFiles must not be set without a proxy server, which would serve them, " +
        'got ["/static","/js"]. Use Nginx or Apache, or let the application serve them.',
    ],
  ],
];

describe("proxy", () => {
  for (const [title, proxy, expected] of optionRows) {
    it(`is set for ${title}`, () => {
      expect(listOptionChanges({ proxy })).to.deep.equal(expected);
    });
  }

  beanstalkArguments.testErrors(rows);
});
