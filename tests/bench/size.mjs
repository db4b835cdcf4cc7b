// web/size.mjs with a server to ask for the first question's page.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { root, startServer } from "../browser/support/server.mjs";

const server = await startServer();
try {
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(root, "web/size.mjs"), "--out", join(root, "build/site"), "--question", `${server.address}/fr/profil/identity`,
  ]);
  process.stdout.write(stdout);
} finally {
  await server.stop();
}
