// Matching beside what else could do it, in one run: node tests/bench/match.mjs BUILD_DIR [SIZE...]
// The same seeded offers and the same twenty persons for each contender (match/contender.mjs says what each is asked):
//   native_, nosimd_ and no prefix: our engine natively, as WebAssembly, and as WebAssembly with SIMD, which phones run
//   plain_js_: the same scoring in JavaScript, the same points for every offer, which is checked first
//   minisearch_, orama_, flexsearch_, sqljs_: npm's search engines and SQLite, asked for the nearest they understand
// Contenders live in processes of their own and take turns, so that what else the machine does then slows all of them.
// Queries are by the clock: median, 95th percentile, and best, the fastest of them, which depends least on what else
// runs. Building is processor time, of which queries are too short: its clock ticks every 4 ms. Ratios are ours with
// SIMD divided by theirs. Memory: of ours the size of the core's WebAssembly memory with the packs in it, less that of an empty one;
// of the others the heap and what hangs on it, after and before building, garbage collected.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { openPack, readPacks, readQuestion } from "./match/pack.mjs";
import { prepare, rank, score } from "./match/plain_js.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [build, ...sizes] = process.argv.slice(2);
const native = join(build, "release/tests/bench_match");
const wasm = (name) => join(build, `wasm/wasm/bench_match.${name}.wasm`);
const core = join(build, "wasm/wasm/core/passerelle.simd.wasm");
const passerelle = join(build, "release/server-stub/passerelle");
const PERSONS = 20;
// Beyond these a library would hold up the bench: what it needs for ten times as much is taken as ten times as much.
const MOST_BUILD_MS = 25_000;
const MOST_MEMORY_BYTES = 2_000_000_000;

const started = performance.now();
const print = (name, value, unit) => console.log(`${name} ${value} ${unit}`);
const say = (text) => console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`);
const short = (size) => (size >= 1e6 ? `${size / 1e6}m` : `${size / 1e3}k`);
const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const slow = (values) => values.toSorted((a, b) => a - b)[Math.floor((values.length * 95) / 100)];
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

class Contender {
  #child;
  #lines;
  times = [];

  constructor(name, command, ...args) {
    this.name = name;
    this.#child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }
  // The figures answered, each a list.
  async ask(command) {
    this.#child.stdin.write(`${command}\n`);
    const figures = {};
    for (;;) {
      const { value: line, done } = await this.#lines.next();
      if (done) throw new Error(`${this.name} stopped at "${command}"`);
      if (line === ".") return figures;
      const [name, value] = line.split(" ");
      (figures[name] ??= []).push(name === "best" || name === "digest" ? value : Number(value));
    }
  }
  async rank(person, runs) {
    this.times.push(...(await this.ask(`rank ${person} ${runs}`)).rank_ms);
  }
  stop() {
    this.#child.stdin.end();
    this.#child.kill();
  }
}

const node = (...args) => [process.execPath, "--no-warnings", "--expose-gc", ...args];
const of_wasm = (name, file) => new Contender(name, ...node(join(here, "run_wasm.mjs"), file));
const libraries = ["minisearch", "orama", "flexsearch", "sqljs"];

// Every offer, every person: the points and the filters of the plain version against those of the engine, and the best.
function check(folder) {
  const question = readQuestion(folder);
  const packs = readPacks(folder).map(openPack);
  const lots = packs.map((_, number) => new Uint32Array(new Uint8Array(readFileSync(join(folder, `lots-${number}.bin`))).buffer));
  let offers = 0;
  question.persons.forEach((described, number) => {
    const person = prepare(described);
    const bytes = readFileSync(join(folder, `points-${number}.bin`));
    const expected = new Uint16Array(new Uint8Array(bytes).buffer);
    let at = 0;
    for (const columns of packs) {
      const totals = new Uint16Array(columns.size);
      const removed = new Uint16Array(columns.size);
      score(person, columns, question.maximum, totals, removed);
      for (const column of [totals, removed])
        for (const value of column) if (value !== expected[at++]) throw new Error(`other points: person ${number}, value ${at - 1}`);
      offers += columns.size;
    }
    const best = rank(person, packs, question.maximum, lots, 50);
    if (JSON.stringify(best) !== JSON.stringify(described.best)) throw new Error(`another order: person ${number}`);
  });
  return offers;
}

// null: more than a core takes.
function core_memory(...packs) {
  const [command, ...args] = node(join(here, "match/core_memory.mjs"), core, ...packs);
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status === 0) return Number(stdout.split(" ")[1]);
  if (stderr.includes("no memory")) return null;
  throw new Error(stderr);
}
const empty_core = core_memory();

// What a library needed for the size before, to know whether ten times as much is too much.
const before = new Map();
const too_much = (name, factor) => {
  const { build_ms, memory } = before.get(name) ?? { build_ms: 0, memory: 0 };
  return build_ms * factor > MOST_BUILD_MS || memory * factor > MOST_MEMORY_BYTES;
};

async function measure(size, size_before) {
  const folder = join(build, "bench/match", String(size));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const k = short(size);

  say(`${k} offers: ours`);
  const ours = [new Contender("native_", native), of_wasm("nosimd_", wasm("plain")), of_wasm("", wasm("simd"))];
  const digests = new Set();
  const built = new Map();
  for (const one of ours) {
    built.set(one.name, await one.ask(`make ${size}`));
    digests.add((await one.ask("check")).digest[0]);
  }
  if (digests.size !== 1) throw new Error("the builds of the engine differ");
  await ours[0].ask(`write ${folder}`);
  say(`${k} offers: the plain version against ours`);
  print(`plain_js_equal_${k}`, check(folder), "offers");

  const others = ["plain_js", ...libraries].filter((name) => {
    if (name === "plain_js" || !too_much(name, size / size_before)) return true;
    say(`${name} is left out at ${k}: it would take too long or too much memory`);
    before.set(name, { build_ms: Infinity, memory: Infinity });
    return false;
  });
  const rivals = [];
  for (const name of others) {
    say(`${k} offers: building ${name}`);
    const rival = new Contender(`${name}_`, ...node("--max-old-space-size=6000", join(here, "match/contender.mjs"), name, folder));
    built.set(rival.name, await rival.ask("make"));
    rivals.push(rival);
  }

  say(`${k} offers: queries, in turns`);
  const all = [...ours, ...rivals];
  const fast = new Set(["native_", "nosimd_", "", "plain_js_"]);
  for (const one of all) for (const person of [1, 2, 3]) await one.ask(`rank ${person} ${fast.has(one.name) ? 10 : 1}`);
  for (let person = 0; person < PERSONS; ++person)
    for (const one of all) await one.rank(person, fast.has(one.name) ? (size > 200_000 ? 2 : 5) : 1);

  const packs = readPacks(folder).map((_, number) => `offers-${number}=${join(folder, `offers-${number}.pack`)}`);
  const whole = core_memory(`occupations=${join(folder, "occupations.pack")}`, `skills=${join(folder, "skills.pack")}`, ...packs);
  const memory = whole === null ? null : whole - empty_core;
  if (memory === null) say(`${k} offers do not fit in one core`);
  for (const one of all) {
    const { build_cpu_ms, open_cpu_ms, packs_bytes, memory_bytes } = built.get(one.name);
    print(`${one.name}build_${k}_cpu_ms`, build_cpu_ms[0].toFixed(1), "ms");
    if (open_cpu_ms) print(`${one.name}open_${k}_cpu_ms`, open_cpu_ms[0].toFixed(2), "ms");
    if (one.name === "") print(`packs_${k}_bytes`, packs_bytes[0], "bytes");
    if (one.name === "" && memory !== null) print(`memory_${k}_bytes`, memory, "bytes");
    if (memory_bytes) print(`${one.name}memory_${k}_bytes`, memory_bytes[0], "bytes");
    print(`${one.name}rank_${k}_ms`, middle(one.times).toFixed(3), "ms");
    print(`${one.name}rank_${k}_p95_ms`, slow(one.times).toFixed(3), "ms");
    print(`${one.name}rank_${k}_best_ms`, Math.min(...one.times).toFixed(3), "ms");
  }
  const [, , simd] = ours;
  const { build_cpu_ms: [our_build], open_cpu_ms: [our_open] } = built.get("");
  for (const one of all.filter(({ name }) => name !== "")) {
    const { build_cpu_ms: [their_build], memory_bytes } = built.get(one.name);
    if (!fast.has(one.name)) {
      print(`${one.name}build_${k}_ratio`, ((our_build + our_open) / their_build).toFixed(4), "ours/theirs");
      print(`${one.name}open_${k}_ratio`, (our_open / their_build).toFixed(4), "ours/theirs");
    }
    if (memory_bytes && memory !== null) print(`${one.name}memory_${k}_ratio`, (memory / memory_bytes[0]).toFixed(4), "ours/theirs");
    print(`${one.name}rank_${k}_ratio`, (middle(simd.times) / middle(one.times)).toFixed(4), "ours/theirs");
    print(`${one.name}rank_${k}_p95_ratio`, (slow(simd.times) / slow(one.times)).toFixed(4), "ours/theirs");
    print(`${one.name}rank_${k}_best_ratio`, (Math.min(...simd.times) / Math.min(...one.times)).toFixed(4), "ours/theirs");
  }

  // How many of our best they find: what the words of a query leave of the question.
  const question = readQuestion(folder);
  const first = readPacks(folder).map(openPack).reduce((starts, { size: count }) => [...starts, starts.at(-1) + count], [0]);
  for (const one of rivals.filter(({ name }) => !fast.has(name))) {
    const shares = [];
    for (let person = 0; person < PERSONS; person += 4) {
      const wanted = new Set(question.persons[person].best.map(([pack, offer]) => first[pack] + offer));
      const { best } = await one.ask(`best ${person}`);
      shares.push(best[0].split(",").filter((id) => wanted.has(Number(id))).length / wanted.size);
    }
    print(`${one.name}best_found_${k}`, mean(shares).toFixed(3), "share");
    const { build_cpu_ms, memory_bytes } = built.get(one.name);
    before.set(one.name.slice(0, -1), { build_ms: build_cpu_ms[0], memory: memory_bytes[0] });
  }
  for (const one of rivals) one.stop();

  if (size === 100_000) {
    say(`${k} offers: what-if and the rest`);
    for (const one of ours) {
      const extras = await one.ask("extras 9");
      for (const [name, [value]] of Object.entries(extras)) print(`${one.name}${name.replace(/_(best_ms|ms)$/, `_${k}_$1`)}`, value, "ms");
    }
  }
  for (const one of ours) one.stop();
}

const wanted = sizes.length > 0 ? sizes.map(Number) : [10_000, 100_000, 1_000_000];
for (const [at, size] of wanted.entries()) await measure(size, wanted[at - 1] ?? size);

// The worker with 100,000 offers of the demo, texts and all, and everything else it loads.
say("the core's memory with the demo's offers");
const demo = join(build, "bench/match/demo");
rmSync(demo, { recursive: true, force: true });
mkdirSync(demo, { recursive: true });
execFileSync(passerelle, ["pack", "demo", "--seed", "1", "--offers", "100000", "--out", demo], { stdio: "ignore" });
const { packs } = JSON.parse(readFileSync(join(demo, "manifest.json"), "utf8"));
const load_order = ["occupations", "skills", "places", "offers"];
const loaded = packs.filter(({ name }) => load_order.includes(name)).sort((a, b) => load_order.indexOf(a.name) - load_order.indexOf(b.name))
  .map(({ name, file }) => `${name}=${join(demo, file)}`);
print("worker_memory_100k_demo_offers_bytes", core_memory(`content=${join(build, "content/content-fr.json")}`, ...loaded), "bytes");
