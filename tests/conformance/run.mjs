// Runs the request and response files of tests/conformance/core against passerelle.wasm, through the very file that
// carries it in browsers (web/worker/core.ts). The same files run against the native core.
//
//   node tests/conformance/run.mjs --wasm a.wasm --wasm b.wasm --content fr.json --packs DIR [--cases DIR]
//
// A case is {"name","world":"demo","steps":[{"message":{...},"reply":{...}}]}. One case is one session; the world "demo"
// is the content pack and every pack of the manifest. An expected object matches when each of its members does; arrays
// and everything else match in full; null also stands for an absent member.

import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadCore } from "./load-core.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    wasm: { type: "string", multiple: true },
    content: { type: "string" },
    packs: { type: "string" },
    cases: { type: "string", default: join(here, "core") },
  },
});
if (!options.wasm || !options.content) {
  console.error("usage: run.mjs --wasm FILE... --content FILE [--packs DIR] [--cases DIR]");
  process.exit(2);
}

// What differs, as lines "path: expected ..., got ..."; none when it matches.
function differences(expected, actual, path = "reply") {
  const isObject = (value) => typeof value === "object" && value !== null;
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return [`${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`];
    return expected.flatMap((one, at) => differences(one, actual[at], `${path}[${at}]`));
  }
  if (isObject(expected)) {
    if (!isObject(actual) || Array.isArray(actual)) return [`${path}: expected an object, got ${JSON.stringify(actual)}`];
    return Object.entries(expected).flatMap(([key, value]) => differences(value, actual[key], `${path}.${key}`));
  }
  if (expected === (actual ?? null)) return [];
  return [`${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)?.slice(0, 200)}`];
}

function packsOf(directory) {
  if (!directory) return [];
  const { packs } = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"));
  return packs.flatMap(({ name, file, region, delta }) =>
    [file, ...(delta ? [delta.file] : [])].map((part) => ({
      name: region ? `${name}-${region}` : name,
      bytes: readFileSync(join(directory, part)),
    })),
  );
}

function runCase(core, { steps }) {
  return steps.flatMap(({ message, reply }, at) =>
    differences(reply, core.handle(message)).map((line) => `step ${at + 1} (${message.kind}): ${line}`),
  );
}

const { Core, knowsSimd } = await loadCore();
const packs = [{ name: "content", bytes: readFileSync(options.content) }, ...packsOf(options.packs)];
const cases = readdirSync(options.cases).filter((name) => name.endsWith(".json")).sort();
if (cases.length === 0) {
  console.error(`no cases in ${options.cases}`);
  process.exit(1);
}

let failed = 0;
for (const file of options.wasm) {
  const module = await WebAssembly.compile(readFileSync(file));
  for (const name of cases) {
    const conformance = JSON.parse(readFileSync(join(options.cases, name), "utf8"));
    const core = await Core.start(module);
    const refusals = packs.map(({ name: pack, bytes }) => [pack, core.loadPack(pack, bytes)]);
    const problems = refusals.filter(([, refusal]) => refusal).map(([pack, { code }]) => `pack ${pack}: ${code}`);
    if (conformance.world !== "demo") problems.push(`unknown world ${conformance.world}`);
    if (problems.length === 0) {
      try {
        problems.push(...runCase(core, conformance));
      } catch (error) {
        problems.push(String(error));
      }
    }
    core.close();
    if (problems.length > 0) failed += 1;
    console.log(`${problems.length === 0 ? "pass" : "FAIL"} ${basename(file)}: ${conformance.name}`);
    for (const problem of problems) console.log(`     ${problem}`);
  }
}
console.log(`${options.wasm.length * cases.length - failed} passed, ${failed} failed (SIMD here: ${knowsSimd()})`);
process.exitCode = failed === 0 ? 0 : 1;
