// The workbench in Chromium: opened by its button, watched from outside. Canvas and frames are all there is to see.

import { say } from "./words.mjs";
import { until } from "./story.mjs";

// WebGL without a graphics card.
export const webgl = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

// The module belongs to its loader alone; its frame counter is caught where the module gets it. Before the first page.
export function watchFrames(page) {
  return page.addInitScript(() => {
    Object.defineProperty(Object.prototype, "_workbench_frames", {
      configurable: true,
      set(count) {
        globalThis.framesOfWorkbench = count;
        Object.defineProperty(this, "_workbench_frames", { value: count, writable: true, configurable: true, enumerable: true });
      },
    });
  });
}

export const frames = (page) => page.evaluate(() => globalThis.framesOfWorkbench?.() ?? 0);

export const canvas = (page) => page.locator("canvas.workbench");

// Until no frame was drawn for a fifth of a second.
export async function settled(page) {
  let last = -1;
  await until("the workbench comes to rest", async () => {
    const drawn = await page.evaluate(
      () => new Promise((done) => setTimeout(() => done(globalThis.framesOfWorkbench?.() ?? 0), 200)),
    );
    const still = drawn > 0 && drawn === last;
    last = drawn;
    return still;
  });
}

export async function openWorkbench(page) {
  await page.getByRole("button", { name: say("footer.workbench") }).click();
  await canvas(page).waitFor();
  await settled(page);
}

// The canvas says which page it shows.
export async function shows(page, title) {
  await until(`the workbench shows ${title}`, async () => {
    const label = (await canvas(page).getAttribute("aria-label")) ?? "";
    return title instanceof RegExp ? title.test(label) : label === title;
  });
  await settled(page);
}

// Frames drawn while nothing happens for so long. This is the one place that waits by the clock: it is the measure.
export async function framesAtRest(page, rest_ms = 2000) {
  await settled(page);
  const before = await frames(page);
  await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), rest_ms);
  return (await frames(page)) - before;
}
