// A smoke run in WebKitGTK through its own driver, under xvfb: load, answer, rights, offers, reload without a network.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { Builder, By, until as condition } from "selenium-webdriver";
import { openGate } from "./support/gate.mjs";
import { root, startServer } from "./support/server.mjs";
import { smoke } from "./support/smoke.mjs";
import { story, until } from "./support/story.mjs";

const driverProgram = process.env.WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver";
const most_ms = 20_000;

// Debian keeps MiniBrowser beside the library, in a folder with its version.
function miniBrowser() {
  for (const machine of existsSync("/usr/lib") ? readdirSync("/usr/lib") : []) {
    const folder = join("/usr/lib", machine);
    if (!/-linux-gnu/.test(machine)) continue;
    for (const name of readdirSync(folder).filter((one) => one.startsWith("webkit")).sort().reverse())
      if (existsSync(join(folder, name, "MiniBrowser"))) return join(folder, name, "MiniBrowser");
  }
  return null;
}

const program = miniBrowser();
const missing = !existsSync(driverProgram)
  ? `no WebKitWebDriver at ${driverProgram}`
  : !program
    ? "no MiniBrowser of WebKitGTK"
    : process.env.DISPLAY || process.env.WAYLAND_DISPLAY
      ? false
      : "no display; run it under xvfb-run";

// A port that is free now.
const freePort = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

describe("WebKitGTK", { skip: missing }, () => {
  let server, gate, process_of_driver, driver;
  before(async () => {
    mkdirSync(join(root, "build/screens"), { recursive: true });
    server = await startServer();
    gate = await openGate(server.address);
    const port = await freePort();
    process_of_driver = spawn(driverProgram, [`--port=${port}`, "--host=127.0.0.1"], { stdio: "ignore" });
    const address = `http://127.0.0.1:${port}`;
    await until("the driver answers", () => fetch(`${address}/status`).then(({ ok }) => ok, () => false));
    driver = await new Builder()
      .usingServer(address)
      .withCapabilities({
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary: program, args: ["--automation"] },
      })
      .build();
    await driver.manage().window().setRect({ width: 400, height: 800 });
  }, { timeout: 90_000 });
  after(async () => {
    await driver?.quit().catch(() => {});
    process_of_driver?.kill();
    await gate?.close();
    await server?.stop();
  });

  const element = async (selector) => {
    const found = await driver.wait(condition.elementLocated(By.css(selector)), most_ms);
    await driver.wait(condition.elementIsVisible(found), most_ms);
    return found;
  };

  smoke(story(), () => gate, {
    open: (path) => driver.get(gate.address + path),
    reload: () => driver.navigate().refresh(),
    run: (work, ...values) => driver.executeScript(`return (${work})(...arguments)`, ...values),
    type: async (selector, text) => (await element(selector)).sendKeys(text),
    click: async (selector) => {
      const target = await element(selector);
      await driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", target);
      await target.click();
    },
    picture: async (name) =>
      writeFileSync(join(root, `build/screens/webkit-${name}.png`), Buffer.from(await driver.takeScreenshot(), "base64")),
  });
});
