import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { request } from "undici";
import type { DistributionConfig } from "../../edge-simulator";
import { ControlServer, EdgeSimulator, managedCachePolicyIds } from "../../edge-simulator";
import { print } from "../../local-stage/command-line";
import { launchBrowser } from "../support/browser";

const FILE = path.resolve(__dirname, "../../docs/inspector.png");
const PATHS = ["/", "/data/1", "/api/time", "/static/page.css", "/", "/data/1", "/nowhere", "/"];

/** Takes the README's picture of the inspector page: `npm run screenshot`. */
async function takeScreenshot(): Promise<void> {
  const app = createServer(({ url = "" }, response) => {
    response.statusCode = url === "/nowhere" ? 404 : 200;
    const control = url.startsWith("/api/") ? "no-store" : "public, max-age=60";
    response.setHeader("Cache-Control", control).end("hello");
  });
  await once(app.listen(0, "127.0.0.1"), "listening");
  const edge = new EdgeSimulator({
    distribution: describeDistribution(),
    origins: { app: `http://127.0.0.1:${(app.address() as AddressInfo).port}` },
  });
  const control = new ControlServer(edge);
  const browser = await launchBrowser();
  try {
    const { url } = await edge.start();
    const page = await browser.newPage({ viewport: { width: 1160, height: 1000 } });
    await page.goto((await control.start()).url);
    await page.locator("#connection", { hasText: "Live" }).waitFor();
    for (const requested of PATHS) {
      await (await request(url + requested)).body.dump();
    }
    await page
      .locator("#requests li")
      .nth(PATHS.length - 1)
      .waitFor();
    await page.locator("#objects tr").nth(3).waitFor();
    await page.locator("#ratio .hits").first().waitFor({ state: "attached" });
    await page.locator("#requests button").nth(2).click();
    await page.screenshot({ path: FILE, fullPage: true });
    print(path.relative(process.cwd(), FILE));
  } finally {
    await browser.close();
    await control.dispose();
    await edge.dispose();
    app.close();
  }
}

function describeDistribution(): DistributionConfig {
  const behavior = {
    TargetOriginId: "app",
    ViewerProtocolPolicy: "redirect-to-https" as const,
    CachePolicyId: managedCachePolicyIds.CachingOptimized,
  };
  const customOrigin = {
    HTTPPort: 80,
    HTTPSPort: 443,
    OriginProtocolPolicy: "http-only" as const,
  };
  const { CachingDisabled: CachePolicyId } = managedCachePolicyIds;
  return {
    Enabled: true,
    Origins: {
      Items: [{ Id: "app", DomainName: "app.example.com", CustomOriginConfig: customOrigin }],
    },
    DefaultCacheBehavior: behavior,
    CacheBehaviors: { Items: [{ ...behavior, PathPattern: "/api/*", CachePolicyId }] },
  };
}

void takeScreenshot();
