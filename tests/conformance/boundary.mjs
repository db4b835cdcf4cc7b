// The C boundary of passerelle.wasm as a host meets it: refusals, growth of the memory, several sessions.
//   node tests/conformance/boundary.mjs FILE.wasm CONTENT.json

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { loadCore } from "./load-core.mjs";

const [file, contentFile] = process.argv.slice(2);
const { Core } = await loadCore();
const module = await WebAssembly.compile(readFileSync(file));
const content = readFileSync(contentFile);
const moment = { now: 1774600000000, today: "2026-03-27", utc_offset: 60 };
const begin = { ...moment, kind: "start", path: "/fr/profil", device: "0".repeat(32), snapshot: null, face: "html", online: true };

async function ready() {
  const core = await Core.start(module);
  assert.equal(core.loadPack("content", content), null);
  return core;
}

test("the module imports functions only, and no more than a host can easily give", () => {
  const imports = WebAssembly.Module.imports(module);
  assert.ok(imports.every(({ kind }) => kind === "function"));
  assert.ok(imports.length <= 8, imports.map(({ name }) => name).join(" "));
});

test("the module says its version", async () => {
  const core = await Core.start(module);
  assert.match(core.version().version, /^\d+\.\d+\.\d+$/);
});

test("a message before the content pack is answered with an error, and the session can still be used", async () => {
  const core = await Core.start(module);
  assert.ok(core.handle(begin).error.code);
  assert.equal(core.loadPack("content", content), null);
  assert.match(core.handle(begin).page, /<main/);
});

test("a damaged content pack is refused with a code, and the good one stays", async () => {
  const core = await ready();
  assert.ok(core.loadPack("content", content.subarray(0, content.length - 2)).code);
  assert.match(core.handle(begin).page, /<main/);
});

test("a pack of an unknown format is refused with a code", async () => {
  const core = await ready();
  assert.ok(core.loadPack("offers", new Uint8Array(4096)).code);
  assert.ok(core.loadPack("offers", new Uint8Array(0)).code);
});

test("what is no message of the protocol is answered with an error and changes nothing", async () => {
  const core = await ready();
  core.handle(begin);
  assert.ok(core.handle({ ...moment, kind: "dance" }).error.code);
  assert.match(core.handle({ ...moment, kind: "open", path: "/fr/profil" }).path, /^\/fr\/profil/);
});

test("texts larger than a stack, and in every script, come through unchanged", async () => {
  const core = await ready();
  core.handle(begin);
  const text = "maçon 🧱 \u202eعامل\u202c ".repeat(20_000);
  const reply = core.handle({ ...moment, kind: "type", name: "wish/+/occupation", text });
  assert.ok(reply.path);
});

test("replies stay right while the memory grows", async () => {
  const core = await ready();
  core.handle(begin);
  const before = core.memoryBytes;
  // Refused, but first laid into memory: two of them are more than the module starts with.
  core.loadPack("offers", new Uint8Array(8 * 1024 * 1024));
  core.loadPack("offers", new Uint8Array(24 * 1024 * 1024));
  assert.ok(core.memoryBytes > before);
  assert.match(core.handle({ ...moment, kind: "open", path: "/fr/profil" }).title, /./);
});

test("a thousand messages leave the memory where it was", async () => {
  const core = await ready();
  core.handle(begin);
  const open = (path) => core.handle({ ...moment, kind: "open", path });
  for (let round = 0; round < 50; ++round) open(round % 2 ? "/fr/" : "/fr/profil");
  const before = core.memoryBytes;
  for (let round = 0; round < 1000; ++round) open(round % 2 ? "/fr/" : "/fr/profil");
  assert.equal(core.memoryBytes, before);
});
