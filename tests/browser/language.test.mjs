// Another language is one tap away, on the same page, with everything one had typed; offline, those read before work.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { desktop, missing, phone, picture, visitor } from "./support/chromium.mjs";
import { live, readyOffline, seeTitle } from "./support/person.mjs";
import { stage } from "./support/stage.mjs";
import { until } from "./support/story.mjs";
import { saidIn, say } from "./support/words.mjs";

const on = stage({ gated: true });

async function choose(page, from, to) {
  await page.getByRole("navigation", { name: from("nav.language") }).locator("summary").click();
  await page.getByRole("link", { name: to("language.name"), exact: true }).click();
  await seeTitle(page, to("section.identity"));
}

describe("languages", { skip: missing }, () => {
  for (const [name, size] of [["phone", phone], ["desktop", desktop]])
    it(`a tap brings the same page in another language, with what was typed (${name})`, async () => {
      const { context, page } = await visitor(on.browser, on.server.address, { size });
      await page.goto("/fr/profil/identity");
      await live(page);
      await page.locator("#f-first_name input").fill("Żaneta");
      let from = say;
      for (const language of ["nl", "de", "en"]) {
        const to = saidIn(language);
        await choose(page, from, to);
        await live(page);
        assert.equal(new URL(page.url()).pathname, `/${language}/profil/identity`);
        assert.equal(await page.locator("html").getAttribute("lang"), language);
        await until("the answer came along", async () =>
          (await page.locator("#f-first_name input").inputValue()) === "Żaneta");
        await picture(page, `language-${language}-${name}`);
        from = to;
      }
      await context.close();
    });

  it("offline, a language read before works, and one never read gives the same page in one that was", async () => {
    const { context, page } = await visitor(on.browser, on.gate.address, { size: phone });
    await page.goto("/nl/profil/identity");
    await live(page);
    await readyOffline(page);
    await on.gate.down();
    try {
      const dutch = saidIn("nl");
      await page.reload();
      await live(page);
      await seeTitle(page, dutch("section.identity"));
      await page.goto("/de/profil/identity");
      await live(page);
      await seeTitle(page, dutch("section.identity"));
      await page.goto("/");
      await live(page);
      assert.equal(new URL(page.url()).pathname, "/nl/");
    } finally {
      await on.gate.up();
    }
    await context.close();
  });
});
