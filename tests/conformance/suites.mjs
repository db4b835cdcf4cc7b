// Cases that nobody here wrote, through the shipped passerelle.wasm: the ratified JsonLogic cases, and CertLogic's.
//   node tests/conformance/suites.mjs FILE.wasm SUITES_DIR

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { loadCore } from "./load-core.mjs";

const [file, suites] = process.argv.slice(2);
const { Core } = await loadCore();
const core = await Core.start(await WebAssembly.compile(readFileSync(file)));
const read = (...path) => JSON.parse(readFileSync(join(suites, ...path), "utf8"));
const missing = existsSync(suites) ? false : `no public suites in ${suites}`;

function check(dialect, rule, data, expected) {
  const reply = core.handle({ kind: "evaluate", dialect, rule, data });
  assert.ok(!reply.error, `${JSON.stringify({ rule, data })}: ${JSON.stringify(reply.error)}`);
  assert.deepEqual(reply.result, expected, JSON.stringify({ rule, data }));
}

test("all ratified JsonLogic cases", { skip: missing }, () => {
  const cases = read("jsonlogic/compatible.json").filter((one) => typeof one === "object");
  for (const { rule, data = null, result } of cases) check("jsonlogic", rule, data, result);
  assert.equal(cases.length, 278);
});

test("all CertLogic specification cases", { skip: missing }, () => {
  let count = 0;
  for (const name of readdirSync(join(suites, "certlogic/testSuite")))
    for (const one of read("certlogic/testSuite", name).cases)
      for (const { certLogicExpression = one.certLogicExpression, data, expected } of one.assertions) {
        check("certlogic", certLogicExpression, data, expected);
        count += 1;
      }
  assert.equal(count, 203);
});

test("what the CertLogic validator refuses is refused", { skip: missing }, () => {
  let count = 0;
  for (const name of readdirSync(join(suites, "certlogic/validation-testSuite")))
    for (const { certLogicExpression: rule, issues } of read("certlogic/validation-testSuite", name).cases) {
      if (issues.length === 0) continue;
      assert.ok(core.handle({ kind: "evaluate", dialect: "certlogic", rule, data: null }).error, JSON.stringify(rule));
      count += 1;
    }
  assert.ok(count > 10);
});

test("a rule over the bounds is an error with its place", () => {
  let deep = { var: "a" };
  for (let i = 0; i < 26; ++i) deep = { "!": [deep] };
  assert.equal(core.handle({ kind: "evaluate", dialect: "certlogic", rule: deep, data: {} }).error, undefined);
  const wrong = { and: [true, { plusTime: ["no date", 1, "day"] }] };
  assert.equal(core.handle({ kind: "evaluate", dialect: "certlogic", rule: wrong, data: {} }).error.code, "rule-date");
  const list = Array.from({ length: 600 }, (_, i) => i);
  const counting = { reduce: [list, { "+": [{ var: "accumulator" }, 1] }, 0] };
  const squared = { reduce: [list, counting, 0] };
  assert.equal(core.handle({ kind: "evaluate", dialect: "jsonlogic", rule: counting, data: {} }).result, 600);
  assert.equal(core.handle({ kind: "evaluate", dialect: "jsonlogic", rule: squared, data: {} }).error.code, "rule-too-large");
  assert.ok(core.handle({ kind: "evaluate", dialect: "lisp", rule: 1 }).error);
});
