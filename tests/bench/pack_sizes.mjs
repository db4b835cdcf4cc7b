// The sizes of packs as they are downloaded, brotli: node tests/bench/pack_sizes.mjs PASSERELLE DATA_DIR WORK_DIR
// Occupations and skills from the real ESCO when it is there, 5,000 offers of the demo.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const [binary, data, folder] = process.argv.slice(2);
const run = (...args) => execFileSync(binary, args, { stdio: ["ignore", "ignore", "pipe"] });
rmSync(folder, { recursive: true, force: true });

function print(prefix, packs, only) {
  for (const { name, file } of JSON.parse(readFileSync(join(packs, "manifest.json"), "utf8")).packs) {
    if (only && !only.includes(name)) continue;
    const bytes = readFileSync(join(packs, file));
    const compressed = brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    });
    console.log(`${prefix}${name}_br ${compressed.length} bytes`);
  }
}

const esco = join(data, "esco");
if (existsSync(esco)) {
  const packs = join(folder, "esco");
  run("import", "esco", esco, "--language", "fr", "--out", packs);
  print("pack_esco_fr_", packs);
} else console.error(`skipped: no ${esco}`);
const demo = join(folder, "demo");
run("pack", "demo", "--seed", "1", "--offers", "5000", "--out", demo);
print("pack_demo_5000_", demo, ["offers"]);
