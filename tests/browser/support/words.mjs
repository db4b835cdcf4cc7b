// What the portal says, from the same texts it is built with: tests name controls as people see them, and a better
// sentence breaks no test.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./server.mjs";

const texts = new Map();
const folder = join(root, "shared/content/texts/fr");
for (const file of readdirSync(folder).filter((name) => name.endsWith(".po"))) {
  const entry = /^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)/gm;
  const unquote = (quoted) => [...quoted.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([part]) => JSON.parse(part)).join("");
  for (const [, key, text] of readFileSync(join(folder, file), "utf8").matchAll(entry)) texts.set(unquote(key), unquote(text));
}

// "profile.progress", { done: 1, total: 9 } -> "1 pages sur 9 terminées"
export function say(key, values = {}) {
  if (!texts.has(key)) throw new Error(`no text ${key}`);
  return texts.get(key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

// The same with anything in the places left open, as a pattern for the whole text.
export function saying(key, values = {}) {
  const escaped = say(key, values).replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\{\w+\}/g, "(.+?)")}$`);
}

// One of "key.one" and "key.other", for any number.
export function counting(key) {
  return new RegExp(`${saying(`${key}.one`).source}|${saying(`${key}.other`).source}`);
}
