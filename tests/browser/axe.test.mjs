// Every screen, empty, full and in error, on a phone and on a desk, light and dark: axe finds nothing, nothing is
// wider than a narrow screen, and a picture of each lands in build/screens for people to look at.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { launch, missing, overflow, picture, sizes, visitor } from "./support/chromium.mjs";
import {
  date, fillEverything, finder, openAccount, saved, seeTitle, status, visit,
} from "./support/person.mjs";
import { startServer } from "./support/server.mjs";
import { counting, say } from "./support/words.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let server;
let browser;
let full; // a visitor who has answered everything
let empty; // and one who has answered nothing
before(async () => {
  if (missing) return;
  server = await startServer();
  browser = await launch();
  empty = await visitor(browser, server.address);
  full = await visitor(browser, server.address);
  await fillEverything(full.page);
}, { timeout: 180_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

const go = (path) => (page) => visit(page, path);
const openAll = (page) => page.evaluate(() => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
const item = (list) => async (page) => {
  await visit(page, `/fr/profil/${list}`);
  await page.locator(`#list-${list} a`).first().click();
  await seeTitle(page, say(`section.${list}.item`));
};
const offer = async (page) => {
  await visit(page, "/fr/offres");
  await seeTitle(page, counting("offers.fitting"));
  await page.locator("#offers > li").first().getByRole("link").click();
  await page.getByRole("heading", { name: say("offer.why") }).waitFor();
};

const sections = ["identity", "situation", "experience", "training", "skills", "languages", "mobility", "search", "digital"];

const screens = [
  ...["home:/fr/", "rights:/fr/droits", "offers:/fr/offres", "account:/fr/compte", "send:/fr/envoyer", "help:/fr/aide",
    "shortage:/fr/droits/penurie", "profile:/fr/profil", "check:/fr/profil/verifier", "not-found:/fr/nulle-part",
    ...sections.map((id) => `${id}:/fr/profil/${id}`)].map((entry) => {
    const [name, path] = entry.split(":");
    return { name: `empty-${name}`, who: () => empty, show: go(path) };
  }),
  ...["home:/fr/", "profile:/fr/profil", "check:/fr/profil/verifier", "rights:/fr/droits", "send:/fr/envoyer",
    "right:/fr/droits/impulsion-25", "right-not-yet:/fr/droits/impulsion-12",
    ...sections.map((id) => `${id}:/fr/profil/${id}`)].map((entry) => {
    const [name, path] = entry.split(":");
    return { name: `full-${name}`, who: () => full, show: go(path) };
  }),
  { name: "full-offers", who: () => full, show: async (page) => {
    await visit(page, "/fr/offres");
    await seeTitle(page, counting("offers.fitting"));
  } },
  { name: "full-offers-filters", who: () => full, show: async (page) => {
    await visit(page, "/fr/offres");
    await seeTitle(page, counting("offers.fitting"));
    await openAll(page);
  } },
  { name: "full-offers-few", who: () => full, show: async (page) => {
    await visit(page, "/fr/offres");
    await page.locator("#filters > summary").click();
    await page.getByRole("checkbox", { name: say("offers.filter.within_radius") }).check();
    await page.locator("#f-show_contract-input").selectOption("student");
    await page.locator("#few").waitFor();
  } },
  { name: "full-offers-relaxed", who: () => full, show: async (page) => {
    await visit(page, "/fr/offres");
    await page.locator("#few").getByRole("button").first().click();
    await page.locator("#relaxed").waitFor();
  }, leave: async (page) => {
    await page.evaluate(() => (document.querySelector("#filters").open = true));
    await page.getByRole("button", { name: say("offers.filters.none") }).click();
    await page.locator("#filters > summary").filter({ hasText: /^Filtres$/ }).waitFor();
    await saved(page);
  } },
  { name: "full-offer", who: () => full, show: offer },
  { name: "full-offer-open", who: () => full, show: async (page) => {
    await offer(page);
    await openAll(page);
  } },
  { name: "full-rights-open", who: () => full, show: async (page) => {
    await visit(page, "/fr/droits");
    await openAll(page);
  } },
  { name: "full-identity-open", who: () => full, show: async (page) => {
    await visit(page, "/fr/profil/identity");
    await openAll(page);
  } },
  { name: "full-experience-item", who: () => full, show: item("experience") },
  { name: "full-languages-item", who: () => full, show: item("languages") },
  { name: "full-status-open", who: () => full, show: async (page) => {
    await visit(page, "/fr/profil");
    await page.locator("#status summary").click();
  } },
  { name: "full-menu-open", who: () => full, show: async (page) => {
    await visit(page, "/fr/profil");
    await page.evaluate(() => document.querySelectorAll("nav details").forEach((one) => (one.open = true)));
  } },
  { name: "suggestions", who: () => full, show: async (page) => {
    await visit(page, "/fr/profil/skills");
    await finder(page, "skills.skill").click();
    await finder(page, "skills.skill").pressSequentially("plan");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
  } },
  { name: "removed", who: () => full, show: async (page) => {
    await visit(page, "/fr/profil/skills");
    await page.getByRole("button", { name: new RegExp(`^${say("list.remove")}`) }).first().click();
    await page.getByRole("button", { name: say("list.undo") }).waitFor();
  }, leave: async (page) => {
    await page.getByRole("button", { name: say("list.undo") }).click();
    await page.getByRole("button", { name: say("list.undo") }).waitFor({ state: "detached" });
    await saved(page);
  } },
  { name: "error", who: () => empty, show: async (page) => {
    await visit(page, "/fr/profil/identity");
    await date(page, "identity.birth_date", { day: 31, month: 2, year: 2001 });
    await page.getByRole("textbox", { name: say("question.identity.email"), exact: true }).fill("samira@");
    await page.getByRole("button", { name: say("form.continue"), exact: true }).click();
    await page.getByRole("alert").waitFor();
  } },
  { name: "account-error", who: () => empty, show: async (page) => {
    await visit(page, "/fr/compte");
    await page.getByRole("button", { name: say("account.sign_in") }).click();
    await page.locator("#f-account_email-error").waitFor();
  } },
  { name: "offline", who: () => full, show: async (page) => {
    await visit(page, "/fr/profil/identity");
    await page.context().setOffline(true);
    await page.getByText(say("status.offline")).waitFor();
  }, leave: (page) => page.context().setOffline(false) },
  { name: "received", who: () => full, show: async (page) => {
    await visit(page, "/fr/compte");
    await openAccount(page, "axe@exemple.be", "trois mots au hasard");
    await seeTitle(page, say("send.title"));
  } },
  { name: "account-signed-in", who: () => full, show: async (page) => {
    await visit(page, "/fr/compte");
    await seeTitle(page, say("account.title"));
  } },
];

async function violations(page) {
  const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 4).map(({ target, failureSummary }) => `${target} ${failureSummary.split("\n").slice(1, 3).join(" ")}`).join(" | ")}`);
}

describe("every screen", { skip: missing }, () => {
  for (const { name, who, show, leave = async () => {} } of screens)
    it(name, { timeout: 120_000 }, async () => {
      const { context, page, problems } = who();
      await page.setViewportSize(sizes.desktop);
      await show(page);
      const wrong = [];
      for (const [of_size, size] of Object.entries(sizes))
        for (const colorScheme of ["light", "dark"]) {
          await page.setViewportSize(size);
          await page.emulateMedia({ colorScheme });
          await picture(page, `${name}-${of_size}-${colorScheme}`, { fullPage: name !== "suggestions" });
          wrong.push(...(await violations(page)).map((line) => `${of_size}, ${colorScheme}: ${line}`));
          if ((await overflow(page)) > 0) wrong.push(`${of_size}: wider than the screen by ${await overflow(page)} px`);
        }
      // 320 px wide, and 1280 x 1024 at 400 %: WCAG 1.4.10 asks that nobody scrolls both ways.
      await page.setViewportSize({ width: 320, height: 568 });
      if ((await overflow(page)) > 0) wrong.push(`320 px: wider by ${await overflow(page)} px`);
      const devtools = await context.newCDPSession(page);
      await devtools.send("Emulation.setDeviceMetricsOverride", { width: 320, height: 256, deviceScaleFactor: 4, mobile: false });
      if ((await overflow(page)) > 0) wrong.push(`400 %: wider by ${await overflow(page)} px`);
      const covered = await page.evaluate(() => {
        const fixed = [...document.querySelectorAll("body *")].filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position));
        return fixed.reduce((pixels, one) => pixels + one.getBoundingClientRect().height, 0);
      });
      if (covered > 128) wrong.push(`400 %: ${covered} of 256 px never scroll away`);
      await devtools.send("Emulation.clearDeviceMetricsOverride");
      await devtools.detach();
      await page.setViewportSize(sizes.desktop);
      await page.emulateMedia({ colorScheme: "light" });
      await leave(page);
      assert.deepEqual(wrong, []);
      assert.deepEqual(problems, []);
    });
});

// The script is held back rather than switched off: without scripts axe itself would wait for ever.
describe("the page the server draws, before its script", { skip: missing }, () => {
  for (const path of ["/fr/", "/fr/profil/identity", "/fr/profil/mobility", "/fr/droits"])
    it(`${path} is as good`, { timeout: 60_000 }, async () => {
      const { context, page } = await visitor(browser, server.address, { size: sizes.phone });
      await context.route(/\/assets\/page\..*\.js$/, (route) => route.abort());
      await page.goto(path);
      assert.equal(await page.locator("html.live").count(), 0);
      const found = await violations(page);
      await picture(page, `server${path.replaceAll("/", "-")}phone`, { fullPage: true });
      await context.close();
      assert.deepEqual(found, []);
    });

  it("a fault would be found", { timeout: 60_000 }, async () => {
    const { context, page } = await visitor(browser, server.address);
    await page.goto("/fr/");
    await page.evaluate(() => document.querySelector("main").append(document.createElement("img"), document.createElement("input")));
    const found = await violations(page);
    await context.close();
    assert.deepEqual(found.map((line) => line.split(":")[0]).sort(), ["image-alt", "label"]);
  });
});
