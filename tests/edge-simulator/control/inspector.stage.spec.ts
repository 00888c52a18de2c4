import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { ControlServer, managedCachePolicyIds } from "../../../edge-simulator";
import { describeWithBrowser, launchBrowser } from "../../support/browser";
import { describeOptions, TestStage } from "../support/test-stage";

describeWithBrowser("inspector page", () => {
  let browser: Browser;
  let stage: TestStage;
  let control: ControlServer;
  let page: Page;
  let complaints: string[];

  before(async function () {
    this.timeout(60_000); // A browser's first start on a machine takes its time.
    browser = await launchBrowser();
  });

  // Without a browser, mocha has said so already.
  after(() => (browser as Browser | undefined)?.close());

  async function open(options: Parameters<Browser["newPage"]>[0] = {}): Promise<void> {
    stage = await TestStage.start({ edge: { clock: Date } });
    stage.origin.respond({ headers: { "cache-control": "max-age=60" }, body: "one" });
    control = new ControlServer(stage.edge);
    page = await browser.newPage(options);
    complaints = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", ({ message }) => complaints.push(message));
    await page.goto((await control.start()).url);
    await page.locator("#connection", { hasText: "Live" }).waitFor();
  }

  afterEach(async () => {
    await page.close();
    await control.dispose();
    await stage.stop();
  });

  const rows = () => page.locator("#requests li");
  const legsPassed = () => page.locator("#route .leg.passed").count();

  it("shows a miss and a hit as they pass, with the way that each took", async () => {
    await open();
    await stage.send("/a?b=c");
    await rows().first().click();
    expect(await rows().first().innerText()).to.match(/^Miss\s+200\s+GET \/a\?b=c/);
    expect(await legsPassed()).to.equal(3);
    expect(await page.locator("#details").innerText()).to.contain("GET /a\n");
    await stage.send("/a?b=c");
    await rows().nth(1).waitFor();
    await rows().first().click();
    expect(await rows().first().innerText()).to.match(/^Hit\s+200\s+GET \/a\?b=c/);
    expect(await legsPassed()).to.equal(2);
    expect(await page.locator("#hit-ratio").innerText()).to.equal("50 %");
    await page.locator("#ratio .hits").first().waitFor({ state: "attached" });
    expect(complaints).to.deep.equal([]);
  });

  it("lists the cache's contents, and forgets what it is told to", async () => {
    await open();
    await stage.send("/a");
    await stage.send("/b");
    await page.getByRole("button", { name: "Invalidate /a" }).click();
    await page.locator("#invalidated", { hasText: "/a: 1 object forgotten." }).waitFor();
    await page.locator("#cache-size", { hasText: "1 objects" }).waitFor();
    expect((await stage.send("/b")).result).to.equal("Hit");
    await page.getByLabel("Path").fill("/*");
    await page.getByRole("button", { name: "Invalidate", exact: true }).first().click();
    await page.locator("#cache-size", { hasText: "0 objects" }).waitFor();
    expect((await stage.send("/b")).result).to.equal("Miss");
  });

  it("shows origins and behaviors, the one that matched, and what an update makes of them", async () => {
    await open();
    const behaviors = () => page.locator("#behaviors tr").allInnerTexts();
    expect(await page.locator("#origin-result").textContent()).to.equal("web");
    await stage.send("/api/a");
    await page.locator('#behaviors tr[aria-current="true"]', { hasText: "*" }).waitFor();
    expect(await behaviors()).to.deep.equal(["*\tweb\tCachingOptimized"]);
    const CachePolicyId = managedCachePolicyIds.CachingDisabled;
    await stage.edge.update(describeOptions({ paths: [{ PathPattern: "/api/*", CachePolicyId }] }));
    await page.locator("#updated", { hasText: "Changed at " }).waitFor();
    await page.locator("#cache-size", { hasText: "0 objects" }).waitFor();
    expect(await behaviors()).to.deep.equal([
      ...["/api/*\tweb\tCachingDisabled", "*\tweb\tCachingOptimized"],
    ]);
    await stage.send("/api/a");
    await page.locator('#behaviors tr[aria-current="true"]', { hasText: "/api/*" }).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it("is worked by keyboard", async () => {
    await open();
    for (const path of ["/1", "/2", "/3"]) {
      await stage.send(path);
    }
    await rows().nth(2).waitFor();
    await rows().first().locator("button").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("#details p").first().innerText()).to.contain("GET /1 ");
    await page.keyboard.press("ArrowUp");
    expect(await page.locator("#details p").first().innerText()).to.contain("GET /2 ");
  });

  it("narrows the list, and stands still when told to", async () => {
    await open();
    await stage.send("/a");
    await stage.send("/b");
    await rows().nth(1).waitFor();
    await page.getByLabel("Filter").fill("/b");
    expect(await page.locator("#requests li:visible").count()).to.equal(1);
    await page.getByLabel("Filter").fill("");
    await page.getByRole("button", { name: "Pause" }).click();
    await stage.send("/c");
    await page.locator("#requests-count", { hasText: "3" }).waitFor();
    expect(await rows().count()).to.equal(2);
  });

  it("reads what viewers send as text, never as HTML", async () => {
    await open();
    await stage.send("/a", { headers: { "x-a": "1" } });
    await stage.send('/"><img/src=x/onerror=console.log("run")>'.replaceAll('"', "%22"));
    await rows().nth(1).waitFor();
    await rows().first().click();
    expect(await page.locator("#requests img, #details img, #objects img").count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
  });

  for (const [title, options] of [
    ["on a phone", { viewport: { width: 390, height: 844 } }],
    ["in the dark", { colorScheme: "dark" }],
  ] as const) {
    it(`fits ${title}`, async () => {
      await open(options);
      await stage.send("/a-long-path/without-any-break/that-could-make-the-page-wider/than-it-is");
      await rows().first().click();
      await page.locator("#objects tr").first().waitFor();
      const [scrollWidth, width, background] = await page.evaluate<[number, number, string]>(
        "[document.documentElement.scrollWidth, innerWidth, " +
          "getComputedStyle(document.body).backgroundColor]",
      );
      expect(scrollWidth).to.equal(width);
      const isDark = "colorScheme" in options;
      expect(background).to.equal(isDark ? "rgb(17, 21, 27)" : "rgb(244, 245, 247)");
    });
  }
});
