// What a person does on the pages, by role and name, for Playwright. The same hands serve every suite.

import { say, saying } from "./words.mjs";
import { monthsAgo, yearsAgo } from "./story.mjs";

export const question = (id) => say(`question.${id}`);

// Someone of 24, registered for eight months: young enough for one aid, not long enough for another.
export const samira = {
  first_name: "Samira",
  last_name: "Lambert-Özdemir",
  birth: yearsAgo(24),
  email: "samira.lambert@exemple.be",
  telephone: "0470 12 34 56",
  street: "rue de la Gare 12",
  registered_since: monthsAgo(8),
  unoccupied_since: monthsAgo(9),
};

// ---- Where

export const status = (page) => page.getByRole("status");
export const title = (page) => page.getByRole("heading", { level: 1 });

// With scripts: the core answers from here on.
export async function live(page) {
  await page.locator("html.live").waitFor();
}

// A reload without a network will work from here on.
export async function readyOffline(page) {
  await page.locator("html[data-offline=ready]").waitFor({ timeout: 60_000 });
}

export async function visit(page, path) {
  await page.goto(path);
  await live(page);
}

export async function seeTitle(page, words) {
  await title(page).filter({ hasText: words }).waitFor();
}

// The main menu is folded on a phone.
export async function choose(page, key) {
  const menu = page.getByRole("navigation", { name: say("nav.label") });
  const link = menu.getByRole("link", { name: say(key) });
  const folded = !(await link.isVisible());
  if (folded) await menu.locator("summary").click();
  await link.click();
  if (folded) await link.waitFor({ state: "hidden" });
}

export async function proceed(page, next) {
  await page.getByRole("button", { name: say("form.continue"), exact: true }).click();
  await seeTitle(page, say(next));
}

export async function saved(page) {
  await status(page).filter({ hasText: say("status.device") }).waitFor();
}

// ---- Fields

export const box = (page, id) => page.getByRole("textbox", { name: question(id), exact: true });
export const group = (page, id) => page.getByRole("group", { name: question(id), exact: true });
export const radios = (page, id) => page.getByRole("radiogroup", { name: question(id), exact: true });
export const finder = (page, id) => page.getByRole("combobox", { name: question(id), exact: true });

export async function type(page, id, text) {
  const field = box(page, id);
  await field.fill("");
  await field.pressSequentially(text);
}

export async function date(page, id, { day, month, year }) {
  for (const [name, part] of Object.entries({ day, month, year }))
    await group(page, id).getByRole("textbox", { name: say(`date.${name}`), exact: true }).fill(String(part));
}

export async function answer(page, id, option) {
  await radios(page, id).getByRole("radio", { name: say(option), exact: true }).check();
}

export async function tick(page, id, ...options) {
  for (const option of options) await group(page, id).getByRole("checkbox", { name: say(option), exact: true }).check();
}

// Types, waits for the suggestions, and takes the one that reads like this with the pointer.
export async function find(page, id, text, suggestion) {
  await finder(page, id).click();
  await finder(page, id).pressSequentially(text);
  await page.getByRole("option", { name: suggestion }).first().click();
}

// ---- The pages of the profile, each from its own address to the next

export async function fillIdentity(page) {
  await type(page, "identity.first_name", samira.first_name);
  await type(page, "identity.last_name", samira.last_name);
  await date(page, "identity.birth_date", samira.birth);
  await type(page, "identity.email", samira.email);
  await type(page, "identity.telephone", samira.telephone);
  await type(page, "identity.street", samira.street);
  // The keyboard's way: down to the first suggestion, Enter.
  const commune = finder(page, "identity.commune");
  await commune.focus();
  await commune.pressSequentially("charl");
  await page.getByRole("option", { name: /6000 Charleroi/ }).waitFor();
  await commune.press("ArrowDown");
  await commune.press("Enter");
  await page.waitForFunction((name) => document.querySelector(`input[name="${name}"]`).value === "6000 Charleroi", "commune");
  await answer(page, "identity.preferred_language", "option.preferred_language.fr");
}

export async function fillSituation(page) {
  await answer(page, "situation.registered", "option.yes");
  await date(page, "situation.registered_since", samira.registered_since);
  await answer(page, "situation.work", "option.work.none");
  await date(page, "situation.unoccupied_since", samira.unoccupied_since);
  await answer(page, "situation.highest_diploma", "option.diploma.lower_secondary");
  await answer(page, "situation.allowance", "option.allowance.none");
}

// Adds one experience and ends on the list again.
export async function addExperience(page, { typed, occupation, employer, start, end }) {
  await page.getByRole("button", { name: say("section.experience.add") }).click();
  await seeTitle(page, say("section.experience.item"));
  await find(page, "experience.occupation", typed, occupation);
  await page.waitForFunction(
    (text) => [...document.querySelectorAll("input[role=combobox]")].some(({ value }) => value.startsWith(text)),
    occupation,
  );
  await type(page, "experience.employer", employer);
  await date(page, "experience.start", start);
  await answer(page, "experience.current", "option.no");
  await date(page, "experience.end", end);
  await page.getByRole("button", { name: say("form.save"), exact: true }).click();
  await seeTitle(page, say("section.experience"));
}

// The names of the items of a list, as they stand.
export const items = (page, list) => page.locator(`#list-${list}`).getByRole("heading").allInnerTexts();

export async function addSkill(page, typed, skill) {
  await find(page, "skills.skill", typed, skill);
  await page.locator("#list-skills").getByRole("heading", { name: skill }).waitFor();
}

export async function addLanguage(page, language, level) {
  await page.getByRole("button", { name: say("section.languages.add") }).click();
  await seeTitle(page, say("section.languages.item"));
  await page.getByLabel(question("languages.language"), { exact: true }).selectOption({ label: say(language) });
  await answer(page, "languages.level", level);
  await page.getByRole("button", { name: say("form.save"), exact: true }).click();
  await seeTitle(page, say("section.languages"));
}

export async function fillMobility(page, radius_km) {
  await tick(page, "mobility.licences", "option.licences.b");
  await tick(page, "mobility.transport", "option.transport.car", "option.transport.public");
  const slider = page.getByRole("slider", { name: question("mobility.radius_km") });
  await slider.fill(String(radius_km));
  await page.waitForFunction((km) => document.querySelector("input[name=radius_km]").value === km, String(radius_km));
}

export async function addWish(page, typed, occupation) {
  await find(page, "wish.occupation", typed, occupation);
  await page.locator("#list-wish").getByRole("heading", { name: occupation }).waitFor();
}

export async function fillSearch(page) {
  await tick(page, "search.contract", "option.contract.open_ended", "option.contract.fixed_term");
  await tick(page, "search.working_time", "option.working_time.full_time");
  await box(page, "search.least_pay").fill("2100");
}

export async function fillDigital(page) {
  await tick(page, "digital.equipment", "option.equipment.smartphone");
  await answer(page, "digital.connection", "option.connection.limited");
  await answer(page, "digital.ease", "option.ease.with_help");
  await tick(page, "digital.meeting", "option.meeting.in_person", "option.meeting.telephone");
}

export const firstJob = {
  typed: "maçon", occupation: "maçon / maçonne", employer: "Toitures du Centre",
  start: { day: 1, month: 9, year: 2021 }, end: { day: 30, month: 6, year: 2023 },
};
export const secondJob = {
  typed: "aide-maçon", occupation: "aide-maçon / aide-maçonne", employer: "Briques et Cie",
  start: { day: 1, month: 2, year: 2020 }, end: { day: 31, month: 8, year: 2021 },
};

// Everything at once, for suites that are about something else. Ends on the page to check.
export async function fillEverything(page) {
  await visit(page, "/fr/profil/identity");
  await fillIdentity(page);
  await proceed(page, "section.situation");
  await fillSituation(page);
  await proceed(page, "section.experience");
  await addExperience(page, firstJob);
  await addExperience(page, secondJob);
  await proceed(page, "section.training");
  await proceed(page, "section.skills");
  await addSkill(page, "mortier", "préparer du mortier et du béton");
  await addSkill(page, "plan de construction", "lire un plan de construction");
  await proceed(page, "section.languages");
  await addLanguage(page, "option.language.fr", "option.language_level.native");
  await proceed(page, "section.mobility");
  await fillMobility(page, 35);
  await proceed(page, "section.search");
  await addWish(page, "maçon", "maçon / maçonne");
  await fillSearch(page);
  await proceed(page, "section.digital");
  await fillDigital(page);
  await proceed(page, "check.title");
  await saved(page);
}

// ---- The account

export const received = saying("status.received");

// From the page that asks for an account; ends when the service has everything.
export async function openAccount(page, email, password) {
  await seeTitle(page, say("account.create_title"));
  await page.getByLabel(say("account.email"), { exact: true }).fill(email);
  await page.getByLabel(say("account.password"), { exact: true }).fill(password);
  await page.getByRole("button", { name: say("account.create") }).click();
  await status(page).filter({ hasText: received }).waitFor();
}
