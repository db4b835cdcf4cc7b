// The sizes of what is fetched, from the files of a build (web/build.mjs), one figure a line: name value unit.
//
//   node web/size.mjs --out build/web --question http://127.0.0.1:8080/fr/profil/situation
//
// first_question_br is counted as it comes over the wire: the server's page in its own compression, and its style.

import { existsSync, readFileSync, statSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({ options: { out: { type: "string" }, question: { type: "string" } } });
if (!options.out) {
  console.error("web/size.mjs: --out DIR is missing");
  process.exit(2);
}

const assets = JSON.parse(readFileSync(join(options.out, "assets.json"), "utf8"));

function brotli(address) {
  const file = join(options.out, address);
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
}
const sum = (names) => names.reduce((bytes, name) => bytes + brotli(assets[name]), 0);

function print(name, bytes) {
  console.log(`${name} ${bytes} bytes`);
}

function wireSize(address) {
  return new Promise((resolve, reject) => {
    get(address, { headers: { "accept-encoding": "br" } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`${address}: ${response.statusCode}`));
      let bytes = 0;
      response.on("data", (chunk) => (bytes += chunk.length));
      response.on("end", () => resolve(bytes));
    }).on("error", reject);
  });
}

// A browser takes one of the two cores; the larger one counts.
const cores = ["passerelle.wasm", "passerelle.simd.wasm"].map((name) => brotli(assets[name]));
const core = Math.max(...cores);
// The content of one language: the largest.
const content = Math.max(...Object.keys(assets).filter((name) => name.startsWith("content.")).map((name) => sum([name])));
const scripts = sum(["page.js", "worker.js"]) + brotli("/sw.js");

if (options.question) print("first_question_br", (await wireSize(options.question)) + sum(["style.css"]));
print("offline_total_br", core + scripts + content + sum(["style.css", "icon.svg", "manifest.webmanifest"]));
print("core_wasm_br", core);
print("scripts_br", scripts);
print("workbench_br", sum(["workbench-loader.js", "workbench.js", "workbench.wasm"]));
