// The figures of the title finder: node tests/bench/titles.mjs PASSERELLE WEIGHTS_PROGRAM NATIVE_PROGRAM PROGRAM.wasm DATA_DIR PACKS_DIR
// First the published BM25 figure, from its description, so that the scoring is known to be theirs. Then ours, on the
// sets of published titles through `passerelle titles --names`, one name a concept first; then cross-validated (the
// mixing weights fitted on four fifths of the queries, scored on the fifth); then what people type while typing, on the
// pack's own names; then sizes and times, natively and as WebAssembly, which must answer alike.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { runProgram } from "./run_program.mjs";

const [passerelle, weights, native, wasm, data, packsDirectory] = process.argv.slice(2);
if (!existsSync(join(data, "titles")) || !existsSync(join(data, "esco"))) {
  console.error(`skipped: no published titles or no ESCO in ${data}`);
  process.exit(0);
}
const sets = { fra_q_fr_c_fr: "fr", nld_q_nl_c_nl: "nl", deu_q_de_c_de: "de", aut_q_de_c_de: "de" };
const print = (name, value, unit) => console.log(`${name} ${value} ${unit}`);
const big = { encoding: "utf8", maxBuffer: 1 << 30, stdio: ["pipe", "pipe", "ignore"] };

function table(set, file) {
  const text = readFileSync(join(data, "titles", set, file), "utf8");
  return text.trimEnd().split("\n").map((line) => line.split("\t"));
}
function readSet(set) {
  const right = new Map();
  for (const [query, , name] of table(set, "annotations.tsv")) right.set(query, (right.get(query) ?? new Set()).add(name));
  return { queries: table(set, "queries.tsv"), names: table(set, "corpus_elements.tsv"), right };
}

// As trec_eval: the first hundred by score, then by id, both falling; ranks of the first right name.
function score(ranks) {
  const share = (sum) => (sum / ranks.length).toFixed(4);
  return {
    mrr: share(ranks.reduce((sum, rank) => sum + (rank <= 100 ? 1 / rank : 0), 0)),
    top1: share(ranks.filter((rank) => rank === 1).length),
    top10: share(ranks.filter((rank) => rank <= 10).length),
  };
}

// BM25 (Okapi, k1 1.5, b .75, negative rareness raised to a quarter of the mean) over lower-case words without accents,
// cut at white space.
function bm25Ranks({ queries, names, right }) {
  const words = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").split(/\s+/).filter(Boolean);
  const documents = names.map(([, name]) => words(name));
  const mean = documents.reduce((sum, one) => sum + one.length, 0) / documents.length;
  const postings = new Map();
  documents.forEach((one, index) => {
    const counts = new Map();
    for (const word of one) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [word, count] of counts) {
      if (!postings.has(word)) postings.set(word, []);
      postings.get(word).push([index, count]);
    }
  });
  const rareness = new Map();
  for (const [word, list] of postings) rareness.set(word, Math.log((documents.length - list.length + 0.5) / (list.length + 0.5)));
  const least = (0.25 * [...rareness.values()].reduce((sum, one) => sum + one, 0)) / rareness.size;
  for (const [word, value] of rareness) if (value < 0) rareness.set(word, least);
  return queries.map(([query, text]) => {
    const scores = new Float64Array(names.length);
    for (const word of words(text)) {
      for (const [index, count] of postings.get(word) ?? [])
        scores[index] += (rareness.get(word) * count * 2.5) / (count + 1.5 * (0.25 + (0.75 * documents[index].length) / mean));
    }
    const before = (a, b) => scores[a] > scores[b] || (scores[a] === scores[b] && names[a][0] > names[b][0]);
    let best = -1;
    names.forEach(([id], index) => {
      if (right.get(query).has(id) && (best < 0 || before(index, best))) best = index;
    });
    return 1 + names.reduce((count, _, index) => count + (before(index, best) ? 1 : 0), 0);
  });
}

// Ties count against us: as many ranks later as others have the same score.
function ourRanks({ queries, right }, answers) {
  return queries.map(([query], index) => {
    const { results } = answers[index];
    const at = results.findIndex(({ id }) => right.get(query).has(id));
    if (at < 0) return Infinity;
    return results.filter(({ score: other }) => other >= results[at].score).length;
  });
}

function packs(language) {
  const directory = join(packsDirectory, language);
  const manifest = join(directory, "manifest.json");
  const made = existsSync(manifest) && statSync(manifest).mtimeMs > statSync(passerelle).mtimeMs &&
    readFileSync(manifest, "utf8").includes('"knowledge"');
  if (!made) {
    rmSync(directory, { recursive: true, force: true });
    execFileSync(passerelle, ["import", "esco", join(data, "esco"), "--language", language, "--out", directory], big);
    const start = performance.now();
    execFileSync(passerelle, ["pack", "knowledge", join(data, "esco"), "--packs", directory], big);
    print(`titles_training_${language}`, ((performance.now() - start) / 1000).toFixed(0), "s");
  }
  return directory;
}
const packBytes = (directory, name) =>
  readFileSync(join(directory, readdirSync(directory).find((file) => file.startsWith(`${name}.`) && file.endsWith(".pack"))));
const brotliBytes = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } }).length;

const published = table("fra_q_fr_c_fr", "published_bm25.tsv").find(([name]) => name === "recip_rank")[1];
const bm25 = score(bm25Ranks(readSet("fra_q_fr_c_fr"))).mrr;
print("titles_bm25_fra", bm25, `mrr, published ${published}`);
if (Number(bm25).toFixed(3) !== Number(published).toFixed(3)) throw new Error("this is not the published scoring");

const directory = Object.fromEntries(["fr", "nl", "de"].map((language) => [language, packs(language)]));
const scratch = mkdtempSync(join(tmpdir(), "titles-"));
try {
  for (const [set, language] of Object.entries(sets)) {
    const published_set = readSet(set);
    const uri = new Map(table(set, "concept_mapping.tsv"));
    const file = join(scratch, `${set}.tsv`);
    writeFileSync(file, published_set.names.map(([id, name]) => `${id}\t${name}\t${uri.get(id)}\n`).join(""));
    const input = published_set.queries.map(([, text]) => `${text}\n`).join("");
    const output = execFileSync(passerelle, ["titles", "--names", file, "--packs", directory[language]], { ...big, input });
    const { mrr, top1, top10 } = score(ourRanks(published_set, output.trimEnd().split("\n").map((line) => JSON.parse(line))));
    print(`titles_mrr_${set.slice(0, 3)}`, mrr, "mrr");
    print(`titles_top1_${set.slice(0, 3)}`, top1, "share");
    print(`titles_top10_${set.slice(0, 3)}`, top10, "share");
  }
  const folds = Object.entries(sets).flatMap(([set, language]) => [join(data, "titles", set), directory[language]]);
  process.stdout.write(execFileSync(weights, folds, big).split("\n").filter((line) => line.startsWith("titles_")).map((line) => `${line}\n`).join(""));
} finally {
  rmSync(scratch, { recursive: true });
}

for (const language of ["fr", "nl", "de"]) {
  print(`titles_names_brotli_${language}`, brotliBytes(packBytes(directory[language], "occupations")), "bytes");
  print(`titles_knowledge_brotli_${language}`, brotliBytes(packBytes(directory[language], "knowledge")), "bytes");
}
// The same program natively and as WebAssembly: packs in base64, then what is typed.
const input = ["occupations", "knowledge"].map((name) => packBytes(directory.fr, name).toString("base64")).join("\n") +
  `\n${table("fra_q_fr_c_fr", "queries.tsv").slice(0, 400).map(([, text]) => text).join("\n")}\n`;
const read = (text) => Object.fromEntries([...text.matchAll(/^(\S+) (\S+) /gm)].map(([, name, value]) => [name, value]));
const natively = read(execFileSync(native, { ...big, input }));
const asWasm = read(await runProgram(readFileSync(wasm), input));
for (const name of ["load_names_ms", "load_knowledge_ms", "query_ms", "slowest_query_ms"]) {
  print(`native_titles_${name}`, natively[name], "ms");
  print(`titles_${name}`, asWasm[name], "ms");
}
for (const name of ["words_of_three_letters", "one_edit"]) print(`titles_within_ten_${name}`, natively[name], "share");
print("titles_memory", asWasm.memory, "bytes");
if (natively.answers !== asWasm.answers) throw new Error("WebAssembly and the native program answer differently");
print("titles_answers_alike", 1, `native ${natively.answers}, wasm ${asWasm.answers}`);
