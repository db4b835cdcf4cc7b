// passerelle match as a person starts it: pack files of the demo in any order, a profile document or a JSON Resume.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../browser/support/server.mjs";

const binary = (process.env.PASSERELLE_SERVE ?? "build/release/server-stub/passerelle serve").split(" ")[0];
const demo = join(root, "build/demo/packs");
const packs = readdirSync(demo).filter((name) => name.endsWith(".pack")).map((name) => join(demo, name));
const folder = mkdtempSync(join(tmpdir(), "passerelle-match-"));
after(() => rmSync(folder, { recursive: true }));

function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}
const run = (...args) => spawnSync(binary, ["match", "--today", "2026-03-27", ...args], { cwd: root, encoding: "utf8" });
function lines(...args) {
  const { status, stdout, stderr } = run(...args);
  assert.equal(status, 0, stderr);
  return stdout.trim().split("\n").map((line) => JSON.parse(line));
}

const mason = JSON.parse(
  execFileSync(binary, ["titles", "--packs", demo, "--top", "1"], { cwd: root, input: "maçon\n", encoding: "utf8" }),
).results[0];
const profile = file("profile.json", {
  schema: 1,
  answers: { radius_km: { value: 25, revision: 0 }, birth_date: { value: "1990-01-01", revision: 0 } },
  lists: {
    wish: [{ id: "a-1", position: 1, fields: { occupation: { value: { uri: mason.uri, label: mason.label }, revision: 0 } } }],
  },
});
const resume = file("resume.json", {
  basics: { name: "A. Exemple", label: "Maçon" },
  work: [{ position: "Vice-président des nuages", startDate: "2020" }],
});

test("one result a line, best first, with the points and the reason of every criterion", () => {
  const results = lines("--profile", profile, "--pack", ...packs, "--top", "7");
  assert.equal(results.length, 7);
  assert.equal(results[0].occupation.uri, mason.uri);
  for (const [at, { points, reasons }] of results.entries()) {
    assert.equal(reasons.length, 10);
    assert.equal(reasons.reduce((sum, reason) => sum + reason.points, 0), points);
    assert.ok(at === 0 || results[at - 1].points >= points);
  }
});

test("the packs may stand in any order, or be the directory's", () => {
  const expected = lines("--profile", profile, "--pack", ...packs);
  assert.deepEqual(lines("--profile", profile, "--pack", ...packs.toReversed()), expected);
  assert.deepEqual(lines("--profile", profile, "--packs", demo), expected);
});

test("a résumé is matched, and what was not understood is said", () => {
  const { stdout, stderr, status } = run("--profile", resume, "--pack", ...packs, "--top", "3");
  assert.equal(status, 0, stderr);
  assert.equal(JSON.parse(stdout.split("\n")[0]).occupation.uri, mason.uri);
  assert.match(stderr, /not understood: work\/0\/position "Vice-président des nuages"/);
});

test("weights from a file change the points", () => {
  const weights = file("weights.json", { occupation: 0, skills: 0, place: 1000 });
  const [best] = lines("--profile", profile, "--pack", ...packs, "--weights", weights, "--top", "1");
  assert.equal(best.reasons.find(({ criterion }) => criterion === "occupation").maximum, 0);
  const wrong = file("wrong.json", { age: 3 });
  const refused = run("--profile", profile, "--pack", ...packs, "--weights", wrong);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /age/);
});

test("what can not be done is said: no offers, a damaged pack, a wrong option", () => {
  const without = packs.filter((name) => !name.includes("/offers"));
  assert.match(run("--profile", profile, "--pack", ...without).stderr, /packs-missing/);
  assert.match(run("--profile", profile, "--pack", profile).stderr, /pack-damaged/);
  assert.equal(run("--profile", profile).status, 2);
  assert.equal(run("--profile", profile, "--pack", packs[0], "--packs", demo).status, 2);
});
