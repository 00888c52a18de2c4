/**
 * Host and port at which a viewer finds over https what it asked for over http. CloudFront keeps
 * the host (CF-VPP-02) and has no ports but 80 and 443; here, the edge's own port takes the place.
 *
 * @param httpsPort the port at which the edge speaks TLS; without one, the host stays as it is
 */
export function writeSecureHost(host: string, httpsPort: number | undefined): string {
  if (httpsPort === undefined) {
    return host;
  }
  const name = host.replace(/:\d*$/, "");
  return httpsPort === 443 ? name : `${name}:${httpsPort}`;
}
