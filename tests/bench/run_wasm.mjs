// A program of figures as WebAssembly, with this process's standard input and output: node run_wasm.mjs PROGRAM.wasm

import { readFileSync, readSync, writeSync } from "node:fs";
import { runProgram } from "./run_program.mjs";

// The program waits for its input as a native one does; nothing else happens in this process.
function fill(into) {
  for (;;) {
    try {
      return readSync(0, into);
    } catch (error) {
      if (error.code === "EOF") return 0;
      if (error.code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

await runProgram(readFileSync(process.argv[2]), fill, (text) => writeSync(1, text));
