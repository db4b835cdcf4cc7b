// Without JavaScript: the same screens as pages and forms from the server, with a draft for two hours.

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { missing, overflow, picture, sizes, visitor } from "./support/chromium.mjs";
import { openGate } from "./support/gate.mjs";
import {
  answer, box, choose, date, finder, firstJob, group, items, proceed, question, received, samira, seeTitle, status,
  tick,
} from "./support/person.mjs";
import { stage } from "./support/stage.mjs";
import { story, until } from "./support/story.mjs";
import { counting, say, saying } from "./support/words.mjs";

const on = stage();

// Types in a find-by-typing field, asks the server, and takes a suggestion: two buttons.
async function find(page, id, text, suggestion) {
  const field = finder(page, id);
  await field.fill(text);
  await page.locator(".combobox").filter({ has: field }).getByRole("button").click();
  await page.locator(".found").getByRole("button", { name: suggestion }).first().click();
}

for (const [name, size] of Object.entries(sizes)) {
  describe(`without JavaScript on a ${name}`, { skip: missing }, () => {
    let gate, context, page;
    before(async () => {
      gate = await openGate(on.server.address);
      ({ context, page } = await visitor(on.browser, gate.address, { size, javaScript: false }));
    });
    after(async () => {
      await context?.close();
      await gate?.close();
    });
    const chain = story();
    const step = (sentence, work) =>
      chain(
        sentence,
        async (t) => {
          await work(t);
          assert.ok((await overflow(page)) <= 0, "no scrolling sideways");
        },
        () => picture(page, `failed-nojs-${name}`),
      );

    const listed = (list, ...names) =>
      until(`${names} is what the list holds`, async () => (await items(page, list)).join() === names.join());

    step("the home page leads to the first questions", async () => {
      await page.goto("/");
      await seeTitle(page, say("home.title"));
      assert.equal(await page.getByRole("button", { name: say("footer.workbench") }).count(), 0);
      await page.getByRole("link", { name: say("home.start") }).click();
      await seeTitle(page, say("section.identity"));
      await picture(page, `nojs-${name}-identity`, { fullPage: true });
    });

    step("an error comes back beside the field and in the summary, with what was typed", async () => {
      await box(page, "identity.first_name").fill(samira.first_name);
      await date(page, "identity.birth_date", { day: 31, month: 2, year: 2001 });
      await page.getByRole("button", { name: say("form.continue"), exact: true }).click();
      await page.getByRole("alert").getByRole("link", { name: question("identity.birth_date") }).waitFor();
      await group(page, "identity.birth_date").getByText(say("error.date-impossible")).waitFor();
      assert.equal(await box(page, "identity.first_name").inputValue(), samira.first_name);
      assert.equal(await group(page, "identity.birth_date").getByRole("textbox").first().inputValue(), "31");
      await picture(page, `nojs-${name}-error`);
    });

    step("the commune is found by asking the server", async () => {
      await date(page, "identity.birth_date", samira.birth);
      await find(page, "identity.commune", "charl", /6000 Charleroi/);
      await until("it is chosen", async () => (await finder(page, "identity.commune").inputValue()) === "6000 Charleroi");
      await proceed(page, "section.situation");
      await status(page).filter({ hasText: say("status.draft") }).waitFor();
    });

    step("the question that settles most rights is asked and answered in place", async () => {
      await choose(page, "nav.rights");
      const asked = page.locator("#best-question");
      const words = await asked.locator("legend").first().innerText();
      await asked.getByRole("radio").first().check();
      await asked.getByRole("button", { name: say("rights.answer") }).click();
      await seeTitle(page, say("rights.title"));
      await until("another question follows", async () => (await asked.locator("legend, label").first().innerText()) !== words);
      await page.goto("/fr/profil/situation");
    });

    step("questions that depend on an answer come with it", async () => {
      await answer(page, "situation.registered", "option.yes");
      await answer(page, "situation.work", "option.work.none");
      await answer(page, "situation.highest_diploma", "option.diploma.lower_secondary");
      await answer(page, "situation.allowance", "option.allowance.none");
      await proceed(page, "section.experience");
      await page.goBack();
      await page.reload();
      await date(page, "situation.registered_since", samira.registered_since);
      await date(page, "situation.unoccupied_since", samira.unoccupied_since);
      await proceed(page, "section.experience");
    });

    step("an experience is added, changed, removed and brought back", async () => {
      await page.getByRole("button", { name: say("section.experience.add") }).click();
      await seeTitle(page, say("section.experience.item"));
      await box(page, "experience.employer").fill(firstJob.employer);
      await find(page, "experience.occupation", firstJob.typed, firstJob.occupation);
      await until("it is chosen", async () => (await finder(page, "experience.occupation").inputValue()) === firstJob.occupation);
      assert.equal(await box(page, "experience.employer").inputValue(), firstJob.employer);
      await date(page, "experience.start", firstJob.start);
      await answer(page, "experience.current", "option.no");
      await date(page, "experience.end", firstJob.end);
      await page.getByRole("button", { name: say("form.save"), exact: true }).click();
      await seeTitle(page, say("section.experience"));
      await listed("experience", firstJob.occupation);
      await page.getByRole("button", { name: `${say("list.remove")} ${firstJob.occupation}`, exact: true }).click();
      await page.getByText(saying("section.experience.empty")).waitFor();
      await page.getByRole("button", { name: say("list.undo") }).click();
      await listed("experience", firstJob.occupation);
    });

    step("skills, mobility, wishes", async () => {
      await page.goto("/fr/profil/skills");
      await find(page, "skills.skill", "mortier", "préparer du mortier et du béton");
      await listed("skills", "préparer du mortier et du béton");
      await page.goto("/fr/profil/mobility");
      await tick(page, "mobility.licences", "option.licences.b");
      await tick(page, "mobility.transport", "option.transport.car");
      await page.getByRole("textbox", { name: question("mobility.radius_km") }).fill("35");
      await proceed(page, "section.search");
      await find(page, "wish.occupation", "maçon", "maçon / maçonne");
      await tick(page, "search.contract", "option.contract.open_ended");
      await proceed(page, "section.digital");
    });

    step("every answer is there to check", async () => {
      await page.goto("/fr/profil/verifier");
      const said = await page.locator("main").innerText();
      for (const expected of [samira.first_name, "6000 Charleroi", firstJob.occupation, say("option.licences.b")])
        assert.ok(said.includes(expected), expected);
      await picture(page, `nojs-${name}-check`, { fullPage: true });
    });

    step("rights and offers are drawn by the server", async () => {
      await choose(page, "nav.rights");
      await page.locator("#rights-yes #right-impulsion-25").waitFor();
      await page.locator("#rights-not_yet #right-impulsion-12").waitFor();
      await page.getByText(say("rights.on_server")).waitFor();
      assert.ok(!(await page.getByText(say("rights.on_device")).isVisible()), "says where it is worked out");
      await page.locator("#why-impulsion-25 > summary").click();
      await page.locator("#why-impulsion-25").getByText(saying("right.source")).waitFor();
      await page.getByText(say("rights.print.menu")).waitFor();
      assert.equal(await page.getByRole("button", { name: say("rights.print") }).count(), 0, "a button that needs a script");
      for (const group of ["no", "to_verify", "gone"]) await page.locator(`#rights-${group}`).waitFor();
      const gone = page.locator("#why-stage-de-transition");
      await gone.locator("summary").click();
      await gone.getByText(say("right.abolished")).waitFor();
      await choose(page, "nav.offers");
      await seeTitle(page, counting("offers.fitting"));
      const offers = page.locator("#offers > li");
      assert.ok((await offers.count()) >= 10);
      await picture(page, `nojs-${name}-offers`);
      const order = () => page.locator("#offers > li a").evaluateAll((links) => links.map(({ href }) => href).join());
      const before = await order();
      const place = page.locator("#f-weigh_place select");
      await page.locator("#weights > summary").click();
      await place.selectOption({ label: say("weights.degree.4") });
      await picture(page, `nojs-${name}-weights`, { fullPage: true });
      await page.locator("#weights").getByRole("button", { name: say("offers.show") }).click();
      await until("the offers follow", async () => (await order()) !== before);
      assert.equal(await place.inputValue(), "4");
      await page.locator("#weights > summary").click();
      await page.getByRole("button", { name: say("weights.usual") }).click();
      await until("as before", async () => (await order()) === before);
      await page.locator("#filters > summary").click();
      await page.getByRole("checkbox", { name: say("offers.filter.within_radius") }).check();
      await page.locator("#filters").getByRole("button", { name: say("offers.show") }).click();
      await page.locator("#filters > summary").filter({ hasText: say("offers.filters.count", { count: 1 }) }).waitFor();
      await page.locator("#filters > summary").click();
      await page.getByRole("button", { name: say("offers.filters.none") }).click();
      await page.getByRole("button", { name: say("offers.relaxed.undo") }).click();
      await page.locator("#filters > summary").filter({ hasText: say("offers.filters.count", { count: 1 }) }).waitFor();
      const words = await offers.first().getByRole("link").innerText();
      await offers.first().getByRole("link").click();
      await seeTitle(page, words);
    });

    step("an account sends the draft, and the service says under which number", async () => {
      await page.goto("/fr/profil/verifier");
      await page.getByRole("button", { name: say("check.send") }).click();
      await seeTitle(page, say("account.create_title"));
      await page.getByLabel(say("account.email"), { exact: true }).fill(`sans.script.${name}@exemple.be`);
      await page.getByLabel(say("account.password"), { exact: true }).fill("trois mots au hasard");
      await page.getByRole("button", { name: say("account.create") }).click();
      await status(page).filter({ hasText: received }).waitFor();
      await picture(page, `nojs-${name}-received`);
    });

    step("no page failed", async () => {
      assert.deepEqual(gate.requests.filter(({ status: code }) => code >= 400), []);
      assert.ok(gate.requests.some(({ status: code, method }) => method === "POST" && code === 303));
      assert.ok(!gate.requests.some(({ path }) => path.endsWith(".wasm")));
    });
  });
}
