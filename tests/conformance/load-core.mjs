// web/worker/core.ts as a module for Node: the tests touch the core's memory through the same lines as browsers.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

export async function loadCore() {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-core-"));
  try {
    const outfile = join(folder, "core.mjs");
    const entry = join(here, "../../web/worker/core.ts");
    await build({ entryPoints: [entry], bundle: true, format: "esm", outfile, logLevel: "warning" });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
