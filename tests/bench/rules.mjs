// The figures of the rules: node tests/bench/rules.mjs NATIVE_PROGRAM PROGRAM.wasm [SUITES_DIR]
// Every measure for one person, natively, as WebAssembly, and as WebAssembly in Chromium slowed six times; and the
// public JsonLogic cases beside the two engines of npm, in one run, as a ratio to the faster of them.

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { LogicEngine } from "json-logic-engine";
import jsonLogic from "json-logic-js";
import { launch, missing } from "../browser/support/chromium.mjs";
import { root } from "../browser/support/server.mjs";
import { runProgram } from "./run_program.mjs";

const [native, program, suites = join(root, "../shared/data/suites")] = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const folder = join(root, "shared/content/measures");
const measures = readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => read(join(folder, name)));
// Everything answered, so that no rule ends early for want of an answer.
const facts = {
  birth_date: "2002-05-10", registered: true, registered_since: "2025-03-01", work: "none",
  unoccupied_since: "2025-03-01", highest_diploma: "lower_secondary", allowance: "none",
  commune: { postcode: "6000", name: "Charleroi" }, hire_contract: "open_ended", hire_months: 12, hire_share: 100,
};

// Refused by most measures, so that what would turn each no is looked for.
const refused_facts = { ...facts, work: "student", hire_contract: "fixed_term", hire_months: 1, hire_share: 20 };

// Cases that all of them answer as the suite says: what one engine refuses is no measure of speed.
const engine = new LogicEngine();
const right = (work, expected) => {
  try {
    return isDeepStrictEqual(work(), expected);
  } catch {
    return false;
  }
};
const suite = join(suites, "jsonlogic/compatible.json");
const cases = (existsSync(suite) ? read(suite) : [])
  .filter((one) => typeof one === "object")
  .map(({ rule, data = null, result }) => ({ rule, data, result }))
  .filter(({ rule, data, result }) =>
    right(() => jsonLogic.apply(rule, data), result) && right(() => engine.run(rule, data), result));

const input = JSON.stringify({ measures, facts, refused_facts, today: "2026-03-02", cases });

function medianMs(work) {
  for (const start = performance.now(); performance.now() - start < 500; ) work();  // as ours, in rules_bench.cpp
  let repeat = 1;
  for (; ; repeat *= 2) {
    const start = performance.now();
    for (let i = 0; i < repeat; ++i) work();
    if (performance.now() - start >= 4) break;
  }
  const times = Array.from({ length: 31 }, () => {
    const start = performance.now();
    for (let i = 0; i < repeat; ++i) work();
    return (performance.now() - start) / repeat;
  });
  return times.sort((a, b) => a - b)[15];
}

const figures = (text) => Object.fromEntries([...text.matchAll(/^(\S+) ([\d.]+) /gm)].map(([, name, value]) => [name, Number(value)]));
const print = (name, value, unit) => console.log(`${name} ${value} ${unit}`);

const bytes = readFileSync(program);
const natively = figures(execFileSync(native, { input, encoding: "utf8" }));
const wasm = figures(await runProgram(bytes, input));
print("native_judge_all_ms", natively.judge_all_ms, "ms");
print("judge_all_ms", wasm.judge_all_ms, "ms");
print("judge_all_with_changes_ms", wasm.judge_all_with_changes_ms, "ms");
print("judge_all_measures", wasm.judge_all_measures, "measures");

if (missing) console.error(missing);
else {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await (await page.context().newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: 6 });
    const text = await page.evaluate(
      ([run, base64, given]) =>
        new Function(`return ${run}`)()(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)), given),
      [runProgram.toString(), bytes.toString("base64"), JSON.stringify({ ...JSON.parse(input), cases: [] })],
    );
    print("judge_all_ms_cpu6x", figures(text).judge_all_ms, "ms");
    print("judge_all_with_changes_ms_cpu6x", figures(text).judge_all_with_changes_ms, "ms");
  } finally {
    await browser.close();
  }
}

if (cases.length === 0) console.error(`no public suites in ${suites}`);
else {
  // Turn by turn, and the middle of the turns: what else the machine does then slows all of them.
  const ours = async () => figures(await runProgram(bytes, JSON.stringify({ ...JSON.parse(input), measures: [] }))).jsonlogic_cases_ms;
  const contenders = {
    ours,
    "json-logic-js": () => medianMs(() => cases.forEach(({ rule, data }) => jsonLogic.apply(rule, data))),
    "json-logic-engine": () => medianMs(() => cases.forEach(({ rule, data }) => engine.run(rule, data))),
  };
  const turns = [];
  for (let turn = 0; turn < 7; ++turn) {
    const times = {};
    for (const [name, measure] of Object.entries(contenders)) times[name] = await measure();
    turns.push(times);
  }
  const middle = (of) => turns.map(of).sort((a, b) => a - b)[3];
  print("jsonlogic_cases", cases.length, "cases");
  for (const name of Object.keys(contenders)) print(`jsonlogic_${name}_ms`, middle((times) => times[name]).toFixed(4), "ms");
  const ratio = middle((times) => times.ours / Math.min(times["json-logic-js"], times["json-logic-engine"]));
  print("jsonlogic_ratio", ratio.toFixed(3), "ours/fastest");
}
