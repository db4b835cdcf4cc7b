// One contender of match.mjs in a process of its own: node --expose-gc contender.mjs NAME FOLDER
// It answers the commands of ours.cpp: make, rank PERSON RUNS, and best PERSON.
//
// The question to the search engines is the nearest that they understand: the wished occupations, the groups around
// them and the skills as words of which one is enough, occupation and skills weighted as ours are, without the offers
// whose last day has passed, the 50 best. What words can not say (distance, months of experience, levels of languages,
// studies, contract, licences, pay, dates) is left out, which spares them seven of ten criteria.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { documents, occupationWords, openPack, readPacks, readQuestion, skillWord } from "./pack.mjs";

const [name, folder] = process.argv.slice(2);
const SHOWN = 50;
const question = readQuestion(folder);
const words_of = (person) => ({
  occupation: [...new Set(person.wished.flatMap((index) => occupationWords(index, question.isco)))].join(" "),
  skills: person.skills.map(skillWord).join(" "),
});

// Each has load() (outside of the measure), build(loaded), which makes it ready, and search(person): offers, best first.
const contenders = {
  async plain_js() {
    const { prepare, rank } = await import("./plain_js.mjs");
    const persons = new Map();
    let packs, lots;
    return {
      load: () => readPacks(folder),
      build(bytes) {
        packs = bytes.map(openPack);
        lots = bytes.map((_, number) => new Uint32Array(new Uint8Array(readFileSync(join(folder, `lots-${number}.bin`))).buffer));
      },
      ready(person) {
        if (!persons.has(person)) persons.set(person, prepare(person));
      },
      search: (person) => rank(persons.get(person), packs, question.maximum, lots, SHOWN),
      ids: (best) => best.map(([pack, offer]) => packs.slice(0, pack).reduce((sum, { size }) => sum + size, offer)),
    };
  },

  async minisearch() {
    const { default: MiniSearch } = await import("minisearch");
    const index = new MiniSearch({
      fields: ["occupation", "skills"], storeFields: ["closing"], tokenize: (text) => text.split(" "), processTerm: (word) => word,
    });
    return {
      load: () => documents(folder),
      build: (all) => index.addAll(all),
      search(person) {
        const words = words_of(person);
        return index.search(
          { combineWith: "OR", queries: [
            { queries: [words.occupation], fields: ["occupation"] },
            { queries: [words.skills], fields: ["skills"] },
          ] },
          { boost: { occupation: 300, skills: 180 }, filter: ({ closing }) => closing >= person.today },
        ).slice(0, SHOWN);
      },
      ids: (best) => best.map(({ id }) => id),
    };
  },

  async orama() {
    const { create, insertMultiple, search } = await import("@orama/orama");
    const base = create({
      schema: { occupation: "string", skills: "string", closing: "number" },
      components: { tokenizer: { stemming: false, normalizationCache: new Map() } },
    });
    return {
      load: () => documents(folder).map(({ id, occupation, skills, closing }) => ({ id: String(id), occupation, skills, closing })),
      build: (all) => insertMultiple(base, all, 5000),
      async search(person) {
        const { occupation, skills } = words_of(person);
        const { hits } = await search(base, {
          term: `${occupation} ${skills}`, properties: ["occupation", "skills"], threshold: 1, tolerance: 0,
          boost: { occupation: 3, skills: 1.8 }, where: { closing: { gte: person.today } }, limit: SHOWN,
        });
        return hits;
      },
      ids: (best) => best.map(({ id }) => Number(id)),
    };
  },

  // It has no weights and no filter by number: the closed offers are taken out of twice as many.
  async flexsearch() {
    const { Document } = await import("flexsearch");
    const index = new Document({
      document: { id: "id", index: [{ field: "occupation", tokenize: "strict" }, { field: "skills", tokenize: "strict" }] },
    });
    const closings = [];
    return {
      load: () => documents(folder),
      build(all) {
        for (const one of all) {
          index.add(one);
          closings.push(one.closing);
        }
      },
      search(person) {
        const words = words_of(person);
        const found = new Set();
        for (const field of ["occupation", "skills"])
          for (const { result } of index.search({ query: words[field], field: [field], suggest: true, limit: 2 * SHOWN }))
            for (const id of result) if (closings[id] >= person.today) found.add(id);
        return [...found].slice(0, SHOWN);
      },
      ids: (best) => best,
    };
  },

  // Points of occupation and skills as ours, over the occupations near enough that an index helps: those of the same
  // minor group (three digits of ISCO-08), whose closeness is 450 or more.
  async sqljs() {
    const { default: initialise } = await import("sql.js");
    const SQL = await initialise();
    const base = new SQL.Database();
    let query;
    return {
      load: () => documents(folder).map(({ id, occupation, skills, closing }) => ({
        id, closing, occupation: Number(occupation.slice(1, 6)), skills: skills === "" ? [] : skills.split(" ").map((word) => Number(word.slice(1))),
      })),
      build(all) {
        base.run(`CREATE TABLE offers (id INTEGER PRIMARY KEY, occupation INTEGER, closing INTEGER, asked INTEGER);
          CREATE TABLE asks (skill INTEGER, offer INTEGER, PRIMARY KEY (skill, offer)) WITHOUT ROWID;
          CREATE TABLE wishes (occupation INTEGER PRIMARY KEY, share INTEGER);
          CREATE TABLE knows (skill INTEGER PRIMARY KEY, credit INTEGER);
          BEGIN`);
        const offer = base.prepare("INSERT INTO offers VALUES (?, ?, ?, ?)");
        const ask = base.prepare("INSERT INTO asks VALUES (?, ?)");
        for (const { id, occupation, closing, skills } of all) {
          offer.run([id, occupation, closing, skills.length]);
          for (const skill of skills) ask.run([skill, id]);
        }
        base.run("CREATE INDEX by_occupation ON offers (occupation, closing); COMMIT; ANALYZE");
        query = base.prepare(`SELECT o.id, 3 * w.share + coalesce(18 * c.credit / o.asked, 0) AS points
          FROM wishes w JOIN offers o ON o.occupation = w.occupation AND o.closing >= $today
          LEFT JOIN (SELECT a.offer, sum(k.credit) AS credit FROM knows k JOIN asks a ON a.skill = k.skill GROUP BY a.offer) c
            ON c.offer = o.id
          ORDER BY points DESC, o.id LIMIT ${SHOWN}`);
      },
      search(person) {
        base.run("BEGIN; DELETE FROM wishes; DELETE FROM knows");
        person.occupation_share.forEach((share, index) => share >= 450 && base.run("INSERT INTO wishes VALUES (?, ?)", [index, share]));
        person.skill_credit.forEach((credit, index) => credit > 0 && base.run("INSERT INTO knows VALUES (?, ?)", [index, credit]));
        base.run("COMMIT");
        query.bind({ $today: person.today });
        const ids = [];
        while (query.step()) ids.push(query.get()[0]);
        query.reset();
        return ids;
      },
      ids: (best) => best,
    };
  },
};

const contender = await contenders[name]();

function used() {
  gc();
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
const cpu_ms = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const print = (figure, value, unit) => console.log(`${figure} ${value.toFixed(4)} ${unit}`);

const commands = {
  async make() {
    const before = used();
    let loaded = contender.load();
    const start = cpu_ms();
    await contender.build(loaded);
    print("build_cpu_ms", cpu_ms() - start, "ms");
    loaded = null;
    print("memory_bytes", used() - before, "bytes");
  },
  async rank(number, runs) {
    const person = question.persons[number];
    contender.ready?.(person);
    for (let run = 0; run < Number(runs); ++run) {
      const start = performance.now();
      await contender.search(person);
      print("rank_ms", performance.now() - start, "ms");
    }
  },
  async best(number) {
    const person = question.persons[number];
    contender.ready?.(person);
    console.log(`best ${contender.ids(await contender.search(person)).join(",")} offers`);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...rest] = line.split(" ");
  await commands[command](...rest);
  console.log(".");
}
