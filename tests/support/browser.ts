import * as fs from "node:fs";
import * as path from "node:path";
import { chromium, type Browser } from "playwright-core";
import { describeUnless } from "./describe-with";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** The browser on PATH; `undefined`: there is none. */
export function findBrowser(): string | undefined {
  const directories = (process.env["PATH"] ?? "").split(path.delimiter);
  return names
    .flatMap((name) => directories.map((directory) => path.join(directory, name)))
    .find((file) => fs.existsSync(file));
}

/** Starts the browser on PATH, without a window. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}

/** `describe`; where there is no browser, a skipped one whose title says so. */
export function describeWithBrowser(title: string, tests: () => void): void {
  const reason = findBrowser() === undefined ? `not on PATH: ${names.join(" or ")}` : undefined;
  describeUnless(reason, title, tests);
}
