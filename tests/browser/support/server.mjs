// The real server for one test: on a free port, with a fresh data folder, stopped as an operator stops it.
//
// PASSERELLE_SERVE is its command line, with {data} and {port}; ./dev test gives the one ./dev run uses.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

const commandLine =
  process.env.PASSERELLE_SERVE ??
  "build/release/server-stub/passerelle serve --data {data} --assets build/site --packs build/demo/packs " +
    "--content build/content --port {port} --demo";

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

// { address, stop() }. stop() rejects unless the server ends by itself with status 0.
export async function startServer() {
  const data = mkdtempSync(join(tmpdir(), "passerelle-data-"));
  const [program, ...words] = commandLine.split(/\s+/);
  const child = spawn(
    resolve(root, program),
    words.map((word) => ({ "{data}": data, "{port}": "0" })[word] ?? word),
    { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
  );
  running.add(child);
  const said = [];
  const ended = new Promise((done) =>
    child.on("exit", (code, signal) => {
      running.delete(child);
      done({ code, signal });
    }),
  );
  createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
  const address = await new Promise((done, refuse) => {
    child.on("error", refuse);
    createInterface({ input: child.stdout }).on("line", (line) => {
      said.push(line);
      const [, where] = /^listening on (http:\S+)$/.exec(line) ?? [];
      if (where) done(where);
    });
    void ended.then(({ code }) => refuse(new Error(`the server ended (${code}):\n${said.join("\n")}`)));
  });
  return {
    address,
    said,
    async stop() {
      child.kill("SIGTERM");
      const { code, signal } = await ended;
      rmSync(data, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the server did not stop cleanly (${code ?? signal}):\n${said.join("\n")}`);
    },
  };
}
