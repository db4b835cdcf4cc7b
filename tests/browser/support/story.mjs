// A journey is a chain: each step starts where the one before it ended. When one fails, the rest are skipped, so that
// one fault is one failure.

import { it } from "node:test";

export function story() {
  let broken = null;
  return function step(sentence, work, whenFailed = async () => {}) {
    it(sentence, async (t) => {
      if (broken) return t.skip(`the step "${broken}" failed before it`);
      try {
        await work(t);
      } catch (error) {
        broken = sentence;
        await whenFailed().catch(() => {});
        throw error;
      }
    });
  };
}

// Looks again until `look` gives something true, at most for `most_ms`. What it gave last is in the error.
export async function until(sentence, look, most_ms = 20_000) {
  const end = Date.now() + most_ms;
  for (let seen; ; await new Promise((done) => setTimeout(done, 50))) {
    seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`${sentence}: not after ${most_ms / 1000} s (${JSON.stringify(seen)})`);
  }
}

const day_ms = 86_400_000;

// Civil dates for boxes and assertions. `months` and `years` back from today, always an existing day (the first).
export function monthsAgo(months) {
  const now = new Date();
  const first = new Date(Date.UTC(now.getFullYear(), now.getMonth() - months, 1));
  return { day: 1, month: first.getUTCMonth() + 1, year: first.getUTCFullYear() };
}
export function yearsAgo(years) {
  const before = new Date(Date.now() - 30 * day_ms);
  return { day: 1, month: before.getMonth() + 1, year: before.getFullYear() - years };
}
