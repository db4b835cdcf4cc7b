// Random pages with hostile text in every string, read by a real HTML parser: the tree of elements is the one of the
// same page with plain text.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { parse } from "parse5";
import { root } from "./support/server.mjs";

const program = resolve(root, process.env.PASSERELLE_HTML_SAMPLE ?? "build/release/tests/html_sample");
const pages = 400;
const seed = Number(process.env.PASSERELLE_SEED ?? 1);
const missing = existsSync(program) ? false : `no ${program}`;

// Hostile addresses are left out by the renderer, so an attribute that holds one may be absent. Which option is chosen
// comes from comparing texts, which two equal plain ones decide otherwise. Any other attribute must be there.
const addresses = new Set(["href", "action", "src"]);
const decided = new Set(["selected", "checked"]);

function outline({ tagName, namespaceURI, attrs = [], childNodes = [], content }) {
  const names = attrs.map(({ name }) => name).filter((name) => !addresses.has(name) && !decided.has(name));
  const inside = [...childNodes, ...(content?.childNodes ?? [])].filter(({ tagName: name }) => name).map(outline);
  return `${tagName ?? "document"}${namespaceURI?.endsWith("xhtml") === false ? "!" : ""}[${names}](${inside.join()})`;
}

function* elements(node) {
  for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
}

// What a parser had to mend would be a guess; these two are not about text (no system identifier, duplicate ids).
function read(html) {
  const errors = [];
  const tree = parse(html, { onParseError: ({ code }) => errors.push(code) });
  return { tree, errors };
}

describe("hostile text", { skip: missing }, () => {
  it(`leaves the elements and attributes of ${pages} random pages as they are (seed ${seed})`, async () => {
    const { stdout } = await promisify(execFile)(program, [String(pages), String(seed)], { maxBuffer: 1 << 30 });
    const lines = stdout.trimEnd().split("\n");
    assert.equal(lines.length, pages);
    let compared = 0;
    for (const line of lines) {
      const sample = JSON.parse(line);
      const plain = read(sample.plain);
      const hostile = read(sample.hostile);
      assert.equal(outline(hostile.tree), outline(plain.tree), `seed ${sample.seed}`);
      assert.deepEqual(hostile.errors, plain.errors, `seed ${sample.seed}`);
      for (const { tagName, attrs } of elements(hostile.tree)) {
        compared += 1;
        assert.ok(!["script", "style", "iframe", "object", "embed", "base"].includes(tagName), `${tagName}, seed ${sample.seed}`);
        for (const { name, value } of attrs) {
          assert.doesNotMatch(name, /^on|^style$|^srcdoc$|^xmlns/, `seed ${sample.seed}`);
          if (addresses.has(name)) assert.match(value, /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/, `${name}="${value}", seed ${sample.seed}`);
        }
      }
    }
    assert.ok(compared > pages * 20, `${compared} elements`);
  });
});
