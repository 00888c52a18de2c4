import type * as pulumi from "@pulumi/pulumi";
import type { SettledFields } from "../shared/fields";
import {
  group,
  hidden,
  input,
  oneOf,
  optional,
  record,
  text,
  wholeNumber,
  withDefault,
} from "../shared/fields";
import { numberThat } from "../shared/numbers";
import { eachNamed, rulesOn } from "../shared/rules";
import { ORIGIN_ID } from "./behaviors";
import type { CdnDistributionSettings, CdnEdgeSettings } from "./settings";
import { sortEntries } from "./sort-entries";

/** Over which protocol CloudFront asks an origin. */
export enum OriginProtocolPolicy {
  /**
   * Plain HTTP, on `httpPort`. An app that redirects to HTTPS by `X-Forwarded-Proto`, in which the
   * load balancer says how CloudFront came, redirects for ever: switch that off, for viewers are sent
   * to HTTPS already, or let it look at `CloudFront-Forwarded-Proto`, which the origin request policy
   * AllViewerAndCloudFrontHeaders sends.
   */
  HttpOnly = "http-only",
  /**
   * HTTPS with TLS 1.2, on `httpsPort`. The origin needs a certificate for its own name, or for the
   * Host that viewers send, if that is forwarded. None can be had for elasticbeanstalk.com.
   */
  HttpsOnly = "https-only",
}

/** Over which IP protocol CloudFront reaches an origin. */
export enum OriginIpAddressType {
  /** IPv4 alone. */
  Ipv4 = "ipv4",
  /** IPv6 alone. */
  Ipv6 = "ipv6",
  /** Both; CloudFront chooses. */
  Dualstack = "dualstack",
}

/**
 * How CloudFront connects to an origin.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html
 */
export interface OriginConnectionArgs {
  /**
   * Over which protocol; never over the viewer's own, which fails where the origin has no HTTPS.
   * Defaults to HttpOnly.
   */
  protocolPolicy?: OriginProtocolPolicy;
  /** The origin's port for HTTP: 80, 443, or from 1024 to 65535. Defaults to 80. */
  httpPort?: number;
  /** The origin's port for HTTPS: 80, 443, or from 1024 to 65535. Defaults to 443. */
  httpsPort?: number;
  /** A path put in front of each request's, such as `/v2`. Defaults to none. */
  path?: string;
  /** How often CloudFront tries to connect, from 1 to 3. Defaults to 3. */
  connectionAttempts?: number;
  /** Seconds that it waits for a connection, from 1 to 10. Defaults to 10. */
  connectionTimeoutSeconds?: number;
  /**
   * Seconds that it waits for a response, and then for each packet, from 1 to 120. Keep it below the
   * load balancer's idle time-out. Defaults to 30.
   */
  readTimeoutSeconds?: number;
  /**
   * Seconds that it keeps a connection which nobody uses, from 1 to 120. The server must keep it
   * longer, or some requests get 502. Defaults to 5.
   */
  keepaliveTimeoutSeconds?: number;
  /**
   * Seconds after which a response must be complete, from `readTimeoutSeconds` up. Defaults to no
   * limit.
   */
  responseCompletionTimeoutSeconds?: number;
  /**
   * Region of Origin Shield, a cache between all edges and the origin: the one nearest to the
   * origin. Requests that pass it cost extra. Defaults to none.
   */
  originShieldRegion?: string;
  /** Over which IP protocol. Defaults to CloudFront's own default, IPv4. */
  ipAddressType?: OriginIpAddressType;
}

const PORT = {
  matches: (port: number) => [80, 443].includes(port) || (port >= 1024 && port <= 65535),
  must: "must be 80, 443 or a port from 1024 to 65535, which are those that CloudFront uses",
  remedy: "Use such a port.",
};

const ORIGIN_PATH = {
  matches: /^\/([!-~]{0,253}[!-.0-~])$/,
  must: "must begin with a slash, not end with one, and have at most 255 characters",
  remedy: 'Use a path such as "/v2", or leave it out.',
};

const REGION = {
  matches: /^[a-z]{2}(-[a-z]+)+-\d$/,
  must: "must be a region",
  remedy: 'Use a code such as "eu-central-1".',
};

/** The API takes any 32-bit number. */
const MAX_COMPLETION_TIMEOUT_SECONDS = 2_147_483_647;

/** What these arguments are called elsewhere. */
export const ORIGIN_HINTS: Record<string, string> = {
  connectionTimeout: "Use connectionTimeoutSeconds.",
  customOriginConfig: "Its properties stand here, without the group.",
  keepaliveTimeout: "Use keepaliveTimeoutSeconds.",
  originKeepaliveTimeout: "Use keepaliveTimeoutSeconds.",
  originPath: "Use path.",
  originProtocolPolicy: "Use protocolPolicy.",
  originReadTimeout: "Use readTimeoutSeconds.",
  originShield: "Use originShieldRegion.",
  originSslProtocols: "It is TLS 1.2, the newest that CloudFront speaks to origins.",
  readTimeout: "Use readTimeoutSeconds.",
  responseCompletionTimeout: "Use responseCompletionTimeoutSeconds.",
  vpcOriginConfig: "VPC origins are not offered.",
};

export const ORIGIN_CONNECTION = group<OriginConnectionArgs>()(
  {
    protocolPolicy: withDefault(
      oneOf(
        OriginProtocolPolicy,
        "Use a member of the enum; CloudFront's match-viewer fails where the origin has no HTTPS.",
      ),
      OriginProtocolPolicy.HttpOnly,
    ),
    httpPort: withDefault(numberThat(PORT), 80),
    httpsPort: withDefault(numberThat(PORT), 443),
    path: optional(text(ORIGIN_PATH)),
    connectionAttempts: withDefault(wholeNumber("attempts", 1, 3), 3),
    connectionTimeoutSeconds: withDefault(wholeNumber("seconds", 1, 10), 10),
    readTimeoutSeconds: withDefault(wholeNumber("seconds", 1, 120), 30),
    keepaliveTimeoutSeconds: withDefault(wholeNumber("seconds", 1, 120), 5),
    responseCompletionTimeoutSeconds: optional(
      wholeNumber("seconds", 1, MAX_COMPLETION_TIMEOUT_SECONDS),
    ),
    originShieldRegion: optional(text(REGION)),
    ipAddressType: optional(oneOf(OriginIpAddressType)),
  },
  ORIGIN_HINTS,
);

type ConnectionSettings = SettledFields<typeof ORIGIN_CONNECTION.fields>;

const rule = rulesOn<CdnEdgeSettings>();

export const ORIGIN_RULES = [
  rule({
    id: "response-completion-timeout",
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#response-completion-timeout",
    of: ({ origin, additionalOrigins }) =>
      [
        { path: "origin", value: origin },
        ...eachNamed<ConnectionSettings>("additionalOrigins", additionalOrigins),
      ].map(({ path, value }) => ({
        path: `${path}.responseCompletionTimeoutSeconds`,
        value,
        shown: value.responseCompletionTimeoutSeconds,
      })),
    holds: ({ responseCompletionTimeoutSeconds = Infinity, readTimeoutSeconds }) =>
      responseCompletionTimeoutSeconds >= readTimeoutSeconds,
    must: ({ readTimeoutSeconds }) => `must be at least readTimeoutSeconds (${readTimeoutSeconds})`,
    remedy: "Raise it, or lower readTimeoutSeconds.",
  }),
];

/**
 * Headers that CloudFront does not add to origin requests.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
 */
const FORBIDDEN_ORIGIN_HEADERS = new RegExp(
  "^(cache-control|connection|content-length|cookie|host|if-match|if-modified-since" +
    "|if-none-match|if-range|if-unmodified-since|max-forwards|pragma|proxy-authenticate" +
    "|proxy-authorization|proxy-connection|range|request-range|te|trailer|transfer-encoding" +
    "|upgrade|via|x-amz-.*|x-edge-.*|x-real-ip)$",
  "i",
);

const HEADER_NAME = {
  matches: (name: string) =>
    /^[!#$%&'*+.^_`|~\w-]{1,256}$/.test(name) && !FORBIDDEN_ORIGIN_HEADERS.test(name),
  must: "must have names of headers that CloudFront may add",
  remedy: "Use a name of your own, such as X-Origin-Secret.",
};

const HEADER_VALUE = {
  matches: /^[^\r\n\0]{0,1783}$/,
  must: "must have at most 1783 characters, and no line break",
  remedy: "Encode the value, for example as Base64.",
};

/** Headers for an origin by name; their values may be secret. */
export const ORIGIN_HEADERS = record(input(hidden(text(HEADER_VALUE))), HEADER_NAME);

/** An origin's connection as `aws.cloudfront.Distribution` takes it. */
function describeConnection(connection: ConnectionSettings) {
  const { originShieldRegion } = connection;
  return {
    originPath: connection.path,
    connectionAttempts: connection.connectionAttempts,
    connectionTimeout: connection.connectionTimeoutSeconds,
    responseCompletionTimeout: connection.responseCompletionTimeoutSeconds,
    originShield:
      originShieldRegion === undefined ? undefined : { enabled: true, originShieldRegion },
    customOriginConfig: {
      originProtocolPolicy: connection.protocolPolicy,
      httpPort: connection.httpPort,
      httpsPort: connection.httpsPort,
      originSslProtocols: ["TLSv1.2"],
      originReadTimeout: connection.readTimeoutSeconds,
      originKeepaliveTimeout: connection.keepaliveTimeoutSeconds,
      ipAddressType: connection.ipAddressType,
    },
  };
}

/** An origin's headers as `aws.cloudfront.Distribution` takes them; undefined without any. */
function describeHeaders(headers: Record<string, pulumi.Input<string>>) {
  const entries = sortEntries(headers);
  return entries.length === 0 ? undefined : entries.map(([name, value]) => ({ name, value }));
}

/**
 * The origins as `aws.cloudfront.Distribution` takes them, the application first. Their ids are
 * literals: an id made of an output is unknown at preview, and the provider then shows the whole
 * distribution as replaced.
 */
export function describeOrigins(settings: CdnDistributionSettings) {
  return [
    {
      originId: ORIGIN_ID,
      domainName: settings.originDomainName,
      customHeaders: describeHeaders(settings.originHeaders),
      ...describeConnection(settings.origin),
    },
    ...sortEntries(settings.additionalOrigins).map(([originId, origin]) => ({
      originId,
      domainName: origin.domainName,
      customHeaders: describeHeaders(origin.headers),
      ...describeConnection(origin),
    })),
  ];
}
