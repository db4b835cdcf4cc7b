// What the portal says, from the same texts it is built with: tests name controls as people see them, and a better
// sentence breaks no test.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./server.mjs";

function read(language) {
  const texts = new Map();
  const folder = join(root, "shared/content/texts", language);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".po"))) {
    const entry = /^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)/gm;
    const unquote = (quoted) => [...quoted.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([part]) => JSON.parse(part)).join("");
    for (const [, key, text] of readFileSync(join(folder, file), "utf8").matchAll(entry))
      texts.set(unquote(key), unquote(text));
  }
  return texts;
}
const french = read("fr");

// "offer.km", { km: 6 } -> "6 km"
export function say(key, values = {}, texts = french) {
  if (!texts.has(key)) throw new Error(`no text ${key}`);
  return texts.get(key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

// The same in another language of the portal.
export const saidIn = (language) => {
  const texts = read(language);
  return (key, values = {}) => say(key, values, texts);
};

// The same with anything in the places left open, as a pattern for the whole text.
export function saying(key, values = {}) {
  const escaped = say(key, values).replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\{\w+\}/g, "(.+?)")}$`);
}

// One of "key.one" and "key.other", for any number.
export function counting(key) {
  return new RegExp(`${saying(`${key}.one`).source}|${saying(`${key}.other`).source}`);
}
