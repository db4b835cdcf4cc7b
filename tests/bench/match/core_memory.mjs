// How much memory the core itself takes with packs loaded, as the worker loads them:
//   node core_memory.mjs CORE.wasm NAME=PACK_FILE...
// A WebAssembly memory never shrinks, so its size at the end is the most that was needed at any time. The core takes no
// more than it declares: what does not fit ends with "no memory".

import { readFileSync } from "node:fs";

const [core, ...packs] = process.argv.slice(2);
const module = await WebAssembly.compile(readFileSync(core));
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 52;
const { exports } = await WebAssembly.instantiate(module, imports);
exports._initialize?.();
const session = exports.passerelle_open();

function put(bytes) {
  const at = exports.passerelle_alloc(bytes.length);
  if (at === 0) throw new Error("no memory");
  new Uint8Array(exports.memory.buffer).set(bytes, at);
  return at;
}
for (const pack of packs) {
  const [name, file] = pack.split("=");
  const word = new TextEncoder().encode(name);
  const bytes = readFileSync(file);
  const at = put(word);
  const answer = exports.passerelle_load_pack(session, at, word.length, put(bytes), bytes.length);
  const view = new DataView(exports.memory.buffer);
  if (view.getUint32(answer, true) !== 0) {
    const text = new Uint8Array(exports.memory.buffer, view.getUint32(answer + 4, true), view.getUint32(answer + 8, true));
    throw new Error(`${pack}: ${new TextDecoder().decode(text)}`);
  }
  exports.passerelle_free(at);
}
console.log(`memory_bytes ${exports.memory.buffer.byteLength} bytes`);
