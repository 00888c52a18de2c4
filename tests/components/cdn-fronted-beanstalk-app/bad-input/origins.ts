import type { AdditionalOriginArgs, OriginProtocolPolicy } from "../../../../components";
import { OriginIpAddressType } from "../../../../components";
import type { BadInput } from "./bad-input";
import { OPEN } from "./bad-input";

const BACKUP = { backup: { domainName: "backup.example.com" } };

const ask = (legacy: AdditionalOriginArgs) => ({
  additionalOrigins: { legacy },
  caching: { behaviors: [{ pathPattern: "/old/*", originId: "legacy" }] },
});

/** Origins, and groups of them. */
export const ORIGIN_ROWS: BadInput[] = [
  [
    "an origin's record to overwrite in no zone",
    { originDomain: { name: "origin.example.com", overwriteRecords: true } },
    [
      "originDomain.overwriteRecords must be false without hostedZoneId, since no record is created, got true. " +
        "Remove it, or give hostedZoneId.",
    ],
  ],
  [
    "a closed origin over IPv6",
    { origin: { ipAddressType: OriginIpAddressType.Ipv6 } },
    [
      'origin.ipAddressType must be ipv4 where only CloudFront is let in, since the list of its addresses is one of IPv4, got "ipv6". ' +
        "Leave it out, or set originProtection to Secret or None.",
    ],
  ],
  [
    "an origin over IPv6 that has none",
    { ...OPEN, origin: { ipAddressType: OriginIpAddressType.Dualstack } },
    [
      'origin.ipAddressType must be ipv4 for an environment without IPv6 addresses, got "dualstack". ' +
        "Give it a load balancer with ipAddressType Dualstack, or leave it out.",
    ],
  ],
  [
    "an IP address as an origin",
    ask({ domainName: "203.0.113.7" }),
    [
      'additionalOrigins.legacy.domainName must not be an IP address, which CloudFront refuses, got "203.0.113.7". ' +
        "Use a DNS name, such as the environment's CNAME.",
    ],
  ],
  [
    "an IPv6 address as an origin",
    ask({ domainName: "[2001:db8::1]" }),
    [
      'additionalOrigins.legacy.domainName must not be an IP address, which CloudFront refuses, got "[2001:db8::1]". ' +
        "Use a DNS name, such as the environment's CNAME.",
    ],
  ],
  [
    "a URL as an origin",
    ask({ domainName: "https://example.com/" }),
    [
      'additionalOrigins.legacy.domainName must be a DNS name, got "https://example.com/". ' +
        "Leave out scheme, port and path: app.example.com.",
    ],
  ],
  [
    "the viewer's protocol to the origin",
    { origin: { protocolPolicy: "match-viewer" as OriginProtocolPolicy } },
    [
      'origin.protocolPolicy must be one of "http-only", "https-only", got "match-viewer". ' +
        "Use a member of the enum; CloudFront's match-viewer fails where the origin has no HTTPS.",
    ],
  ],
  [
    "a port that CloudFront does not use",
    { origin: { httpPort: 81 }, loadBalancer: { listeners: [{ port: 81 }] } },
    [
      "origin.httpPort must be 80, 443 or a port from 1024 to 65535, which are those that CloudFront uses, got 81. " +
        "Use such a port.",
    ],
  ],
  [
    "a response that must end before it may begin",
    { origin: { readTimeoutSeconds: 60, responseCompletionTimeoutSeconds: 30 } },
    [
      "origin.responseCompletionTimeoutSeconds must be at least readTimeoutSeconds (60), got 30. " +
        "Raise it, or lower readTimeoutSeconds.",
    ],
  ],
  [
    "a read time-out above CloudFront's",
    { origin: { readTimeoutSeconds: 121 } },
    [
      "origin.readTimeoutSeconds must be a whole number of seconds from 1 to 120, got 121. " +
        "Use a number in that range.",
    ],
  ],
  [
    "an origin's path with a slash at its end",
    { origin: { path: "/v2/" } },
    [
      'origin.path must begin with a slash, not end with one, and have at most 255 characters, got "/v2/". ' +
        'Use a path such as "/v2", or leave it out.',
    ],
  ],
  [
    "an origin's header that CloudFront writes",
    ask({ domainName: "api.example.com", headers: { Host: "api" } }),
    [
      'additionalOrigins.legacy.headers must have names of headers that CloudFront may add, got "Host". ' +
        "Use a name of your own, such as X-Origin-Secret.",
    ],
  ],
  [
    "the application's own id",
    { additionalOrigins: { origin: { domainName: "example.com" } } },
    [
      "additionalOrigins.origin must not be named origin, which is the application's own id. " +
        "Rename it.",
    ],
  ],
  [
    "a behavior's origin that is not there",
    { caching: { behaviors: [{ pathPattern: "/old/*", originId: "legacy" }] } },
    [
      'caching.behaviors[0].originId must be the id of an origin or of an origin group, got "legacy". ' +
        "Known are origin.",
    ],
  ],
  [
    "a group's origin that is not there",
    { originGroups: { pair: { primaryOriginId: "origin", secondaryOriginId: "backup" } } },
    [
      'originGroups.pair.secondaryOriginId must be the id of an origin, got "backup". ' +
        "Known are origin.",
    ],
  ],
  [
    "a group of one",
    { originGroups: { pair: { primaryOriginId: "origin", secondaryOriginId: "origin" } } },
    [
      'originGroups.pair.secondaryOriginId must differ from primaryOriginId, got "origin". ' +
        "Name the origin that stands in for the first one.",
    ],
  ],
  [
    "POST to a group",
    {
      additionalOrigins: BACKUP,
      originGroups: { pair: { primaryOriginId: "origin", secondaryOriginId: "backup" } },
      caching: { behaviors: [{ pathPattern: "/p", originId: "pair" }] },
    },
    [
      'caching.behaviors[0].allowedMethods must be GetHead or GetHeadOptions, since pair is an origin group, got "All". ' +
        "Set one of the two, or let an origin take these requests.",
    ],
  ],
];
