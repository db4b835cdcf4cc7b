// The host of the core: one queue of messages in, replies out, and the effects in between.
// What the core asks for (store, send, load_pack) ends in a message {"kind":"result"}; what the document must do
// (focus, announce, download) is passed on with the reply. The core never waits, and never sees a clock but ours.

import { Core, knowsSimd } from "./core.js";
import { download, Packs } from "./packs.js";
import type { Effect, Face, FaceEvent, FromWorker, Reply, ToWorker } from "./protocol.js";
import { send } from "./send.js";
import { newDevice, Storage, type Stored } from "./storage.js";
import { Tabs } from "./tabs.js";

declare const self: DedicatedWorkerGlobalScope;

// Put in by web/build.mjs: addresses that change with what is behind them.
declare const ADDRESSES: { core: string; coreSimd: string; content: Record<string, string> };

const SETTLE_MS = 300; // another tab often stores several times in a row
const MOST_FAILURES = 3;
const RETRY_MS = [5_000, 20_000, 60_000, 300_000];

type CoreEvent = FaceEvent | ({ kind: "result"; effect: number; ok: boolean } & Record<string, unknown>);

class Host {
  readonly #storage = new Storage();
  readonly #tabs = new Tabs();
  readonly #packs = new Packs();
  #module: Promise<WebAssembly.Module> | null = null;
  #content: Promise<Uint8Array> | null = null;
  #device: string | null = null; // of this visit, where nothing can be stored
  #core: Core | null = null;
  #life = 0; // which core an effect belongs to; results for an earlier one are dropped
  #path = "/";
  #face: Face = "html";
  #online = true;
  #sequence = 0;
  #failures = 0;
  #tries = 0;
  #failedWrites = 0;
  #queue: Promise<void> = Promise.resolve();
  #loading: Promise<void> = Promise.resolve();
  readonly #writes = new Map<string, { value: string; effects: number[]; life: number }>();
  #writing: Promise<void> | null = null;
  #sending = new AbortController();
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#tabs.onRelease = async () => {
      // What was being sent is sent again by the next holder, with the same ids.
      this.#sending.abort();
      await this.#writing;
    };
    this.#tabs.onStored = () => {
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => this.#enqueue(() => this.#start()), SETTLE_MS);
    };
  }

  receive(message: ToWorker): void {
    if (message.kind === "begin") {
      this.#path = message.path;
      this.#face = message.face;
      this.#online = message.online;
      this.#enqueue(() => this.#begin());
      return;
    }
    this.#enqueue(async () => {
      this.#sequence = message.sequence;
      const { event } = message;
      if (event.kind === "face") this.#face = event.face;
      if (event.kind === "network") this.#online = event.online;
      // Looking around needs no lock; whoever changes something becomes the one tab that stores.
      const changes = event.kind === "change" || event.kind === "press";
      if (changes && !this.#tabs.isWriter) {
        await this.#tabs.become();
        await this.#start();
      }
      this.#deliver(event);
    });
  }

  #enqueue(work: () => Promise<void> | void): void {
    this.#queue = this.#queue.then(work).catch((error: unknown) => this.#recover(error));
  }

  async #begin(): Promise<void> {
    const language = this.#path.split("/")[1] ?? "";
    const content = ADDRESSES.content[language] ?? Object.values(ADDRESSES.content)[0]!;
    this.#module = compile(knowsSimd() ? ADDRESSES.coreSimd : ADDRESSES.core);
    this.#content = download(content, "default");
    await this.#tabs.begin();
    await this.#start();
    // Left for later, so that it does not stand in the way of the first page.
    setTimeout(() => void this.#keepPacks(), 1000);
  }

  // A core from what is stored, at the page that is shown.
  async #start(): Promise<void> {
    const [module, content, stored] = await Promise.all([this.#module!, this.#content!, this.#read()]);
    const core = await Core.start(module);
    const refusal = core.loadPack("content", content);
    if (refusal) throw new Error(`content: ${refusal.code} ${refusal.message}`);
    this.#core = core;
    this.#life += 1;
    this.#writes.clear();
    const { device, snapshot, damaged } = stored;
    const reply = core.handle({
      ...this.#moment(),
      kind: "start",
      path: this.#path,
      face: this.#face,
      online: this.#online,
      device,
      life: newDevice().slice(0, 8),
      snapshot,
      ...(damaged === null ? {} : { damaged }),
    });
    if (reply.error) throw new Error(`start: ${reply.error.code} ${reply.error.field}`);
    this.#answer(reply);
  }

  // Without storage the visit works all the same, and the core learns of it when it stores.
  async #read(): Promise<Stored> {
    try {
      return await this.#storage.read();
    } catch {
      return { device: (this.#device ??= newDevice()), snapshot: null, damaged: null };
    }
  }

  #deliver(event: CoreEvent): void {
    if (this.#core) this.#answer(this.#core.handle({ ...this.#moment(), ...event }));
  }

  #result(life: number, effect: number, ok: boolean, more: Record<string, unknown> = {}): void {
    this.#enqueue(() => {
      if (life === this.#life) this.#deliver({ kind: "result", effect, ok, ...more });
    });
  }

  #moment(): { now: number; today: string; utc_offset: number } {
    const now = new Date();
    const offset = -now.getTimezoneOffset();
    const today = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 10);
    return { now: now.getTime(), today, utc_offset: offset };
  }

  #answer(reply: Reply): void {
    if (reply.path) this.#path = reply.path;
    const forPage = (reply.effects ?? []).filter((effect) => !this.#run(effect));
    post({ kind: "reply", sequence: this.#sequence, reply: { ...reply, effects: forPage } });
  }

  // True when the effect is the worker's. A tab without the lock neither stores nor sends: its core is thrown away
  // before it may change anything.
  #run(effect: Effect): boolean {
    const life = this.#life;
    switch (effect.kind) {
      case "store":
        if (this.#tabs.isWriter) this.#store(effect.key, effect.value, effect.effect);
        return true;
      case "send":
        if (this.#tabs.isWriter) void this.#send(effect, life);
        return true;
      case "load_pack":
        // One after the other, as the core asked: skills are refused before the occupations they belong to.
        this.#loading = this.#loading.then(() => this.#loadPack(effect.name, effect.effect, life));
        return true;
      default:
        return false;
    }
  }

  // While one write is under way the next ones wait, and only the newest of them is written: each one holds everything.
  #store(key: string, value: string, effect: number): void {
    const waiting = this.#writes.get(key);
    this.#writes.set(key, { value, effects: [...(waiting?.effects ?? []), effect], life: this.#life });
    this.#writing ??= this.#write().finally(() => (this.#writing = null));
  }

  async #write(): Promise<void> {
    for (let next = first(this.#writes); next; next = first(this.#writes)) {
      const [key, { value, effects, life }] = next;
      this.#writes.delete(key);
      let failure: string | null = null;
      try {
        await this.#storage.write(key, value);
        this.#tabs.tellStored();
        post({ kind: "stored" });
      } catch (error) {
        failure = error instanceof Error ? error.name : "unknown";
      }
      for (const effect of effects) this.#result(life, effect, failure === null, failure === null ? {} : { failure });
      if (failure === null) this.#failedWrites = 0;
      else this.#again(this.#failedWrites++);
    }
  }

  async #send({ effect, method, path, body }: Effect & { kind: "send" }, life: number): Promise<void> {
    this.#sending = new AbortController();
    const { signal } = this.#sending;
    // What goes to the service is on this device first, so that a crash in between forgets nothing that was sent. The
    // core asks for both in one turn; a disk that fails does not keep it back.
    await Promise.resolve();
    await this.#writing;
    if (signal.aborted) return this.#result(life, effect, false);
    const answer = await send(method, path, body, signal);
    if (answer) {
      this.#result(life, effect, true, { status: answer.status, body: answer.body });
      // Too much to do, or out of order for a moment.
      if (answer.status === 429 || answer.status >= 500) this.#again(this.#tries++);
      else this.#tries = 0;
      return;
    }
    this.#result(life, effect, false);
    // The browser believes in a network and the service does not answer.
    if (this.#online) this.#again(this.#tries++);
  }

  // What failed is tried again later, at longer intervals: the core does so whenever it hears of the network.
  #again(tries: number): void {
    setTimeout(() => {
      if (this.#tabs.isWriter) this.#enqueue(() => this.#deliver({ kind: "network", online: this.#online }));
    }, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]!);
  }

  async #loadPack(name: string, effect: number, life: number): Promise<void> {
    let refusal = "";
    try {
      await this.#packs.load(name, (of, bytes) => {
        const code = this.#accept(of, bytes, life);
        refusal = code ?? "";
        return code === null;
      });
      this.#result(life, effect, true);
    } catch {
      this.#result(life, effect, false, { failure: refusal });
    }
  }

  // The code of the core's refusal; null when it took the pack, or when nobody waits for it any more.
  #accept(name: string, bytes: Uint8Array, life: number): string | null {
    if (life !== this.#life || !this.#core) return null;
    try {
      return this.#core.loadPack(name, bytes)?.code ?? null;
    } catch (error) {
      this.#enqueue(() => this.#recover(error)); // not a refusal: the core itself is gone
      return null;
    }
  }

  async #keepPacks(): Promise<void> {
    try {
      const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
      if (!connection?.saveData) {
        // Which offers are in reach the core knows once it has the places.
        const life = this.#life;
        const accept = (of: string, bytes: Uint8Array): boolean => this.#accept(of, bytes, life) === null;
        await this.#packs.load("places", accept).catch(() => undefined);
        await this.#packs.keep(this.#core?.packs() ?? []);
      }
      post({ kind: "kept" });
    } catch {
      // No network: what is needed is asked for again when it is needed.
    }
  }

  // The core stopped, or could not start. Another one is started from what is stored; what fails again and again is
  // left to the server.
  async #recover(error: unknown): Promise<void> {
    console.error(error);
    this.#core = null;
    if (++this.#failures <= MOST_FAILURES && this.#module) {
      await this.#writing;
      try {
        return await this.#start();
      } catch (again) {
        console.error(again);
      }
    }
    post({ kind: "broken", reason: String(error) });
  }
}

// V8 keeps compiled code only of modules that were streamed; a server that does not say application/wasm still works.
async function compile(address: string): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compileStreaming(fetch(address));
  } catch {
    return WebAssembly.compile(await download(address, "default"));
  }
}

function first<K, V>(map: Map<K, V>): [K, V] | undefined {
  return map.entries().next().value;
}

function post(message: FromWorker): void {
  self.postMessage(message);
}

const host = new Host();
self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => host.receive(data));
