// Debian's Chromium through Playwright: one visitor is one browser context, with a screen and a colour scheme.

import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { root } from "./server.mjs";

export const phone = { width: 360, height: 740 };
export const desktop = { width: 1280, height: 800 };
export const sizes = { phone, desktop };

const program = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const missing = existsSync(program) ? false : `no Chromium at ${program}`;

export const screens = join(root, "build/screens");
mkdirSync(screens, { recursive: true });

export function launch(args = []) {
  return chromium.launch({
    executablePath: program,
    args: ["--no-sandbox", "--disable-background-networking", "--no-first-run", "--disable-sync", ...args],
  });
}

// { context, page, problems }. `problems` gathers what went wrong out of sight: uncaught errors, and everything the
// page's policy refused. Requests that fail are the gate's to judge.
export async function visitor(browser, address, { size = desktop, scheme = "light", javaScript = true } = {}) {
  const context = await browser.newContext({
    baseURL: address,
    viewport: size,
    colorScheme: scheme,
    hasTouch: size === phone,
    javaScriptEnabled: javaScript,
    locale: "fr-BE",
    timezoneId: "Europe/Brussels",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(20_000);
  const problems = [];
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(String(error.stack ?? error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      problems.push(message.text());
  });
  return { context, page, problems };
}

export function picture(page, name, options = {}) {
  return page.screenshot({ path: join(screens, `${name}.png`), animations: "disabled", ...options });
}

// Wider than the screen by how many pixels.
export function overflow(page) {
  return page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
}
