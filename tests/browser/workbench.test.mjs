// The workbench in a real Chromium: nothing before the click, the same portal on a canvas, the keyboard alone, text
// through a real field, nothing drawn at rest, and nothing lost on the way back.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { canvas, frames, framesAtRest, openWorkbench, settled, shows, watchFrames, webgl } from "./support/bench.mjs";
import { desktop, missing, picture, screens, visitor } from "./support/chromium.mjs";
import { addWish, box, fillIdentity, proceed, question, samira, saved, seeTitle, visit } from "./support/person.mjs";
import { brightness, changedCells, colours, grid } from "./support/pictures.mjs";
import { stage } from "./support/stage.mjs";
import { story, until } from "./support/story.mjs";
import { counting, say } from "./support/words.mjs";

const on = stage({ gated: true, launching: webgl });

// The places of the main menu, opened by Alt and their number.
const places = { home: "1", profile: "2", rights: "3", offers: "4", send: "5" };
const editor = (page) => page.locator(".workbench-edit");

describe("the workbench", { skip: missing }, () => {
  let context, page, problems;
  const seen = {}; // grids by page
  before(async () => {
    ({ context, page, problems } = await visitor(on.browser, on.gate.address, { size: desktop }));
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await watchFrames(page);
    await page.addInitScript(() => {
      const post = Worker.prototype.postMessage;
      globalThis.eventsSent = [];
      Worker.prototype.postMessage = function (message, ...rest) {
        globalThis.eventsSent.push(message.event);
        return post.call(this, message, ...rest);
      };
    });
  });
  after(async () => context?.close());
  const chain = story();
  const step = (sentence, work) => chain(sentence, work, () => picture(page, "failed-workbench"));

  const look = async (name) => {
    const png = await canvas(page).screenshot({ path: join(screens, `workbench-${name}.png`) });
    return (seen[name] = await grid(on.browser, png));
  };
  const openPlace = async (place, title) => {
    await page.keyboard.press(`Alt+Digit${places[place]}`);
    await shows(page, title);
  };

  step("nothing of it is downloaded before it is asked for", async () => {
    await visit(page, "/fr/profil/identity");
    await fillIdentity(page);
    await visit(page, "/fr/profil/search");
    await addWish(page, "maçon", "maçon / maçonne");
    await visit(page, "/fr/profil");
    await saved(page);
    assert.deepEqual(on.gate.passed().filter((line) => /workbench/.test(line)), []);
  });

  step("one click opens it, and it draws", async () => {
    await openWorkbench(page);
    assert.equal(new URL(page.url()).searchParams.get("vue"), "atelier");
    assert.deepEqual(
      on.gate.passed().filter((line) => /workbench/.test(line)).map((line) => line.replace(/\.[0-9a-f]{12}\./, ".")).sort(),
      ["GET /assets/workbench-loader.js", "GET /assets/workbench.js", "GET /assets/workbench.wasm"],
    );
    await shows(page, say("profile.title"));
    assert.deepEqual(await canvas(page).boundingBox(), { x: 0, y: 0, ...desktop }, "it fills the window");
    const cells = await look("profile");
    assert.ok(colours(cells) >= 3, "more than an empty surface");
    assert.ok(brightness(cells) > 128, "light, as the pages are");
  });

  step("the keyboard alone opens other pages, and each looks different", async () => {
    await openPlace("offers", counting("offers.fitting"));
    await look("offers");
    await openPlace("rights", say("rights.title"));
    await look("rights");
    await openPlace("home", say("home.title.name", { name: samira.first_name }));
    await look("home");
    const names = Object.keys(seen);
    for (const one of names)
      for (const other of names.slice(names.indexOf(one) + 1))
        assert.ok(changedCells(seen[one], seen[other]) >= 8, `${one} and ${other} differ`);
    await openPlace("profile", say("profile.title"));
    const again = await grid(on.browser, await canvas(page).screenshot());
    assert.ok(changedCells(again, seen.profile) <= 20, "the same page looks the same again");
  });

  // The picture now, in cells, and how many differ from another.
  const sight = async () => grid(on.browser, await canvas(page).screenshot());

  step("a question mark shows the keys, and Escape puts them away", async () => {
    const before_keys = await sight();
    await page.keyboard.press("?");
    await settled(page);
    assert.ok(changedCells(before_keys, await look("keys")) >= 20, "a panel over the page");
    await page.keyboard.press("Escape");
    await settled(page);
    assert.ok(changedCells(before_keys, await sight()) <= 2, "the page as it was");
    await shows(page, say("profile.title"));
  });

  step("the arrows walk through the offers, Enter opens one, and Escape comes back to it", async () => {
    await openPlace("offers", counting("offers.fitting"));
    const at_first = await sight();
    await page.keyboard.press("Tab");
    // Faster than frames are drawn: none of them may be lost.
    for (let offer = 0; offer < 8; ++offer) await page.keyboard.press("ArrowDown");
    await settled(page);
    const at_eighth = await look("offers-keys");
    assert.ok(changedCells(at_first, at_eighth) >= 1, "the selected offer is another");
    await page.keyboard.press("Enter");
    await until("an offer is open", async () => /^\/fr\/offres\/.+/.test(new URL(page.url()).pathname));
    await settled(page);
    await look("offer");
    await page.keyboard.press("Escape");
    await shows(page, counting("offers.fitting"));
    assert.ok(changedCells(at_eighth, await sight()) <= 4, "at the same offer");
    await openPlace("profile", say("profile.title"));
  });

  step("sliders stand beside the offers, and rank them by keys alone", async () => {
    await openPlace("offers", counting("offers.fitting"));
    const before_move = await sight();
    const weighed = () =>
      page.evaluate(() => globalThis.eventsSent.some((event) => Object.keys(event?.fields ?? {}).some((name) => name.startsWith("weigh_"))));
    // The sliders are the last controls of the page: backwards they are near.
    for (let stops = 0; stops < 25 && !(await weighed()); ++stops) {
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("ArrowRight");
      await settled(page);
    }
    assert.ok(await weighed(), "a slider was reached");
    assert.ok(changedCells(before_move, await look("weights")) >= 1, "the list or the slider looks different");
    await page.keyboard.press("F10");
    await page.locator("#weights > summary").click();
    const moved = await page.locator("#weights [type=range]").evaluateAll((all) => all.map(({ value }) => value).filter((value) => value !== "2"));
    assert.deepEqual(moved, ["3"]);
    await page.getByRole("button", { name: say("weights.usual") }).click();
    await saved(page);
    await openWorkbench(page);
    await openPlace("profile", say("profile.title"));
  });

  step("nothing is drawn while nothing changes", async (t) => {
    const drawn = await framesAtRest(page);
    t.diagnostic(`frames in 2 s at rest: ${drawn}`);
    assert.equal(drawn, 0);
    const before_move = await frames(page);
    await page.mouse.move(640, 400);
    await page.mouse.move(660, 420);
    await until("a movement draws", async () => (await frames(page)) > before_move);
    await settled(page);
  });

  // Opens a field of the first page by keys alone, so many presses of Tab away. What has the focus can not be seen from
  // outside, so each stop is tried from a fresh start.
  const edit = async (id) => {
    for (let stops = 1; stops < 12; ++stops) {
      await visit(page, "/fr/profil/identity");
      await openWorkbench(page);
      await shows(page, say("section.identity"));
      for (let at = 0; at < stops; ++at) {
        await page.keyboard.press("Tab");
        await settled(page);
      }
      await page.keyboard.press("Space");
      await settled(page);
      const open = await editor(page).count();
      assert.ok(open <= 1, "one field is open at a time");
      if (open === 1 && (await editor(page).getAttribute("aria-label")) === question(id)) return;
    }
    assert.fail(`no field ${id} within 12 presses of Tab`);
  };

  step("a field is edited through a real input laid over it", async () => {
    await edit("identity.first_name");
    await look("identity");
    const { x, y, width, height } = await editor(page).boundingBox();
    assert.ok(x >= 0 && y >= 0 && x + width <= desktop.width && y + height <= desktop.height && width > 100);
    assert.equal(await editor(page).inputValue(), samira.first_name);
    // Keys that Dear ImGui knows too are the field's alone while one types.
    await page.keyboard.type("Zoë  X");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("Éloïse");
    assert.equal(await editor(page).inputValue(), "Zoë Éloïse");
    await picture(page, "workbench-edit");
    await page.keyboard.press("Enter");
    await editor(page).waitFor({ state: "detached" });
    await settled(page);
  });

  step("a paste arrives at once", async () => {
    await page.evaluate(() => navigator.clipboard.writeText("Çelik-Dûpont"));
    await edit("identity.last_name");
    await page.keyboard.press("Control+V");
    assert.equal(await editor(page).inputValue(), "Çelik-Dûpont");
    await page.keyboard.press("Enter");
    await editor(page).waitFor({ state: "detached" });
    await settled(page);
  });

  step("one key goes back to the pages, and nothing typed is lost", async () => {
    await page.keyboard.press("F10");
    await canvas(page).waitFor({ state: "hidden" });
    await seeTitle(page, say("section.identity"));
    assert.equal(new URL(page.url()).searchParams.get("vue"), null);
    await until("the first name is there", async () => (await box(page, "identity.first_name").inputValue()) === "Zoë Éloïse");
    assert.equal(await box(page, "identity.last_name").inputValue(), "Çelik-Dûpont");
    assert.equal(await box(page, "identity.street").inputValue(), samira.street);
  });

  step("back on the pages, Tab and Backspace are the pages' again", async () => {
    const street = box(page, "identity.street");
    await street.focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Backspace");
    assert.equal(await street.inputValue(), samira.street.slice(0, -1));
    await page.keyboard.press("Tab");
    assert.equal(await street.evaluate((element) => element === document.activeElement), false);
  });

  step("what is being typed on the page when it opens is not lost either", async () => {
    await box(page, "identity.street").fill("rue du Pont 3");
    await openWorkbench(page);
    await page.keyboard.press("F10");
    await canvas(page).waitFor({ state: "hidden" });
    assert.equal(await box(page, "identity.street").inputValue(), "rue du Pont 3");
    await proceed(page, "section.situation");
  });

  step("the browser's own way back leads out of it", async () => {
    await visit(page, "/fr/profil");
    await openWorkbench(page);
    await page.goBack();
    await canvas(page).waitFor({ state: "hidden" });
    await seeTitle(page, say("profile.title"));
  });

  step("in the dark it is dark", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await openWorkbench(page);
    await shows(page, say("profile.title"));
    assert.ok(brightness(await look("profile-dark")) < 96);
    await page.keyboard.press("F10");
    await canvas(page).waitFor({ state: "hidden" });
  });

  step("its own address opens it at once", async () => {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto("/fr/offres?vue=atelier");
    await canvas(page).waitFor();
    await shows(page, counting("offers.fitting"));
  });

  step("nothing went wrong out of sight", async () => {
    assert.deepEqual(problems, []);
    assert.deepEqual(on.gate.requests.filter(({ status: code }) => code >= 400), []);
  });
});
