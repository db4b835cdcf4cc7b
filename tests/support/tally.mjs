// Counts what a test runner wrote: "PASSED FAILED SKIPPED" on the first line, then why each skipped test was skipped.
//
//   node tests/support/tally.mjs junit FILE   ctest's --output-junit
//   node tests/support/tally.mjs tap FILE     node's TAP reporter

import { existsSync, readFileSync } from "node:fs";

const [kind, file] = process.argv.slice(2);
const text = existsSync(file) ? readFileSync(file, "utf8") : "";

function tap() {
  const last = (name) => Number([...text.matchAll(new RegExp(`^# ${name} (\\d+)$`, "gm"))].at(-1)?.[1] ?? 0);
  const skipped = [...text.matchAll(/^\s*ok \d+ - (.*?) # SKIP(.*)$/gm)].map(([, name, why]) => `${name}:${why || " no reason given"}`);
  // A file that could not even be loaded is a failed test of node's; one without a plan did not run at all.
  const failed = last("fail") + last("cancelled");
  return { passed: last("pass"), failed: text.includes("\n# tests ") ? failed : failed + 1, skipped };
}

function junit() {
  const cases = [...text.matchAll(/<testcase name="([^"]*)"[^>]*?(?:\/>|>([^]*?)<\/testcase>)/g)];
  const counts = { passed: 0, failed: cases.length === 0 ? 1 : 0, skipped: [] };
  for (const [, name, body = ""] of cases) {
    if (/<failure/.test(body)) counts.failed += 1;
    else if (/<skipped/.test(body)) {
      const why = /explicitly skipped[^]*?explicitly with message:\s*([^]*?)\n\s*\n|SKIPPED:\s*(?:explicitly with message:)?\s*([^\n]*)/.exec(body);
      counts.skipped.push(`${name}: ${(why?.[1] ?? why?.[2] ?? "no reason given").trim()}`);
    } else counts.passed += 1;
  }
  return counts;
}

const { passed, failed, skipped } = kind === "junit" ? junit() : tap();
console.log(`${passed} ${failed} ${skipped.length}`);
for (const line of skipped) console.log(`  skipped: ${line}`);
