// What every story needs: a server of its own and a browser, there before the first step and gone after the last.

import { after, before } from "node:test";
import { launch, missing } from "./chromium.mjs";
import { openGate } from "./gate.mjs";
import { startServer } from "./server.mjs";

// Filled in before the tests run; `gate` only when asked for, `launching` are Chromium's own arguments.
export function stage({ gated = false, launching = [] } = {}) {
  const on = { server: null, gate: null, browser: null };
  before(async () => {
    if (missing) return;
    on.server = await startServer();
    if (gated) on.gate = await openGate(on.server.address);
    on.browser = await launch(launching);
  });
  after(async () => {
    await on.browser?.close();
    await on.gate?.close();
    await on.server?.stop();
  });
  return on;
}
