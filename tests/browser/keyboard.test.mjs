// The keyboard alone: everything can be reached, in the order of the page, one always sees where one is, and a profile
// can be filled in, changed and sent on its way without a pointer.

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { missing, phone, desktop, picture, visitor } from "./support/chromium.mjs";
import {
  box, finder, group, items, live, question, radios, samira, saved, seeTitle, title, visit,
} from "./support/person.mjs";
import { stage } from "./support/stage.mjs";
import { story, until } from "./support/story.mjs";
import { counting, say } from "./support/words.mjs";

const on = stage();

// What has the focus: where it is, and whether one sees that. The ring may be on the control, on what is drawn over
// the whole of its card, or on the label that is the target.
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const ringed = (target, part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(target, part);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    };
    const label = element.closest("label");
    const { left, top, width, height } = (label ?? element).getBoundingClientRect();
    return {
      what: `${element.tagName.toLowerCase()} ${element.getAttribute("name") ?? ""} ${element.textContent.trim().slice(0, 40)}`,
      ring: ringed(element) || ringed(element, "::after") || (label !== null && (ringed(label) || ringed(label, "::after"))),
      inView: width > 0 && height > 0 && top < innerHeight && top + height > 0 && left < innerWidth && left + width > 0,
    };
  });

// Presses Tab until the element has the focus; every stop on the way must be seen.
async function tabTo(page, target, most = 80) {
  for (let presses = 0; presses < most; ++presses) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    if (at) {
      assert.ok(at.ring, `one sees that the focus is on ${at.what}`);
      assert.ok(at.inView, `${at.what} is in view`);
    }
    const there = (element) => element === document.activeElement;
    if (await target.evaluate(there, undefined, { timeout: 2_000 }).catch(() => false)) return;
  }
  assert.fail(`${target} is not reached by ${most} presses of Tab`);
}

async function write(page, id, text) {
  await tabTo(page, box(page, id));
  await page.keyboard.type(text);
}

async function writeDate(page, id, { day, month, year }) {
  await tabTo(page, group(page, id).getByRole("textbox").first());
  await page.keyboard.type(String(day));
  await page.keyboard.press("Tab");
  await page.keyboard.type(String(month));
  await page.keyboard.press("Tab");
  await page.keyboard.type(String(year));
}

async function pressButton(page, name) {
  await tabTo(page, page.getByRole("button", { name, exact: true }));
  await page.keyboard.press("Enter");
}

describe("the keyboard alone", { skip: missing }, () => {
  let context, page, problems;
  before(async () => {
    ({ context, page, problems } = await visitor(on.browser, on.server.address, { size: desktop }));
  });
  after(async () => context?.close());
  const chain = story();
  const step = (sentence, work) => chain(sentence, work, () => picture(page, "failed-keyboard"));

  step("Tab stops once at every control, in the order of the page", async () => {
    await visit(page, "/fr/profil/identity");
    assert.equal(await page.locator("[tabindex]").evaluateAll((all) => all.filter(({ tabIndex }) => tabIndex > 0).length), 0);
    const stops = [];
    for (;;) {
      await page.keyboard.press("Tab");
      const at = await focused(page);
      if (!at || stops.length > 200) break;
      assert.ok(at.ring && at.inView, at.what);
      stops.push(
        await page.evaluate(() => {
          const all = [...document.querySelectorAll("*")];
          return all.indexOf(document.activeElement);
        }),
      );
    }
    assert.deepEqual(stops, [...new Set(stops)].sort((a, b) => a - b));
    // One stop for a group of radios; every other visible control by itself.
    const expected = await page.evaluate(() => {
      const groups = new Set();
      return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((element) => {
        if (element.tabIndex < 0 || element.type === "hidden" || element.disabled || !element.checkVisibility()) return false;
        if (element.type !== "radio") return true;
        if (groups.has(element.name)) return false;
        return groups.add(element.name);
      }).length;
    });
    assert.equal(stops.length, expected);
  });

  step("fields are filled in, and the commune is found with the arrows", async () => {
    await visit(page, "/fr/profil/identity");
    await write(page, "identity.first_name", samira.first_name);
    await write(page, "identity.last_name", samira.last_name);
    await writeDate(page, "identity.birth_date", samira.birth);
    const commune = finder(page, "identity.commune");
    await tabTo(page, commune);
    await page.keyboard.type("char");
    const options = page.getByRole("option");
    await options.filter({ hasText: "6000 Charleroi" }).waitFor();
    assert.equal(await commune.getAttribute("aria-expanded"), "true");
    const pointed = async () => {
      const id = await commune.getAttribute("aria-activedescendant");
      return id ? page.locator(`[id="${id}"]`).innerText() : null;
    };
    assert.equal(await pointed(), null);
    const all = await options.allInnerTexts();
    await page.keyboard.press("ArrowDown");
    assert.equal(await pointed(), all[0]);
    await page.keyboard.press("ArrowUp");
    assert.equal(await pointed(), null);
    await page.keyboard.press("ArrowUp");
    assert.equal(await pointed(), all.at(-1));
    await page.keyboard.press("Escape");
    assert.equal(await commune.getAttribute("aria-expanded"), "false");
    await page.keyboard.press("ArrowDown");
    for (let at = 0; !/6000 Charleroi/.test((await pointed()) ?? "") && at < all.length; ++at)
      await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await until("the commune is chosen", async () => (await commune.inputValue()) === "6000 Charleroi");
    assert.ok(await commune.evaluate((element) => element === document.activeElement), "and the focus stays");
  });

  step("a group of choices is one stop, and the arrows choose", async () => {
    const group_of = radios(page, "identity.preferred_language");
    await tabTo(page, group_of.getByRole("radio").first());
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    assert.ok(await group_of.getByRole("radio").nth(1).isChecked());
    await page.keyboard.press("ArrowUp");
    assert.ok(await group_of.getByRole("radio").nth(0).isChecked());
  });

  step("Enter in a field goes on, like the main button", async () => {
    await box(page, "identity.telephone").focus();
    await page.keyboard.press("Enter");
    await seeTitle(page, say("section.situation"));
    await saved(page);
  });

  step("an error takes the focus, and its link leads back to the field", async () => {
    await visit(page, "/fr/profil/identity");
    await writeDate(page, "identity.birth_date", { day: 31, month: 2, year: 2000 });
    await pressButton(page, say("form.continue"));
    await until("the focus is in the summary", () => page.evaluate(() => document.activeElement?.id === "errors"));
    const at = await focused(page);
    assert.ok(at.ring && at.inView);
    await tabTo(page, page.getByRole("alert").getByRole("link"));
    await page.keyboard.press("Enter");
    await until("the focus is in the day", () => page.evaluate(() => document.activeElement?.name === "birth_date.day"));
    for (const part of [samira.birth.day, samira.birth.month, samira.birth.year]) {
      await page.keyboard.press("Control+A");
      await page.keyboard.type(String(part));
      await page.keyboard.press("Tab");
    }
    await pressButton(page, say("form.continue"));
    await seeTitle(page, say("section.situation"));
  });

  step("a list: find, add, move, remove, bring back", async () => {
    await visit(page, "/fr/profil/skills");
    for (const skill of ["préparer du mortier et du béton", "lire un plan de construction"]) {
      await tabTo(page, finder(page, "skills.skill"));
      await page.keyboard.type(skill);
      await page.getByRole("option", { name: skill }).waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.locator("#list-skills").getByRole("heading", { name: skill }).waitFor();
      await page.evaluate(() => document.activeElement?.blur());
    }
    const [first, second] = await items(page, "skills");
    await pressButton(page, `${say("list.up")} ${second}`);
    await until("the order has changed", async () => (await items(page, "skills")).join() === [second, first].join());
    await pressButton(page, `${say("list.remove")} ${second}`);
    await until("one is left", async () => (await items(page, "skills")).length === 1);
    await pressButton(page, say("list.undo"));
    await until("it is back", async () => (await items(page, "skills")).length === 2);
  });

  step("a slider moves by its step with the arrows", async () => {
    await visit(page, "/fr/profil/mobility");
    const slider = page.getByRole("slider", { name: question("mobility.radius_km") });
    await tabTo(page, slider);
    const before_press = Number(await slider.inputValue());
    await page.keyboard.press("ArrowRight");
    assert.equal(Number(await slider.inputValue()), before_press + 5);
  });

  step("the one question is answered with its button: an arrow only looks at the choices", async () => {
    const fresh = await visitor(on.browser, on.server.address);
    await visit(fresh.page, "/fr/droits");
    const question_asked = await fresh.page.locator("#best-question legend").innerText();
    await tabTo(fresh.page, fresh.page.locator("#best-question input[type=radio]").first(), 200);
    await fresh.page.keyboard.press("ArrowDown");
    await fresh.page.keyboard.press("ArrowUp");
    await fresh.page.waitForFunction(() => document.activeElement?.closest("#best-question"));
    assert.equal(await fresh.page.locator("#best-question legend").innerText(), question_asked);
    await tabTo(fresh.page, fresh.page.getByRole("button", { name: say("rights.answer") }), 200);
    await fresh.page.keyboard.press("Enter");
    await until("the next question is asked", async () =>
      (await fresh.page.locator("#best-question").innerText()) !== "" &&
      !(await fresh.page.locator("#best-question").innerText()).includes(question_asked));
    await until("and has the focus", () => fresh.page.evaluate(() => document.activeElement?.id === "best-question"));
    await fresh.context.close();
  });

  step("reasons open and offers are reached", async () => {
    await visit(page, "/fr/droits");
    const why = page.locator("details[id^=why-]").first();
    await tabTo(page, why.locator("summary"), 200);
    await page.keyboard.press("Enter");
    await until("the reasons are open", () => why.evaluate(({ open }) => open));
    await visit(page, "/fr/profil/search");
    await tabTo(page, finder(page, "wish.occupation"));
    await page.keyboard.type("maçon");
    await page.getByRole("option", { name: "maçon / maçonne" }).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator("#list-wish").getByRole("heading").waitFor();
    const menu = page.getByRole("navigation", { name: say("nav.label") });
    await page.evaluate(() => document.activeElement?.blur());
    await tabTo(page, menu.getByRole("link", { name: say("nav.offers") }), 200);
    await page.keyboard.press("Enter");
    await seeTitle(page, counting("offers.fitting"));
    await tabTo(page, page.locator("#weights > summary"), 200);
    await page.keyboard.press("Enter");
    const slider = page.getByRole("slider", { name: say("weights.pay") });
    await tabTo(page, slider);
    await page.keyboard.press("ArrowRight");
    assert.equal(await slider.getAttribute("aria-valuetext"), say("weights.degree.3"));
    await until("what it did is said", async () =>
      counting("offers.fitting").test(await page.locator("#announcer").innerText()));
    const offer = page.locator("#offers > li").first().getByRole("link");
    const words = await offer.innerText();
    await tabTo(page, offer, 200);
    await page.keyboard.press("Enter");
    await seeTitle(page, words);
  });

  step("on a phone the folded menu opens and leads on", async () => {
    const small = await visitor(on.browser, on.server.address, { size: phone });
    await visit(small.page, "/fr/");
    const menu = small.page.getByRole("navigation", { name: say("nav.label") });
    await tabTo(small.page, menu.locator("summary"));
    await small.page.keyboard.press("Enter");
    await tabTo(small.page, menu.getByRole("link", { name: say("nav.rights") }));
    await small.page.keyboard.press("Enter");
    await seeTitle(small.page, say("rights.title"));
    await small.context.close();
  });

  step("nothing went wrong out of sight", async () => {
    assert.deepEqual(problems, []);
    await live(page);
    assert.ok((await title(page).count()) === 1);
  });
});
