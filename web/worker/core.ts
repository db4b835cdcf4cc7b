// The only file that touches the memory of passerelle.wasm (wasm/core/boundary.hpp is the other side).
// Bytes are copied out at once, and views are rebuilt after each call: a view taken before the memory grew reads
// zeros without a word (emscripten #6747). Runs in workers and in Node; knows neither DOM nor network.

import type { Reply } from "./protocol.js";

// The core stopped, or can not start. The instance is lost; the host starts another from the stored snapshot.
export class CoreFailure extends Error {}

export interface PackRefusal {
  code: string;
  field: string;
  message: string;
}

interface Exports {
  memory: WebAssembly.Memory;
  _initialize?: () => void;
  passerelle_version(): number;
  passerelle_open(): number;
  passerelle_load_pack(session: number, name: number, nameSize: number, bytes: number, size: number): number;
  passerelle_handle(session: number, message: number, size: number): number;
  passerelle_close(session: number): void;
  passerelle_alloc(size: number): number;
  passerelle_free(block: number): void;
}

const ENOSYS = 52; // WASI's number for "not here"

// The core does no input or output. What its C library still imports answers "not here"; the list differs between
// Emscripten versions, so it is read from the module.
function importsOf(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind !== "function") throw new CoreFailure(`the module wants ${from}.${name}`);
    (imports[from] ??= {})[name] = () => {
      if (name === "proc_exit") throw new CoreFailure("the core gave up");
      return ENOSYS;
    };
  }
  return imports;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Core {
  readonly #exports: Exports;
  readonly #session: number;

  private constructor(exports: Exports) {
    this.#exports = exports;
    exports._initialize?.();
    this.#session = exports.passerelle_open();
    if (!this.#session) throw new CoreFailure("no memory");
  }

  static async start(module: WebAssembly.Module): Promise<Core> {
    const instance = await WebAssembly.instantiate(module, importsOf(module));
    return new Core(instance.exports as unknown as Exports);
  }

  version(): { version: string; simd: boolean } {
    return JSON.parse(this.#take(this.#exports.passerelle_version()).text);
  }

  // null: loaded. The bytes are copied once, into the core's memory, where the pack is read in place.
  loadPack(name: string, bytes: Uint8Array): PackRefusal | null {
    const encoded = encoder.encode(name);
    const namePointer = this.#put(encoded);
    const pointer = this.#put(bytes); // the session's from here on
    const { status, text } = this.#take(
      this.#exports.passerelle_load_pack(this.#session, namePointer, encoded.length, pointer, bytes.length),
    );
    this.#exports.passerelle_free(namePointer);
    return status === 0 ? null : JSON.parse(text);
  }

  handle(message: object): Reply {
    const encoded = encoder.encode(JSON.stringify(message));
    const pointer = this.#put(encoded);
    const { status, text } = this.#take(this.#exports.passerelle_handle(this.#session, pointer, encoded.length));
    this.#exports.passerelle_free(pointer);
    if (status !== 0) throw new CoreFailure(text);
    return JSON.parse(text);
  }

  // The names of the packs that this person's pages may ask for.
  packs(): string[] {
    const { packs } = this.handle({ kind: "packs" }) as unknown as { packs?: string[] };
    return packs ?? [];
  }

  close(): void {
    this.#exports.passerelle_close(this.#session);
  }

  // What the worker's memory budget is about.
  get memoryBytes(): number {
    return this.#exports.memory.buffer.byteLength;
  }

  #put(bytes: Uint8Array): number {
    const pointer = this.#exports.passerelle_alloc(Math.max(bytes.length, 1));
    if (!pointer) throw new CoreFailure("no memory");
    new Uint8Array(this.#exports.memory.buffer, pointer, bytes.length).set(bytes);
    return pointer;
  }

  #take(answer: number): { status: number; text: string } {
    const { buffer } = this.#exports.memory;
    const [status = 1, pointer = 0, size = 0] = new Uint32Array(buffer, answer, 3);
    return { status, text: decoder.decode(new Uint8Array(buffer, pointer, size)) };
  }
}

// Does this engine know SIMD? The module is one function that returns i8x16.splat(0).
export function knowsSimd(): boolean {
  return WebAssembly.validate(
    new Uint8Array([
      0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
    ]),
  );
}
