// Offline: everything the build lists is kept under names that change with their content, and every page of the site
// is answered with one small document, the shell, which the core fills in. Packs are the worker's (web/worker/packs.ts),
// and /api is nobody's: it goes to the network or fails.
//
// A new version waits until no document of the old one is left, and never takes over an open form: no unconditional
// skipWaiting, no clients.claim. Reloading the only document counts as leaving it.

import { knowsSimd } from "../worker/core.js";

declare const self: ServiceWorkerGlobalScope;

// Put in by web/build.mjs. `version` is a hash of all the rest.
declare const BUILD: {
  version: string;
  files: string[];
  core: string;
  coreSimd: string;
  script: string; // of the page
  // By language: its texts, and the page its shell is made from.
  languages: Record<string, { content: string; shell: string }>;
};

const PREFIX = "passerelle-files-";
const CACHE = PREFIX + BUILD.version;

const languageOf = (address: string): string => new URL(address, location.href).pathname.split("/")[1] ?? "";

async function keepFile(cache: Cache, file: string): Promise<void> {
  // Kept by an older version under the same name: the same bytes.
  const known = await caches.match(file);
  const response = known ?? (await fetch(file));
  if (!response.ok) throw new Error(file);
  await cache.put(file, response);
}

// A language costs its texts: only those that are read on this device are kept.
async function keepLanguage(cache: Cache, language: string): Promise<void> {
  const { content, shell } = BUILD.languages[language]!;
  await Promise.all([keepFile(cache, content), keepShell(cache, shell)]);
}

async function keptLanguages(): Promise<string[]> {
  const kept: string[] = [];
  for (const [language, { shell }] of Object.entries(BUILD.languages))
    if (await caches.match(shell)) kept.push(language);
  return kept;
}

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const read = [...open.map((client) => languageOf(client.url)), ...(await keptLanguages())];
  const known = Object.keys(BUILD.languages).filter((language) => read.includes(language));
  const languages = known.length > 0 ? known : Object.keys(BUILD.languages).slice(0, 1);
  await Promise.all([
    ...[...BUILD.files, knowsSimd() ? BUILD.coreSimd : BUILD.core].map((file) => keepFile(cache, file)),
    ...languages.map((language) => keepLanguage(cache, language)),
  ]);
}

// The home page without what is on it: its head, its frame, and nothing of a page that was not asked for.
async function keepShell(cache: Cache, address: string): Promise<void> {
  const response = await fetch(address, { cache: "no-cache", credentials: "omit" });
  const text = await response.text();
  // A server that is a version ahead or behind would give a page whose script is not kept.
  if (!response.ok || !text.includes(BUILD.script)) throw new Error(address);
  const shell = text.replace(/(<main\b[^>]*>)[^]*(<\/main>)/, "$1$2");
  const headers = new Headers(response.headers); // the content security policy among them
  for (const name of ["content-encoding", "content-length", "set-cookie", "etag"]) headers.delete(name);
  await cache.put(address, new Response(shell, { headers }));
}

async function activate(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
}

// What is not listed (the workbench) is kept once it was asked for.
async function file(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone()).catch(() => {});
  return response;
}

async function page(event: FetchEvent, language: string): Promise<Response> {
  const { request } = event;
  // The document asked for is not counted yet: one at most is the one being left.
  if (self.registration.waiting && (await self.clients.matchAll({ type: "window" })).length < 2) {
    self.registration.waiting.postMessage("take over");
    return new Response(null, { headers: { refresh: "0" } });
  }
  const cache = await caches.open(CACHE);
  const shell = await cache.match(BUILD.languages[language]!.shell);
  if (shell) return shell;
  try {
    const response = await fetch(request);
    event.waitUntil(keepLanguage(cache, language).catch(() => {}));
    return response;
  } catch {
    // Offline, and this language was never read here: the same page in one that was.
    return Response.redirect(new URL(request.url).pathname.replace(language, await preferredLanguage()));
  }
}

// Of those kept here, the one the browser prefers.
async function preferredLanguage(): Promise<string> {
  const kept = await keptLanguages();
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return wanted.find((language) => kept.includes(language)) ?? kept[0]!;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", ({ data }) => {
  if (data === "take over") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) return event.respondWith(file(request));
  if (request.mode !== "navigate") return;
  if (url.pathname === "/")
    return event.respondWith(preferredLanguage().then((language) => Response.redirect(`/${language}/`)));
  const language = languageOf(request.url);
  if (!BUILD.languages[language]) return;
  // "?vue=serveur" asks for the page the server draws, for a browser in which the core does not run.
  if (url.searchParams.get("vue") === "serveur")
    return event.respondWith(fetch(request).catch(() => page(event, language)));
  event.respondWith(page(event, language));
});
