// The offers of packs for contenders that are not ours: the columns as typed arrays (shared/base/pack.hpp,
// shared/match/offer_sections.hpp), the question, and what the engine made of it.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SECTIONS = {
  occupation: [2, Uint16Array], skill_set: [3, Uint32Array], language_set: [4, Uint16Array], place: [5, Uint16Array],
  terms: [6, Uint8Array], experience: [7, Uint16Array], studies: [8, Uint8Array], licences: [9, Uint16Array],
  start: [10, Uint16Array], published: [11, Uint16Array], closing: [12, Uint16Array], pay: [13, Uint16Array],
  ids: [20, Uint8Array], titles: [21, Uint8Array], known: [32, Uint8Array], latitudes: [33, Int32Array],
  longitudes: [34, Int32Array], skill_lengths: [40, Uint16Array], skill_indices: [41, Uint16Array],
  skill_kinds: [42, Uint8Array], language_lengths: [43, Uint8Array], language_codes: [44, Uint16Array],
  language_kinds: [45, Uint8Array],
};
export const NONE = 0xffff; // not said

// Where each row of a dictionary of sets begins, and where the last ends.
function starts(lengths) {
  const of = new Uint32Array(lengths.length + 1);
  for (let row = 0; row < lengths.length; ++row) of[row + 1] = of[row] + lengths[row];
  return of;
}

export function openPack(bytes) {
  const { buffer, byteOffset } = bytes;
  const view = new DataView(buffer, byteOffset);
  const found = new Map();
  for (let entry = 0; entry < view.getUint32(36, true); ++entry) {
    const at = 48 + 16 * entry;
    found.set(view.getUint32(at, true), { offset: view.getUint32(at + 8, true), count: view.getUint32(at + 12, true) });
  }
  const columns = {};
  for (const [name, [id, Type]] of Object.entries(SECTIONS)) {
    const { offset, count } = found.get(id);
    columns[name] = new Type(buffer, byteOffset + offset, count);
  }
  columns.size = columns.occupation.length;
  columns.skill_starts = starts(columns.skill_lengths);
  columns.language_starts = starts(columns.language_lengths);
  return columns;
}

export function texts(column) {
  const list = new TextDecoder().decode(column).split("\0");
  list.pop();
  return list;
}

export function readQuestion(folder) {
  return JSON.parse(readFileSync(join(folder, "question.json"), "utf8"));
}

export function readPacks(folder) {
  const packs = [];
  for (let number = 0; existsSync(join(folder, `offers-${number}.pack`)); ++number) {
    // A copy of its own: what readFileSync gives may lie in a pool, at any address.
    packs.push(new Uint8Array(readFileSync(join(folder, `offers-${number}.pack`))));
  }
  return packs;
}

// What a search engine is given: a field of words for each criterion that words can say. The ISCO-08 group and its
// parents stand beside the occupation, so that near occupations are found. No advertisement text: it would only cost
// the engines time and memory.
export function documents(folder) {
  const { isco } = readQuestion(folder);
  const list = [];
  for (const columns of readPacks(folder).map(openPack)) {
    const titles = texts(columns.titles);
    for (let offer = 0; offer < columns.size; ++offer) {
      const occupation = columns.occupation[offer];
      const set = columns.skill_set[offer];
      const skills = [];
      for (let at = columns.skill_starts[set]; at < columns.skill_starts[set + 1]; ++at)
        skills.push(skillWord(columns.skill_indices[at]));
      list.push({
        id: list.length,
        title: titles[offer],
        occupation: occupationWords(occupation, isco).join(" "),
        skills: skills.join(" "),
        closing: columns.closing[offer],
      });
    }
  }
  return list;
}

// Padded and of different letters, because some engines take the beginning of a word for the word.
const padded = (number) => String(number).padStart(5, "0");
export const skillWord = (index) => `s${padded(index)}`;
export function occupationWords(index, isco) {
  const code = isco[index];
  return [`o${padded(index)}`, `g${code}`, `h${Math.floor(code / 10)}`, `i${Math.floor(code / 100)}`];
}
