// What is typed stays, whatever happens to the page or to what is stored; and what is erased is gone.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { missing, phone, visitor } from "./support/chromium.mjs";
import { box, live, saved, title, visit } from "./support/person.mjs";
import { stage } from "./support/stage.mjs";
import { until } from "./support/story.mjs";
import { say } from "./support/words.mjs";

const on = stage();

// Puts values as they are into the device's store.
const spoil = (page, records) =>
  page.evaluate(
    (wanted) =>
      new Promise((done, failed) => {
        const opening = indexedDB.open("passerelle");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction("kept", "readwrite");
          for (const [name, value] of Object.entries(wanted)) writing.objectStore("kept").put(value, name);
          writing.oncomplete = () => done(opening.result.close());
          writing.onerror = () => failed(writing.error);
        };
      }),
    records,
  );

describe("what is typed stays", { skip: missing }, () => {
  it("a reload in the middle of a word keeps it, and it becomes an answer", async () => {
    const { context, page } = await visitor(on.browser, on.server.address, { size: phone });
    await visit(page, "/fr/profil/identity");
    await box(page, "identity.first_name").click();
    await page.keyboard.type("Amélie");
    await saved(page); // still in the field
    await page.reload();
    await live(page);
    await until("the name is there", async () => (await box(page, "identity.first_name").inputValue()) === "Amélie");
    await visit(page, "/fr/");
    await title(page).filter({ hasText: say("home.title.name", { name: "Amélie" }) }).waitFor();
    await context.close();
  });

  it("an answer that is not valid is on the page to check, and is not said to have been sent", async () => {
    const { context, page } = await visitor(on.browser, on.server.address, { size: phone });
    await visit(page, "/fr/profil/identity");
    await box(page, "identity.email").fill("pas-une-adresse");
    await box(page, "identity.first_name").fill("Amélie");
    await saved(page);
    await visit(page, "/fr/profil/verifier");
    await page.getByText("pas-une-adresse").waitFor();
    await visit(page, "/fr/envoyer");
    await page.getByText(say("send.drafts.one")).waitFor();
    await context.close();
  });

  it("records that are no records are said to be unreadable, and new answers stay", async () => {
    const { context, page } = await visitor(on.browser, on.server.address, { size: phone });
    await visit(page, "/fr/profil/identity");
    await box(page, "identity.first_name").fill("Amélie");
    await box(page, "identity.last_name").click();
    await saved(page);
    await spoil(page, { snapshot: "garbage", previous: { a: 1 } });
    await page.reload();
    await live(page);
    await page.getByText(say("damaged.title")).waitFor();
    await box(page, "identity.first_name").fill("Zoé");
    await box(page, "identity.last_name").click();
    await saved(page);
    await page.reload();
    await live(page);
    await until("the new name is there", async () => (await box(page, "identity.first_name").inputValue()) === "Zoé");
    await page.getByText(say("damaged.title")).waitFor();
    await page.getByRole("button", { name: say("damaged.seen") }).click();
    await page.getByText(say("damaged.title")).waitFor({ state: "detached" });
    await page.reload();
    await live(page);
    assert.equal(await page.getByText(say("damaged.title")).count(), 0);
    await context.close();
  });

  it("erased is gone, also after a reload", async () => {
    const { context, page } = await visitor(on.browser, on.server.address, { size: phone });
    await visit(page, "/fr/profil/identity");
    await box(page, "identity.first_name").fill("Amélie");
    await box(page, "identity.last_name").click();
    await saved(page);
    await visit(page, "/fr/compte");
    await page.locator("#erase > summary").click();
    await page.getByRole("button", { name: say("erase.button") }).click();
    await title(page).filter({ hasText: say("home.title") }).waitFor();
    await page.goto("/fr/profil/identity");
    await live(page);
    assert.equal(await box(page, "identity.first_name").inputValue(), "");
    await context.close();
  });
});
