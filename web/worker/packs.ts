// Packs: fetched once, kept on the device, handed to the core, which checks every byte of them.
// The worker keeps them itself and not the service worker: on a first visit no service worker stands between the page
// and the network yet, and that visit must be enough to work offline.

const CACHE = "passerelle-packs";
const MANIFEST = "/packs/manifest.json";
const DAY_MS = 86_400_000;

// server-stub/api/portal_cores.hpp describes it. A path changes with what is behind it.
interface Manifest {
  packs: { name: string; path: string; delta?: { path: string } }[];
}
interface Paths {
  pack: string;
  delta?: string;
}

// The core's judgement of a pack: true when it is loaded.
export type Accept = (name: string, bytes: Uint8Array) => boolean;

export class Packs {
  #manifest: Promise<Map<string, Paths>> | null = null;

  // Rejects when there is neither a network nor a kept pack, or when the core accepts none. A region without offers has
  // no pack, which is no failure.
  async load(name: string, accept: Accept): Promise<void> {
    const paths = (await this.#paths()).get(name);
    if (paths === undefined && name.startsWith("offers-") && (await recall(name)) === null) return;
    if (!(await this.#loadOne(name, paths?.pack, (bytes) => accept(name, bytes)))) throw new Error(`pack ${name}`);
    // What changed since: without it the offers are those of an earlier day, which is better than none.
    if (paths?.delta !== undefined) await this.#loadOne(`${name}+`, paths.delta, (bytes) => accept(name, bytes));
  }

  // Fetches what is not kept yet or has changed, one after the other: after one visit the network may go away.
  async keep(names: string[]): Promise<void> {
    const paths = await this.#paths();
    for (const name of names) {
      const { pack, delta } = paths.get(name) ?? {};
      if (pack !== undefined) await keepOne(name, pack);
      if (delta !== undefined) await keepOne(`${name}+`, delta);
    }
  }

  async #loadOne(name: string, wanted: string | undefined, accept: (bytes: Uint8Array) => boolean): Promise<boolean> {
    const kept = await recall(name);
    const fresh = kept !== null && (wanted === undefined || kept.path === wanted);
    if (fresh && accept(kept.bytes)) return true;
    if (wanted !== undefined) {
      try {
        // After a refusal the copy in the browser's own cache is as bad as ours.
        const bytes = await download(wanted, fresh ? "reload" : "default");
        if (accept(bytes)) {
          await keep(name, wanted, bytes);
          return true;
        }
      } catch {
        // No network: the kept one may do.
      }
    }
    // The last good one, from before the manifest named another.
    return kept !== null && !fresh && accept(kept.bytes);
  }

  // Asked again once a day, so that a usual session costs no request for it.
  #paths(): Promise<Map<string, Paths>> {
    this.#manifest ??= (async () => {
      const kept = await recall("manifest");
      if (kept !== null && Date.now() - Number(kept.path) < DAY_MS) return read(kept.bytes);
      try {
        const bytes = await download(MANIFEST, "no-cache");
        const paths = read(bytes);
        await keep("manifest", String(Date.now()), bytes);
        return paths;
      } catch (error) {
        if (kept !== null) return read(kept.bytes);
        this.#manifest = null;
        throw error;
      }
    })();
    return this.#manifest;
  }
}

function read(bytes: Uint8Array): Map<string, Paths> {
  const manifest: Manifest = JSON.parse(new TextDecoder().decode(bytes));
  return new Map(manifest.packs.map(({ name, path, delta }) => [name, { pack: path, ...(delta ? { delta: delta.path } : {}) }]));
}

async function keepOne(name: string, path: string): Promise<void> {
  if ((await recall(name))?.path !== path) await keep(name, path, await download(path, "default"));
}

export async function download(path: string, cache: RequestCache): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(path, { cache });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

// One entry a name; the path it came from is in a header. Storage may be refused: then packs live in memory only.
async function recall(name: string): Promise<{ path: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  try {
    const entry = await (await caches.open(CACHE)).match(`/kept/${name}`);
    if (!entry) return null;
    return { path: entry.headers.get("x-path") ?? "", bytes: new Uint8Array(await entry.arrayBuffer()) };
  } catch {
    return null;
  }
}

async function keep(name: string, path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await (await caches.open(CACHE)).put(`/kept/${name}`, new Response(bytes, { headers: { "x-path": path } }));
  } catch {
    // A full disk: the pack is in the core all the same.
  }
}
