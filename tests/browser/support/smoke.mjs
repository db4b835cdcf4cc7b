// The short journey every other browser must manage: load, answer, rights, offers, reload without a network. `hands`
// are one driver's way to open, run, type and click; a selector here is a field's name or an id of the core's.

import assert from "node:assert/strict";
import { samira } from "./person.mjs";
import { until } from "./story.mjs";
import { counting, say } from "./words.mjs";

export function smoke(chain, gate, { open, reload, run, type, click, picture }) {
  const step = (sentence, work) => chain(sentence, work, () => picture("failed"));
  const read = (selector) => run((where) => document.querySelector(where)?.innerText ?? "", selector);
  const value = (name) => run((of) => document.querySelector(`[name="${of}"]`)?.value ?? null, name);
  // A verdict stands in the group that says it.
  const is_yes = () => run(() => document.querySelector("#rights-yes #right-impulsion-25") !== null);
  const live = () =>
    until("the core is up", () => run(() => document.documentElement.classList.contains("live")));
  const title = (words) =>
    until(`the title is ${words}`, async () => {
      const text = await read("h1");
      return words instanceof RegExp ? words.test(text) : text === words;
    }, 90_000).catch(async (error) => { // WebKit interprets a module until it has compiled it, which takes long
      throw new Error(`${error.message}, the page says: ${await read("main")}`);
    });
  // Chooses by its words what a person would press.
  const press = async (words) => {
    await run((text) => {
      for (const one of document.querySelectorAll("[data-smoke]")) one.removeAttribute("data-smoke");
      const all = [...document.querySelectorAll("button:not([aria-hidden]), a, label.choice, [role=option]")];
      all.find((one) => one.innerText.trim() === text)?.setAttribute("data-smoke", "");
    }, words);
    await click("[data-smoke]");
  };

  step("the first page is in French and comes to life", async () => {
    await open("/fr/profil/identity");
    await title(say("section.identity"));
    await live();
  });

  step("questions are answered, the commune found by typing", async () => {
    await type("[name=first_name]", samira.first_name);
    await type("[name='birth_date.day']", String(samira.birth.day));
    await type("[name='birth_date.month']", String(samira.birth.month));
    await type("[name='birth_date.year']", String(samira.birth.year));
    await type("[name=commune]", "charl");
    await until("Charleroi is suggested", async () => (await read("[role=listbox]")).includes("6000 Charleroi"));
    await click("[role=option]");
    await until("the commune is chosen", async () => (await value("commune")) === "6000 Charleroi");
    await press(say("form.continue"));
    await title(say("section.situation"));
    await press(say("option.yes"));
    await until("the next question is there", async () => (await value("registered_since.day")) !== null);
    await type("[name='registered_since.day']", String(samira.registered_since.day));
    await type("[name='registered_since.month']", String(samira.registered_since.month));
    await type("[name='registered_since.year']", String(samira.registered_since.year));
    await press(say("option.work.none"));
    await until("since when is asked", async () => (await value("unoccupied_since.day")) !== null);
    for (const part of ["day", "month", "year"])
      await type(`[name='unoccupied_since.${part}']`, String(samira.unoccupied_since[part]));
    await press(say("option.diploma.lower_secondary"));
    await press(say("form.continue"));
    await title(say("section.experience"));
    await until("it is saved", async () => (await read("[role=status]")) === say("status.device"));
    await picture("answered");
  });

  step("rights are judged", async () => {
    await open("/fr/droits");
    await live();
    await until("one is a yes", is_yes);
    await picture("rights");
  });

  step("offers are ranked, the best first", async () => {
    await open("/fr/profil/search");
    await live();
    await type("[name='wish/new/occupation']", "maçon");
    await until("the occupation is suggested", async () => (await read("[role=listbox]")).includes("maçon / maçonne"));
    await click("[role=option]");
    await until("it is chosen", async () => (await read("#list-wish")).includes("maçon / maçonne"));
    await open("/fr/offres");
    await live();
    await title(counting("offers.fitting"));
    const points = await run(() => [...document.querySelectorAll("#offers meter")].map((meter) => meter.value));
    assert.ok(points.length >= 10);
    assert.deepEqual(points, [...points].sort((a, b) => b - a));
    await picture("offers");
  });

  step("without a network the page reloads with everything", async () => {
    await until("everything is kept", () => run(() => document.documentElement.dataset.offline === "ready"), 60_000);
    await gate().down();
    await reload();
    await live();
    await title(counting("offers.fitting"));
    await open("/fr/profil/identity");
    await live();
    await until("the name is there", async () => (await value("first_name")) === samira.first_name);
    await open("/fr/droits");
    await live();
    await until("rights are judged", is_yes);
    await picture("offline");
    await gate().up();
  });
}
