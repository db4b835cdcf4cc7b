// The whole journey in a real Chromium, on a phone and on a desk: fill in, rights, offers, without a network, sent.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { missing, overflow, picture, sizes, visitor } from "./support/chromium.mjs";
import { openGate } from "./support/gate.mjs";
import {
  addExperience, addLanguage, addSkill, addWish, answer, box, choose, date, fillDigital, fillIdentity, fillMobility,
  fillSearch, fillSituation, finder, firstJob, group, items, live, openAccount, proceed, question, radios,
  readyOffline, received, samira, saved, secondJob, seeTitle, status, title, type, visit,
} from "./support/person.mjs";
import { stage } from "./support/stage.mjs";
import { story, until } from "./support/story.mjs";
import { counting, say, saying } from "./support/words.mjs";

const on = stage();

for (const [name, size] of Object.entries(sizes)) {
  describe(`the journey on a ${name}`, { skip: missing }, () => {
    let gate, context, page, problems;
    let firstVisit = 0; // requests of it
    before(async () => {
      gate = await openGate(on.server.address);
      ({ context, page, problems } = await visitor(on.browser, gate.address, { size }));
    });
    after(async () => {
      await context?.close();
      await gate?.close();
    });
    const chain = story();
    const step = (sentence, work) => chain(sentence, work, () => picture(page, `failed-journey-${name}`));
    const email = `samira.${name}@exemple.be`;

    const goOffline = async () => {
      await gate.down();
      await context.setOffline(true);
    };
    const goOnline = async () => {
      await gate.up();
      await context.setOffline(false);
    };

    step("the address alone leads to a home page in French, with one way to begin", async () => {
      await page.goto("/");
      await seeTitle(page, say("home.title"));
      assert.equal(new URL(page.url()).pathname, "/fr/");
      await live(page);
      await picture(page, `journey-${name}-home`);
      await page.getByRole("link", { name: say("home.start") }).click();
      await seeTitle(page, say("section.identity"));
      await page.getByRole("button", { name: say("form.continue"), exact: true }).waitFor();
    });

    step("the page says what each answer is for", async () => {
      const about = page.locator("#q-birth_date");
      await about.getByText(say("question.what_for")).click();
      await about.getByText(say("question.identity.birth_date.why")).waitFor();
      await about.getByRole("listitem").filter({ hasText: say("purpose.aid") }).waitFor();
      assert.equal(await about.getByText(say("purpose.match")).count(), 0);
    });

    step("an impossible date is said beside the field and in a summary that has the focus and leads there", async () => {
      await date(page, "identity.birth_date", { day: 31, month: 2, year: 2001 });
      await page.getByRole("button", { name: say("form.continue"), exact: true }).click();
      const summary = page.getByRole("alert");
      await summary.getByRole("heading", { name: say("errors.title") }).waitFor();
      await until("the focus is in the summary", () => page.evaluate(() => document.activeElement?.id === "errors"));
      await group(page, "identity.birth_date").getByText(say("error.date-impossible")).waitFor();
      assert.match(await group(page, "identity.birth_date").innerText(), /31|2/);
      await picture(page, `journey-${name}-error`);
      await summary.getByRole("link", { name: question("identity.birth_date") }).click();
      await until("the focus is in the day", () => page.evaluate(() => document.activeElement?.name === "birth_date.day"));
    });

    step("who I am: text, a date in three boxes, the commune by the keyboard", async () => {
      await fillIdentity(page);
      await picture(page, `journey-${name}-identity`, { fullPage: true });
      await proceed(page, "section.situation");
      await saved(page);
      assert.equal(await page.getByRole("alert").count(), 0);
    });

    step("questions that no longer apply disappear, and their answers are kept aside", async () => {
      await fillSituation(page);
      await answer(page, "situation.registered", "option.no");
      await group(page, "situation.registered_since").waitFor({ state: "detached" });
      await answer(page, "situation.registered", "option.yes");
      const year = group(page, "situation.registered_since").getByRole("textbox").nth(2);
      await year.waitFor();
      await until("the year is back", async () => (await year.inputValue()) === String(samira.registered_since.year));
      await picture(page, `journey-${name}-situation`, { fullPage: true });
      await proceed(page, "section.experience");
    });

    step("experiences are added, put in order, removed, and brought back", async () => {
      await addExperience(page, firstJob);
      await addExperience(page, secondJob);
      assert.deepEqual(await items(page, "experience"), [firstJob.occupation, secondJob.occupation]);
      await page.getByRole("button", { name: `${say("list.up")} ${secondJob.occupation}`, exact: true }).click();
      await until("the second comes first", async () => (await items(page, "experience"))[0] === secondJob.occupation);
      await page.getByRole("button", { name: `${say("list.remove")} ${secondJob.occupation}`, exact: true }).click();
      await until("one is left", async () => (await items(page, "experience")).length === 1);
      await page.getByText(say("list.removed", { item: secondJob.occupation })).waitFor();
      await picture(page, `journey-${name}-experience-removed`);
      await page.getByRole("button", { name: say("list.undo") }).click();
      await until("it is back where it was", async () =>
        (await items(page, "experience")).join() === [secondJob.occupation, firstJob.occupation].join());
      await proceed(page, "section.training");
    });

    step("an experience is changed where it stands", async () => {
      await choose(page, "nav.profile");
      await page.getByRole("link", { name: say("section.experience") }).click();
      await page.locator("#list-experience").getByRole("link", { name: firstJob.occupation, exact: true }).click();
      await seeTitle(page, say("section.experience.item"));
      assert.equal(await box(page, "experience.employer").inputValue(), firstJob.employer);
      await type(page, "experience.employer", "Maçonnerie du Parc");
      await page.getByRole("button", { name: say("form.save"), exact: true }).click();
      await page.locator("#list-experience").getByText("Maçonnerie du Parc").waitFor();
      await proceed(page, "section.training");
      await proceed(page, "section.skills");
    });

    step("skills are found by typing", async () => {
      await addSkill(page, "mortier", "préparer du mortier et du béton");
      assert.equal(await finder(page, "skills.skill").inputValue(), "");
      await addSkill(page, "plan de construction", "lire un plan de construction");
      assert.equal((await items(page, "skills")).length, 2);
      await proceed(page, "section.languages");
    });

    step("languages, with a level in words", async () => {
      await addLanguage(page, "option.language.fr", "option.language_level.native");
      await addLanguage(page, "option.language.nl", "option.language_level.a2");
      assert.equal((await items(page, "languages")).length, 2);
      await proceed(page, "section.mobility");
    });

    step("how far: a slider and a number that are one", async () => {
      await fillMobility(page, 35);
      await page.locator("input[name=radius_km]").fill("40");
      await until("the slider follows", async () =>
        (await page.getByRole("slider", { name: question("mobility.radius_km") }).inputValue()) === "40");
      await picture(page, `journey-${name}-mobility`, { fullPage: true });
      await proceed(page, "section.search");
    });

    step("what I look for: an occupation found by typing", async () => {
      await addWish(page, "macon", "maçon / maçonne");
      await fillSearch(page);
      await proceed(page, "section.digital");
    });

    step("my digital means, and then every answer to check", async () => {
      await fillDigital(page);
      await proceed(page, "check.title");
      const said = await page.locator("main").innerText();
      for (const expected of [
        samira.first_name, samira.last_name, samira.email, "6000 Charleroi", "maçon / maçonne", "Maçonnerie du Parc",
        "préparer du mortier et du béton", say("option.meeting.telephone"), say("option.diploma.lower_secondary"),
        say("option.language_level.a2"), say("number.with_unit", { number: 40, unit: say("unit.km") }),
      ])
        assert.ok(said.includes(expected), `"${expected}" is on the page to check`);
      await picture(page, `journey-${name}-check`, { fullPage: true });
      await saved(page);
    });

    step("rights: yes, not yet with its date, a missing answer one click away, and why", async () => {
      await choose(page, "nav.rights");
      await seeTitle(page, say("rights.title"));
      const young = page.locator("#rights-yes #right-impulsion-25");
      await young.waitFor();
      const later = page.locator("#rights-not_yet #right-impulsion-12");
      await later.waitFor();
      const [, from] = saying("right.not_yet").exec(await later.getByText(saying("right.not_yet")).innerText());
      assert.match(from, /20\d\d/);
      await young.getByText(say("right.why"), { exact: true }).click();
      await young.getByText(saying("right.source")).waitFor();
      assert.ok((await young.locator("details li").count()) >= 3, "every condition has its reason");
      await picture(page, `journey-${name}-rights`, { fullPage: true });
      await page.getByRole("link", { name: say("measure.impulsion-25.name"), exact: true }).click();
      await seeTitle(page, say("measure.impulsion-25.name"));
      assert.equal(await page.evaluate(() => scrollY), 0, "a page that is opened is read from its top");
      await page.getByRole("heading", { name: say("right.conditions") }).waitFor();
      await picture(page, `journey-${name}-right`, { fullPage: true });
    });

    step("rights as if hired on another day: said on top, and taken back", async () => {
      await choose(page, "nav.rights");
      await seeTitle(page, say("rights.title"));
      await page.locator("#hire > summary").click();
      for (const [part, value] of Object.entries({ day: "15", month: "12", year: "2025" }))
        await page.locator(`[name="hire_start.${part}"]`).fill(value);
      await page.locator("#hire-form").getByRole("button", { name: say("rights.recompute") }).click();
      const supposed = page.locator("#supposed");
      await supposed.getByText(saying("rights.supposed.start")).waitFor();
      await until("the notice has the focus", () => supposed.evaluate((notice) => notice === document.activeElement));
      await picture(page, `journey-${name}-supposed`);
      await page.getByRole("button", { name: say("rights.today") }).click();
      await supposed.waitFor({ state: "detached" });
    });

    step("rights fit on one page of paper, with the answers they rest on", async () => {
      const sheet = (await page.pdf({ format: "A4" })).toString("latin1");
      assert.equal(sheet.match(/\/Type\s*\/Page\b/g).length, 1, "pages");
      await page.emulateMedia({ media: "print" });
      const paper = page.locator("#on-paper");
      await paper.getByText(saying("rights.paper.name")).waitFor();
      await paper.getByText(say("measure.impulsion-25.name")).waitFor();
      assert.ok(!(await page.locator("#rights-yes").isVisible()), "the cards stay on the screen");
      await picture(page, `journey-${name}-paper`, { fullPage: true });
      await page.emulateMedia({ media: "screen" });
    });

    step("a folded question opens where it is asked, with the list that helps beside it", async () => {
      await choose(page, "nav.rights");
      await seeTitle(page, say("rights.title"));
      await page.locator("#why-incitant > summary").click();
      await page.getByRole("link", { name: say("right.about", { name: say("measure.incitant.name") }) }).click();
      await seeTitle(page, say("measure.incitant.name"));
      const asked = say("question.studies.studies_shortage");
      await page.getByRole("link", { name: say("right.answer", { question: asked }) }).click();
      await seeTitle(page, say("rights.title"));
      const field = page.locator("#f-studies_shortage");
      await field.waitFor();
      const { y, height } = await field.boundingBox();
      assert.ok(y >= 0 && y + height <= page.viewportSize().height, "the question is in sight");
      await page.getByRole("link", { name: say("shortage.see") }).click();
      await seeTitle(page, say("shortage.title"));
      await page.getByText(say("shortage.occupation.bricklayer"), { exact: true }).waitFor();
      await picture(page, `journey-${name}-shortage`, { fullPage: true });
    });

    step("offers: the best first, in points, with reasons", async () => {
      await choose(page, "nav.offers");
      await seeTitle(page, counting("offers.fitting"));
      const cards = page.locator("#offers > li");
      assert.ok((await cards.count()) >= 10);
      const points = await page.locator("#offers meter").evaluateAll((meters) => meters.map(({ value }) => value));
      assert.deepEqual(points, [...points].sort((a, b) => b - a));
      assert.match(await cards.first().getByRole("heading").innerText(), /ma[çc]on/i);
      assert.ok((await cards.first().locator(".tag").count()) >= 2, "reasons at a glance");
      await picture(page, `journey-${name}-offers`);
    });

    const fitting = async () => Number((await title(page).innerText()).replace(/\D/g, ""));
    const order = () => page.locator("#offers > li a").evaluateAll((links) => links.map(({ href }) => href).join());

    step("a filter says what it would remove, and removes that", async () => {
      const whole = await fitting();
      await page.locator("#filters > summary").click();
      const would = page.locator("#f-show_within_radius-hint");
      const cost = Number((await would.innerText()).replace(/\D/g, ""));
      await page.getByRole("checkbox", { name: say("offers.filter.within_radius") }).check();
      assert.ok(cost > 0, "a filter that removes something");
      await until("so many are gone", async () => whole - (await fitting()) === cost);
      await picture(page, `journey-${name}-filters`, { fullPage: true });
      await page.locator("#filters").getByRole("button", { name: say("offers.show") }).click();
      await until("the list has the focus", () => page.evaluate(() => document.activeElement.id === "offers"));
      await page.getByRole("checkbox", { name: say("offers.filter.within_radius") }).uncheck();
      await until("all are back", async () => (await fitting()) === whole);
      await page.locator("#filters > summary").click();
    });

    step("a slider ranks while it is drawn along, and stays where it is let go", async () => {
      await page.locator("#weights > summary").click();
      const slider = page.getByRole("slider", { name: say("weights.place") });
      assert.equal(await slider.getAttribute("aria-valuetext"), say("weights.degree.2"));
      await slider.scrollIntoViewIfNeeded();
      const before = await order();
      const { x, y, width, height } = await slider.boundingBox();
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      for (let share = 0.5; share <= 1; share += 0.1) await page.mouse.move(x + width * share - 2, y + height / 2);
      assert.equal(await slider.getAttribute("aria-valuetext"), say("weights.degree.4"));
      await until("the offers follow while it is held", async () => (await order()) !== before);
      const held = await slider.boundingBox();
      assert.ok(Math.abs(held.y - y) < 1, "nothing moves under the thumb");
      await picture(page, `journey-${name}-weights`);
      await page.mouse.up();
      await page.locator("#announcer").filter({ hasText: counting("offers.fitting") }).waitFor({ state: "attached" });
      await saved(page);
      await page.reload();
      await live(page);
      await seeTitle(page, counting("offers.fitting"));
      await page.locator("#weights > summary").click();
      assert.equal(await slider.inputValue(), "4");
      await page.getByRole("button", { name: say("weights.usual") }).click();
      await until("as before", async () => (await order()) === before);
      assert.equal(await slider.inputValue(), "2");
      await page.locator("#weights > summary").click();
    });

    step("what would open more opens to the offers themselves", async () => {
      const best = page.locator("#what-if > details").first();
      await best.locator("summary").first().click();
      const named = best.getByRole("listitem").first().getByRole("link");
      const words = await named.innerText();
      await picture(page, `journey-${name}-what-if`);
      await named.click();
      await seeTitle(page, words);
      await page.goBack();
      await seeTitle(page, counting("offers.fitting"));
    });

    step("an offer in full, and back where one was", async () => {
      const first = page.locator("#offers > li").first().getByRole("link");
      const name_of_offer = await first.innerText();
      await first.click();
      await seeTitle(page, name_of_offer);
      await page.getByRole("heading", { name: say("offer.why") }).waitFor();
      await page.getByRole("heading", { name: say("offer.facts") }).waitFor();
      await picture(page, `journey-${name}-offer`, { fullPage: true });
      await page.goBack();
      await seeTitle(page, counting("offers.fitting"));
    });

    step("without a network the page reloads and every screen works", async () => {
      await readyOffline(page);
      await goOffline();
      await page.reload();
      await live(page);
      await seeTitle(page, counting("offers.fitting"));
      assert.ok((await page.locator("#offers > li").count()) >= 10);
      await choose(page, "nav.home");
      await seeTitle(page, say("home.title.name", { name: samira.first_name }));
      await choose(page, "nav.rights");
      await page.locator("#rights-not_yet #right-impulsion-12").waitFor();
      await page.goto("/fr/profil/verifier");
      await live(page);
      await seeTitle(page, say("check.title"));
      await page.getByText("Maçonnerie du Parc").waitFor();
      await picture(page, `journey-${name}-offline`);
    });

    step("without a network an answer is changed, found by typing, and kept", async () => {
      await visit(page, "/fr/profil/skills");
      await addSkill(page, "linteau", "poser un linteau");
      await visit(page, "/fr/profil/identity");
      await type(page, "identity.first_name", "Samira Anne");
      await proceed(page, "section.situation");
      await saved(page);
      await page.reload();
      await live(page);
      await visit(page, "/fr/profil/identity");
      assert.equal(await box(page, "identity.first_name").inputValue(), "Samira Anne");
    });

    step("without a network an account can not be made, and the page says that nothing is lost", async () => {
      await visit(page, "/fr/profil/verifier");
      await page.getByRole("button", { name: say("check.send") }).click();
      await seeTitle(page, say("account.create_title"));
      await page.getByLabel(say("account.email"), { exact: true }).fill(email);
      await page.getByLabel(say("account.password"), { exact: true }).fill("trois mots au hasard");
      await page.getByRole("button", { name: say("account.create") }).click();
      await page.getByText(say("account.error.no-network")).waitFor();
    });

    step("with the network back one request sends everything, and the service says under which number", async () => {
      await goOnline();
      const before_account = gate.requests.length;
      await openAccount(page, email, "trois mots au hasard");
      const posts = gate.passed(before_account).filter((line) => line.startsWith("POST"));
      assert.deepEqual(posts, ["POST /api/v1/account", "POST /api/v1/sync"]);
      await page.getByText(say("send.all_received")).waitFor();
      await picture(page, `journey-${name}-received`);
    });

    step("an edit without a network waits, survives a reload, and goes when the network is back", async () => {
      await goOffline();
      await visit(page, "/fr/profil/identity");
      await type(page, "identity.street", "rue du Pont 3");
      await proceed(page, "section.situation");
      await status(page).filter({ hasText: counting("status.waiting") }).waitFor();
      await page.reload();
      await live(page);
      await status(page).filter({ hasText: counting("status.waiting") }).waitFor();
      const before_network = gate.requests.length;
      await goOnline();
      await status(page).filter({ hasText: received }).waitFor();
      const posts = gate.passed(before_network).filter((line) => line.startsWith("POST"));
      assert.deepEqual(posts, ["POST /api/v1/sync"]);
    });

    step("after the first visit a whole session is one request", async (t) => {
      await page.goto("about:blank");
      firstVisit = gate.requests.length;
      await visit(page, "/fr/");
      await choose(page, "nav.profile");
      await seeTitle(page, say("profile.title"));
      await page.getByRole("link", { name: say("section.identity") }).click();
      await type(page, "identity.telephone", "0470 65 43 21");
      await choose(page, "nav.rights");
      await seeTitle(page, say("rights.title"));
      await choose(page, "nav.offers");
      await seeTitle(page, counting("offers.fitting"));
      await choose(page, "nav.send");
      await page.getByRole("button", { name: say("send.button") }).click();
      await status(page).filter({ hasText: received }).waitFor();
      const session = gate.passed(firstVisit);
      t.diagnostic(`requests: ${session.join(", ")}`);
      assert.deepEqual(session, ["POST /api/v1/sync"]);
    });

    step("signing in on another device brings the answers there", async () => {
      const other = await visitor(on.browser, gate.address, { size });
      await visit(other.page, "/fr/compte");
      await other.page.getByLabel(say("account.email"), { exact: true }).fill(email);
      await other.page.getByLabel(say("account.password"), { exact: true }).fill("trois mots au hasard");
      await other.page.getByRole("button", { name: say("account.sign_in") }).click();
      await status(other.page).filter({ hasText: received }).waitFor();
      await visit(other.page, "/fr/profil/identity");
      await until("the name is here", async () => (await box(other.page, "identity.first_name").inputValue()) === "Samira Anne");
      assert.deepEqual(other.problems, []);
      await other.context.close();
    });

    step("nothing went wrong out of sight", async () => {
      assert.deepEqual(problems, []);
      const failed = gate.requests.filter(({ status: code }) => code >= 400);
      assert.deepEqual(failed, []);
      assert.ok((await overflow(page)) <= 0);
    });
  });
}

describe("the first page before the core is up", { skip: missing }, () => {
  let gate, context, page;
  before(async () => {
    gate = await openGate(on.server.address);
    ({ context, page } = await visitor(on.browser, gate.address, { size: sizes.phone }));
  });
  after(async () => {
    await context?.close();
    await gate?.close();
  });

  it("keeps what is typed while the core is on its way", async () => {
    const release = gate.hold(/\.wasm$/);
    await page.goto("/fr/profil/identity");
    await type(page, "identity.first_name", "Samira");
    await type(page, "identity.last_name", "Lambert");
    await answer(page, "identity.preferred_language", "option.preferred_language.nl");
    assert.equal(await page.locator("html.live").count(), 0);
    release();
    await live(page);
    assert.equal(await box(page, "identity.first_name").inputValue(), "Samira");
    assert.equal(await box(page, "identity.last_name").inputValue(), "Lambert");
    assert.ok(
      await radios(page, "identity.preferred_language")
        .getByRole("radio", { name: say("option.preferred_language.nl"), exact: true })
        .isChecked(),
    );
    await saved(page);
    await page.reload();
    await live(page);
    assert.equal(await box(page, "identity.first_name").inputValue(), "Samira");
    assert.equal(await box(page, "identity.last_name").inputValue(), "Lambert");
  });

  it("keeps a press of the button until the core can answer it", async () => {
    const fresh = await visitor(on.browser, gate.address, { size: sizes.phone });
    const release = gate.hold(/\.wasm$/);
    await fresh.page.goto("/fr/profil/identity");
    await type(fresh.page, "identity.first_name", "Noé");
    await fresh.page.getByRole("button", { name: say("form.continue"), exact: true }).click();
    release();
    await seeTitle(fresh.page, say("section.situation"));
    await choose(fresh.page, "nav.home");
    await seeTitle(fresh.page, say("home.title.name", { name: "Noé" }));
    await fresh.context.close();
  });
});
