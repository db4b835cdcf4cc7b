// A smoke run in Firefox over WebDriver BiDi: load, answer, rights, offers, reload without a network.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import puppeteer from "puppeteer-core";
import { openGate } from "./support/gate.mjs";
import { root, startServer } from "./support/server.mjs";
import { smoke } from "./support/smoke.mjs";
import { story } from "./support/story.mjs";

const program = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const missing = existsSync(program) ? false : `no Firefox at ${program}`;

describe("Firefox", { skip: missing }, () => {
  let server, gate, browser, page;
  before(async () => {
    server = await startServer();
    gate = await openGate(server.address);
    browser = await puppeteer.launch({ browser: "firefox", executablePath: program, headless: true, timeout: 60_000 });
    page = await browser.newPage();
    await page.setViewport({ width: 360, height: 740 });
  }, { timeout: 90_000 });
  after(async () => {
    // Firefox does not always answer when it is told to close.
    await Promise.race([browser?.close(), new Promise((done) => setTimeout(done, 10_000).unref())]);
    browser?.process()?.kill("SIGKILL");
    await gate?.close();
    await server?.stop();
  });

  smoke(story(), () => gate, {
    open: (path) => page.goto(gate.address + path, { waitUntil: "domcontentloaded" }),
    reload: () => page.reload({ waitUntil: "domcontentloaded" }),
    run: (work, ...values) => page.evaluate(work, ...values),
    type: async (selector, text) => {
      const field = await page.waitForSelector(selector);
      await field.type(text);
      await field.dispose();
    },
    click: async (selector) => {
      const element = await page.waitForSelector(selector);
      await element.click();
      await element.dispose();
    },
    picture: (name) => page.screenshot({ path: join(root, `build/screens/firefox-${name}.png`) }),
  });
});
