// Builds everything a browser fetches into one folder, under names that carry the hash of their content:
//
//   node web/build.mjs --wasm build/wasm/wasm --content build/release/content --packs build/packs --out build/web
//
//   OUT/assets/NAME.HASH.EXT   scripts, style, wasm, content packs, icon; immutable
//   OUT/sw.js                  the service worker, at an address that never changes
//   OUT/document.json          what the server writes into the head of its documents
//   OUT/assets.json            logical name -> address, for size.mjs and the tests
//
// Beside every file that shrinks lie FILE.br (quality 11) and FILE.gz; --packs does the same for a folder of packs,
// where they lie. `--check` runs the type checker instead.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

const { values: options } = parseArgs({
  options: {
    wasm: { type: "string" },
    content: { type: "string" },
    packs: { type: "string" },
    out: { type: "string" },
    check: { type: "boolean" },
  },
});

if (options.check) {
  const tsc = resolve(here, "../node_modules/.bin/tsc");
  for (const project of [".", "worker", "service-worker"])
    execFileSync(process.execPath, [tsc, "-p", join(here, project)], { stdio: "inherit" });
  process.exit(0);
}

for (const name of ["wasm", "content", "out"])
  if (!options[name]) {
    console.error(`web/build.mjs: --${name} DIR is missing`);
    process.exit(2);
  }

const COMPRESSIBLE = new Set([".js", ".css", ".json", ".wasm", ".svg", ".webmanifest", ".pack"]);
// Quality 11 takes half a minute for a pack of 20 MB, and gains little there.
const LARGE_BYTES = 4 * 1024 * 1024;
const TARGET = ["es2020", "chrome91", "firefox90", "safari15"]; // the first with module scripts and wasm SIMD, or nearly

// Built aside and put in place in one step: a server that reads meanwhile sees the old files or the new ones.
const out = resolve(options.out);
const made = `${out}.new`;
rmSync(made, { recursive: true, force: true });
mkdirSync(join(made, "assets"), { recursive: true });

function write(path, bytes) {
  const file = join(made, path);
  writeFileSync(file, bytes);
  compress(file, bytes);
}

function compress(file, bytes) {
  if (!COMPRESSIBLE.has(extname(file))) return;
  const quality = bytes.length > LARGE_BYTES ? 9 : 11;
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  if (brotli.length >= bytes.length) return;
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

const assets = {};

function asset(name, bytes) {
  const buffer = Buffer.from(bytes);
  const hash = createHash("sha256").update(buffer).digest("hex").slice(0, 12);
  const extension = extname(name);
  const address = `/assets/${name.slice(0, -extension.length)}.${hash}${extension}`;
  write(address.slice(1), buffer);
  assets[name] = address;
  return address;
}

function input(path) {
  if (existsSync(path)) return readFileSync(path);
  console.error(`web/build.mjs: ${path} is missing; build it first (see README.md)`);
  process.exit(1);
}

async function script(entry, format, define) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    format,
    target: TARGET,
    define: Object.fromEntries(Object.entries(define).map(([name, value]) => [name, JSON.stringify(value)])),
    legalComments: "none",
    write: false,
    logLevel: "warning",
  });
  return result.outputFiles[0].contents;
}

const css = await build({
  entryPoints: [join(here, "styles/style.css")], bundle: true, minify: true, target: TARGET, write: false,
  logLevel: "warning",
});
asset("style.css", css.outputFiles[0].contents);

const icon = asset("icon.svg", input(join(here, "page/icon.svg")));
const manifest = JSON.parse(input(join(here, "page/manifest.webmanifest")).toString());
manifest.icons = [{ src: icon, sizes: "any", type: "image/svg+xml" }];
asset("manifest.webmanifest", JSON.stringify(manifest));

const content = {};
for (const name of readdirSync(options.content).sort()) {
  const [, language] = /^content-([a-z]{2})\.json$/.exec(name) ?? [];
  if (language) content[language] = asset(`content.${language}.json`, input(join(options.content, name)));
}
if (Object.keys(content).length === 0) {
  console.error(`web/build.mjs: no content pack in ${options.content}`);
  process.exit(1);
}

const core = asset("passerelle.wasm", input(join(options.wasm, "core/passerelle.wasm")));
const coreSimd = asset("passerelle.simd.wasm", input(join(options.wasm, "core/passerelle.simd.wasm")));
const workbenchScript = asset("workbench.js", input(join(options.wasm, "workbench/workbench.js")));
const workbenchWasm = asset("workbench.wasm", input(join(options.wasm, "workbench/workbench.wasm")));

const workbench = asset(
  "workbench-loader.js",
  await script("page/workbench.ts", "esm", {
    "ADDRESSES.workbenchScript": workbenchScript,
    "ADDRESSES.workbenchWasm": workbenchWasm,
  }),
);
const worker = asset(
  "worker.js",
  await script("worker/worker.ts", "iife", {
    "ADDRESSES.core": core,
    "ADDRESSES.coreSimd": coreSimd,
    "ADDRESSES.content": content,
  }),
);
const page = asset(
  "page.js",
  await script("page/page.ts", "esm", { "ADDRESSES.worker": worker, "ADDRESSES.workbench": workbench }),
);

const offline = {
  files: [page, worker, assets["style.css"], icon, assets["manifest.webmanifest"]],
  core,
  coreSimd,
  script: page,
  languages: Object.fromEntries(
    Object.entries(content).map(([language, file]) => [language, { content: file, shell: `/${language}/` }]),
  ),
};
const version = createHash("sha256").update(JSON.stringify(offline)).digest("hex").slice(0, 12);
write("sw.js", Buffer.from(await script("service-worker/sw.ts", "iife", { BUILD: { version, ...offline } })));

writeFileSync(join(made, "assets.json"), JSON.stringify(assets, null, 2) + "\n");
writeFileSync(
  join(made, "document.json"),
  JSON.stringify({
    product: manifest.name, style: assets["style.css"], script: page, manifest: assets["manifest.webmanifest"], icon,
  }) + "\n",
);

if (options.packs)
  for (const name of readdirSync(options.packs)) {
    const file = join(options.packs, name);
    if (extname(name) === ".pack" && !existsSync(`${file}.br`)) compress(file, input(file));
  }

rmSync(out, { recursive: true, force: true });
renameSync(made, out);
for (const [name, address] of Object.entries(assets)) {
  const file = join(out, address);
  const size = (path) => (existsSync(path) ? readFileSync(path).length : 0);
  console.log(`${name} ${size(file)} bytes, ${size(`${file}.br`)} brotli`);
}
