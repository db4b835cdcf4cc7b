// Runs a program built as standalone WebAssembly: node tests/bench/run_wasm.mjs PROGRAM.wasm

import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const wasi = new WASI({ version: "preview1", returnOnExit: true });
const module = await WebAssembly.compile(readFileSync(process.argv[2]));
// Emscripten tells a host that the memory has grown, for those who keep a view of it.
const env = { emscripten_notify_memory_growth() {} };
const instance = await WebAssembly.instantiate(module, { ...wasi.getImportObject(), env });
process.exitCode = wasi.start(instance);
