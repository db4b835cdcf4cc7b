// Two figures of a browser: what a whole session after the first visit asks of the network, and what the workbench
// draws at rest.

import { framesAtRest, openWorkbench, watchFrames, webgl } from "../browser/support/bench.mjs";
import { launch, missing, phone, visitor } from "../browser/support/chromium.mjs";
import { openGate } from "../browser/support/gate.mjs";
import {
  addWish, choose, fillIdentity, openAccount, proceed, readyOffline, received, saved, seeTitle, status, type, visit,
} from "../browser/support/person.mjs";
import { startServer } from "../browser/support/server.mjs";
import { counting, say } from "../browser/support/words.mjs";

if (missing) {
  console.error(missing);
  process.exit(1);
}
const server = await startServer();
const gate = await openGate(server.address);
const browser = await launch(webgl);
try {
  const { page, context } = await visitor(browser, gate.address, { size: phone });
  await watchFrames(page);

  // The first visit: a profile, an account, everything kept for later.
  await visit(page, "/fr/profil/identity");
  await fillIdentity(page);
  await proceed(page, "section.situation");
  await visit(page, "/fr/profil/search");
  await addWish(page, "maçon", "maçon / maçonne");
  await saved(page);
  await visit(page, "/fr/compte");
  await openAccount(page, "session@exemple.be", "trois mots au hasard");
  await readyOffline(page);
  await page.goto("about:blank");

  // The session: look around, change an answer, send it.
  const before = gate.requests.length;
  await visit(page, "/fr/");
  await choose(page, "nav.rights");
  await seeTitle(page, say("rights.title"));
  await choose(page, "nav.offers");
  await seeTitle(page, counting("offers.fitting"));
  await choose(page, "nav.profile");
  await page.getByRole("link", { name: say("section.identity") }).click();
  await type(page, "identity.telephone", "0470 65 43 21");
  await proceed(page, "section.situation");
  await choose(page, "nav.send");
  await page.getByRole("button", { name: say("send.button") }).click();
  await status(page).filter({ hasText: received }).waitFor();
  const session = gate.passed(before);
  console.error(`a session asks for: ${session.join(", ")}`);
  console.log(`sync_requests_per_session ${session.length} requests`);

  await visit(page, "/fr/offres");
  await openWorkbench(page);
  console.log(`workbench_idle_frames ${await framesAtRest(page)} frames`);
  await context.close();
} finally {
  await browser.close();
  await gate.close();
  await server.stop();
}
