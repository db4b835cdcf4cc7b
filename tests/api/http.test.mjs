// The service over HTTP: the conversations of tests/conformance/api, every answer against the service's own
// description, and what belongs to HTTP alone (headers, caches, compression, odd paths, broken requests).

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { root, startServer } from "../browser/support/server.mjs";
import { Description, differences, Jar, readConversation, request, withSaved } from "./support.mjs";

let server;
let description;
const ask = (options) => request(server.address, options);

before(async () => {
  server = await startServer();
  const answer = await ask({ path: "/api/v1/openapi.json" });
  description = new Description(JSON.parse(answer.body));
});
after(async () => server?.stop());

function fits(method, path, answer) {
  if (path.startsWith("/api/")) assert.deepEqual(description.problems(method, path, answer), []);
}

describe("conversations with the API", () => {
  const folder = join(root, "tests/conformance/api");
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  it("there are conversations", () => assert.ok(files.length >= 10));

  for (const file of files) {
    const { name, steps } = readConversation(join(folder, file));
    it(`${file}: ${name}`, async () => {
      const jars = new Map();
      const saved = new Map();
      for (const [at, unfilled] of steps.entries()) {
        const { visitor = "", request: asked, response: expected, save = {} } = withSaved(unfilled, saved);
        if (!jars.has(visitor)) jars.set(visitor, new Jar());
        const jar = jars.get(visitor);
        const body = asked.body !== undefined ? JSON.stringify(asked.body) : (asked.body_text ?? "").repeat(asked.body_repeat ?? 1);
        const headers = {
          ...(jar.line ? { cookie: jar.line } : {}),
          ...(asked.body !== undefined ? { "content-type": "application/json" } : {}),
          ...(asked.method === "GET" || asked.method === "HEAD" ? {} : { "content-length": Buffer.byteLength(body) }),
          ...Object.fromEntries(Object.entries(asked.headers ?? {}).map(([key, value]) => [key.toLowerCase(), value])),
        };
        const answer = await ask({ method: asked.method, path: asked.path, headers, body: body || undefined });
        jar.take(answer.setCookie);
        const where = `step ${at + 1}, ${asked.method} ${asked.path}: ${answer.body.toString("utf8").slice(0, 400)}`;
        assert.equal(answer.status, expected.status, where);
        for (const [header, text] of Object.entries(expected.headers ?? {}))
          assert.ok(String(answer.headers[header.toLowerCase()] ?? "").includes(text), `${where}: header ${header}`);
        fits(asked.method, asked.path, answer);
        if (expected.body !== undefined) assert.deepEqual(differences(expected.body, JSON.parse(answer.body)), [], where);
        for (const [key, pointer] of Object.entries(save)) {
          const value = pointer.split("/").reduce((json, part) => json?.[part], JSON.parse(answer.body));
          assert.notEqual(value, undefined, `${where}: ${pointer}`);
          saved.set(key, value);
        }
      }
    });
  }
});

describe("headers of every answer", () => {
  const paths = [
    "/fr/", "/fr/profil/identity", "/fr/droits", "/fr/offres", "/fr/nulle-part", "/", "/sw.js", "/robots.txt",
    "/assets/none.js", "/packs/manifest.json", "/api/v1/health", "/api/v1/session", "/api/v1/nowhere",
  ];
  for (const path of paths)
    it(`${path} has a strict policy and is not guessed at`, async () => {
      const { headers } = await ask({ path });
      const policy = new Map(
        headers["content-security-policy"].split(";").map((part) => {
          const [name, ...values] = part.trim().split(" ");
          return [name, values.join(" ")];
        }),
      );
      assert.equal(policy.get("default-src"), "'none'");
      assert.equal(policy.get("script-src"), "'self' 'wasm-unsafe-eval'");
      assert.equal(policy.get("frame-ancestors"), "'none'");
      assert.equal(policy.get("base-uri"), "'none'");
      assert.equal(policy.get("require-trusted-types-for"), "'script'");
      assert.equal(policy.get("trusted-types"), "passerelle");
      assert.ok(![...policy.values()].some((value) => /unsafe-inline|unsafe-eval'|\*|https?:/.test(value.replace("'wasm-unsafe-eval'", ""))));
      assert.equal(headers["x-content-type-options"], "nosniff");
      assert.equal(headers["cross-origin-opener-policy"], "same-origin");
    });

  it("no page holds a script, a style or an event handler of its own", async () => {
    for (const path of ["/fr/", "/fr/profil/identity", "/fr/droits"]) {
      const html = (await ask({ path })).body.toString("utf8");
      assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/i);
    }
  });
});

describe("files", () => {
  // Everything the first page asks for, as a browser finds it.
  async function assets() {
    const html = (await ask({ path: "/fr/" })).body.toString("utf8");
    const found = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
    assert.ok(found.length >= 3, "style, script and icon");
    return found;
  }

  it("carry a hash in their name and are kept for ever", async () => {
    for (const path of await assets()) {
      assert.match(path, /\.[0-9a-f]{12}\.\w+$/);
      const { status, headers } = await ask({ path });
      assert.equal(status, 200);
      assert.equal(headers["cache-control"], "public, max-age=31536000, immutable");
    }
  });

  it("come packed as the browser asks, and are the same unpacked", async () => {
    const script = (await assets()).find((path) => path.endsWith(".js"));
    const plain = await ask({ path: script });
    const brotli = await ask({ path: script, headers: { "accept-encoding": "gzip, deflate, br" } });
    const gzip = await ask({ path: script, headers: { "accept-encoding": "gzip, br;q=0" } });
    assert.equal(plain.headers["content-encoding"], undefined);
    assert.equal(brotli.headers["content-encoding"], "br");
    assert.equal(gzip.headers["content-encoding"], "gzip");
    assert.deepEqual(brotliDecompressSync(brotli.body), plain.body);
    assert.deepEqual(gunzipSync(gzip.body), plain.body);
    assert.ok(brotli.body.length < gzip.body.length && gzip.body.length < plain.body.length);
    for (const { headers } of [plain, brotli, gzip]) assert.match(headers.vary, /accept-encoding/i);
    assert.equal(new Set([plain, brotli, gzip].map(({ headers }) => headers.etag)).size, 3);
  });

  it("are not sent again to who has them", async () => {
    const script = (await assets()).find((path) => path.endsWith(".js"));
    const accepted = { "accept-encoding": "br" };
    const { headers } = await ask({ path: script, headers: accepted });
    const again = await ask({ path: script, headers: { ...accepted, "if-none-match": headers.etag } });
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
    assert.equal(again.headers.etag, headers.etag);
    assert.ok(again.headers["content-security-policy"]);
    const other = await ask({ path: script, headers: { ...accepted, "if-none-match": '"something else"' } });
    assert.equal(other.status, 200);
  });

  it("answer HEAD like GET, without the body", async () => {
    for (const path of [...(await assets()), "/fr/", "/api/v1/health", "/packs/manifest.json"]) {
      const full = await ask({ path });
      const head = await ask({ method: "HEAD", path });
      assert.equal(head.status, full.status, path);
      assert.equal(head.body.length, 0, path);
      assert.equal(head.headers["content-type"], full.headers["content-type"], path);
      assert.equal(head.headers["content-length"], full.headers["content-length"], path);
    }
  });

  it("are served with their own type, the core as what a browser compiles while it loads", async () => {
    const types = { ".css": /^text\/css/, ".js": /^text\/javascript/, ".svg": /^image\/svg/, ".webmanifest": /^application\/manifest/ };
    for (const path of await assets()) {
      const type = types[/\.\w+$/.exec(path)[0]];
      if (type) assert.match((await ask({ path })).headers["content-type"], type, path);
    }
    const worker = (await ask({ path: "/sw.js" })).body.toString("utf8");
    const [core] = /\/assets\/passerelle\.[0-9a-f]{12}\.wasm/.exec(worker);
    assert.equal((await ask({ path: core })).headers["content-type"], "application/wasm");
  });

  it("can only be read", async () => {
    for (const path of [...(await assets()).slice(0, 1), "/packs/manifest.json", "/sw.js"]) {
      const answer = await ask({ method: "PUT", path, headers: { "content-length": 0 } });
      assert.equal(answer.status, 405, path);
      assert.equal(answer.headers.allow, "GET, HEAD", path);
    }
  });

  it("no path leads out of their folder", async () => {
    for (const path of [
      "/assets/../../../../etc/passwd", "/assets/..%2f..%2f..%2fetc%2fpasswd", "/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
      "/packs/../passerelle.sqlite", "/packs/....//....//etc/passwd", "/assets//etc/passwd", "//etc/passwd",
      "/assets/..\\..\\etc\\passwd", "/assets/page.js%00.css", "/assets/", "/packs/", "/assets",
    ]) {
      const answer = await ask({ path });
      assert.ok([301, 400, 404].includes(answer.status), `${path}: ${answer.status}`);
      assert.doesNotMatch(answer.body.toString("latin1"), /root:.*:0:0:|SQLite format/, path);
      assert.doesNotMatch(answer.headers.location ?? "", /^\/\/|etc/, path);
    }
  });
});

describe("pages", () => {
  it("are private, packed, and found under one address", async () => {
    const page = await ask({ path: "/fr/profil/identity", headers: { "accept-encoding": "br" } });
    assert.equal(page.status, 200);
    assert.equal(page.headers["content-encoding"], "br");
    assert.match(page.headers["cache-control"], /private/);
    assert.match(brotliDecompressSync(page.body).toString("utf8"), /^<!doctype html>/i);
    assert.equal(page.setCookie.length, 0, "looking leaves nothing behind");
    const moved = await ask({ path: "/fr" });
    assert.equal(moved.status, 301);
    assert.equal(moved.headers.location, "/fr/");
  });

  it("are in the visitor's language from the bare address", async () => {
    const { status, headers } = await ask({ path: "/", headers: { "accept-language": "fr-BE,fr;q=0.9" } });
    assert.equal(status, 302);
    assert.equal(headers.location, "/fr/");
  });

  it("that do not exist are 404, and pages all the same", async () => {
    for (const path of ["/fr/nulle-part", "/nulle-part", "/fr/droits/aucune", "/fr/offres/aucune"]) {
      const { status, headers, body } = await ask({ path });
      assert.match(headers["content-type"], /^text\/html/, path);
      assert.match(body.toString("utf8"), /<h1/, path);
      if (!path.startsWith("/fr/droits") && !path.startsWith("/fr/offres")) assert.equal(status, 404, path);
    }
  });

  it("take forms from this site only, of the right kind and size", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const post = (headers, body = "action=continue") =>
      ask({ method: "POST", path: "/fr/profil/identity", headers: { ...headers, "content-length": Buffer.byteLength(body) }, body });
    // A person reads the answer: a page, whatever its status.
    const refused = ({ status, headers, body }, expected) => {
      assert.equal(status, expected);
      assert.match(headers["content-type"], /^text\/html/);
      assert.match(body.toString("utf8"), /^<!doctype html>[^]*<h1/i);
    };
    refused(await post({ ...form, "sec-fetch-site": "cross-site" }), 403);
    refused(await post({ ...form, origin: "http://elsewhere.example" }), 403);
    refused(await post({ "content-type": "text/plain" }), 415);
    refused(await post(form, `first_name=${"x".repeat(1024 * 1024)}`), 413);
    const put = await ask({ method: "PUT", path: "/fr/profil/identity", headers: { "content-length": 0 } });
    refused(put, 405);
    assert.equal(put.headers.allow, "GET, HEAD, POST");
    const good = await post({ ...form, origin: server.address });
    assert.equal(good.status, 303);
    assert.equal(good.headers.location, "/fr/profil/situation");
  });

  it("do not keep what is far too long for a draft", async () => {
    const body = `first_name=${"x".repeat(900_000)}&action=continue`;
    const { status, setCookie } = await ask({
      method: "POST", path: "/fr/profil/identity", body,
      headers: { "content-type": "application/x-www-form-urlencoded", "content-length": body.length },
    });
    assert.equal(status, 200);
    assert.equal(setCookie.length, 0);
  });
});

describe("what is not HTTP, or too much of it", () => {
  const json = { "content-type": "application/json" };

  it("a body over 1 MiB is 413, and one just below is read", async () => {
    const post = (bytes) => {
      const body = `{"email":"${"x".repeat(bytes - 12)}"}`;
      return ask({ method: "POST", path: "/api/v1/account", headers: { ...json, "content-length": body.length }, body });
    };
    const over = await post(1024 * 1024 + 1);
    assert.equal(over.status, 413);
    fits("POST", "/api/v1/account", over);
    const below = await post(1024 * 1024);
    assert.equal(below.status, 422);
    fits("POST", "/api/v1/account", below);
  });

  // The bytes of an answer to bytes that no client library would send.
  function raw(text) {
    const { hostname, port } = new URL(server.address);
    return new Promise((done, refuse) => {
      let heard = "";
      const socket = connect(Number(port), hostname, () => socket.end(text));
      socket.setEncoding("latin1");
      socket.on("data", (part) => (heard += part));
      socket.on("close", () => done(heard));
      socket.on("error", (error) => (error.code === "ECONNRESET" ? done(heard) : refuse(error)));
    });
  }

  for (const [what, bytes] of Object.entries({
    "no request at all": "hello\r\n\r\n",
    "a header without an end": `GET /fr/ HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(64 * 1024)}`,
    "a length that is no number": "POST /api/v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
    "two lengths": "POST /api/v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
    "half a body": "POST /api/v1/account HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{",
    "an address with bytes that are no text": "GET /fr/\xff\xfe%ff%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
  }))
    it(`${what} is refused, and the service goes on`, async () => {
      assert.doesNotMatch(await raw(bytes), /^HTTP\/1\.1 (200|5)/);
      const answer = await ask({ path: "/api/v1/health" });
      assert.equal(answer.status, 200);
      fits("GET", "/api/v1/health", answer);
    });
});

describe("a session", () => {
  it("is a cookie that scripts can not read and other sites can not send", async () => {
    const body = JSON.stringify({ email: "biscuit@exemple.be", password: "trois mots au hasard" });
    const answer = await ask({
      method: "POST", path: "/api/v1/account", body,
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
    });
    assert.equal(answer.status, 201);
    const [cookie] = answer.setCookie;
    assert.match(cookie, /; HttpOnly/i);
    assert.match(cookie, /; SameSite=(Lax|Strict)/i);
    assert.match(cookie, /; Path=\/(;|$)/i);
  });

  it("is not tried for without end; a header without a proxy does not help", async () => {
    const body = JSON.stringify({ email: "personne@exemple.be", password: "trois mots au hasard" });
    const attempt = (hop) =>
      ask({
        method: "POST", path: "/api/v1/session", body,
        headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body), "x-forwarded-for": hop },
      });
    // Ten at once; a slow machine earns a few more while it computes.
    let answer = await attempt("192.0.2.0");
    for (let at = 1; at < 40 && answer.status === 401; at += 1) answer = await attempt(`192.0.2.${at}`);
    assert.equal(answer.status, 429);
    fits("POST", "/api/v1/session", answer);
  });
});

describe("what the service writes down", () => {
  it("holds no answer and no address of a person, whatever goes well or wrong with it", async () => {
    const own = await startServer();
    try {
      const jar = new Jar();
      const post = async (path, type, body) => {
        const answer = await request(own.address, {
          method: "POST", path, body,
          headers: {
            "content-type": type, "content-length": Buffer.byteLength(body), origin: own.address,
            ...(jar.line ? { cookie: jar.line } : {}),
          },
        });
        jar.take(answer.setCookie);
        return answer;
      };
      const form = "application/x-www-form-urlencoded";
      const birth = "birth_date.day=29&birth_date.month=4&birth_date.year=1951";
      assert.equal((await post("/fr/profil/identity", form, `first_name=Zebulon&${birth}&action=continue`)).status, 303);
      assert.equal((await post("/fr/droits", form, "work=none&allowance=social_integration&action=answer")).status, 200);
      const page = (await request(own.address, { path: "/fr/droits", headers: { cookie: jar.line } })).body.toString("utf8");
      assert.ok(page.includes("1951"), "the draft holds the answers, which the page shows on paper");
      const account = JSON.stringify({ email: "zebulon@example.org", password: "trois mots Zebulon" });
      assert.equal((await post("/api/v1/account", "application/json", account)).status, 201);
      const change = { id: "Zebulon", path: "birth_date", value: "1951-04-29" };
      const refused = JSON.stringify({ device: "1".repeat(32), revision: 0, changes: [change] });
      const { results } = JSON.parse((await post("/api/v1/sync", "application/json", refused)).body.toString("utf8"));
      assert.deepEqual(results, [{ id: "Zebulon", status: "refused", code: "sync-shape" }], "a change without a clock");
      assert.equal((await post("/api/v1/sync", "application/json", refused.slice(0, -9))).status, 400);
      assert.equal((await request(own.address, { path: "/fr/Zebulon?allowance=social_integration" })).status, 404);
    } finally {
      await own.stop();
    }
    const written = own.said.join("\n");
    assert.match(written, /^listening on /m);
    for (const secret of ["Zebulon", "zebulon", "1951", "social_integration", "birth_date", "allowance"])
      assert.ok(!written.includes(secret), `${secret} in:\n${written}`);
  });
});
