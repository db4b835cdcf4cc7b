// 100,000 random triples against the oracle, natively and in both builds of WebAssembly: the same points to the last.
//   node tests/conformance/match_oracle.mjs NATIVE PLAIN.wasm SIMD.wasm

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runProgram } from "../bench/run_program.mjs";

const [native, ...modules] = process.argv.slice(2);

// "name value" a line.
const figures = (printed) => Object.fromEntries(printed.trim().split("\n").map((line) => line.split(/ (.*)/)));
const expected = figures(execFileSync(native, { encoding: "utf8" }));

test("natively 100,000 triples agree with the oracle", () => {
  assert.equal(expected.triples, "100000");
  assert.equal(expected.disagreements, "0", expected.first);
});

test("the two modules are two builds", () => {
  const [plain, simd] = modules.map((file) => readFileSync(file));
  assert.ok(!plain.equals(simd));
});

for (const file of modules)
  test(`${file.split("/").at(-1)} agrees with the oracle, and with the native build`, async () => {
    assert.deepEqual(figures(await runProgram(readFileSync(file), "")), expected);
  });
