// A program of figures as WebAssembly: node tests/bench/run_wasm.mjs PROGRAM.wasm

import { readFileSync } from "node:fs";
import { runProgram } from "./run_program.mjs";

process.stdout.write(await runProgram(readFileSync(process.argv[2]), ""));
