// The page's end of the worker. Events are numbered, so that a reply says which of them it has seen; those that come
// before the core is up wait for it, and go to the server if it never comes.

import type { FaceEvent, FromWorker, Reply, ToWorker } from "../worker/protocol.js";
import { trusted } from "./trusted.js";

declare const ADDRESSES: { worker: string };

export interface Listener {
  onReply(reply: Reply, sequence: number, first: boolean): void;
  onStored(): void;
  onKept(): void;
  // No core, now or any more. `replay` does what the last waiting event wanted, without it.
  onBroken(replay: (() => void) | undefined): void;
}

export class Bridge {
  readonly #worker: Worker;
  readonly #listener: Listener;
  #state: "starting" | "live" | "broken" = "starting";
  #sequence = 0;
  #early: { message: ToWorker; replay: (() => void) | undefined }[] = [];

  constructor(listener: Listener, path: string) {
    this.#listener = listener;
    this.#worker = new Worker(trusted.createScriptURL(ADDRESSES.worker));
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#receive(data));
    this.#worker.addEventListener("error", () => this.#break());
    this.#post({ kind: "begin", path, face: "html", online: navigator.onLine });
    // A page that the browser keeps for the way back is frozen with its worker, lock and transactions and all, and the
    // next page would wait for them (seen in WebKitGTK in November 2026). It starts again when it comes back.
    addEventListener("pagehide", ({ persisted }) => {
      if (persisted) this.#worker.terminate();
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) location.reload();
    });
  }

  // False: let the browser do what it does without us.
  get works(): boolean {
    return this.#state !== "broken";
  }
  get isLive(): boolean {
    return this.#state === "live";
  }

  // The event's number.
  send(event: FaceEvent, replay?: () => void): number {
    const sequence = ++this.#sequence;
    const message: ToWorker = { kind: "event", sequence, event };
    if (this.isLive) this.#post(message);
    else this.#early.push({ message, replay });
    return sequence;
  }

  #receive(message: FromWorker): void {
    switch (message.kind) {
      case "reply": {
        const first = this.#state === "starting";
        this.#state = "live";
        this.#listener.onReply(message.reply, message.sequence, first);
        for (const { message: waiting } of this.#early.splice(0)) this.#post(waiting);
        break;
      }
      case "stored":
        return this.#listener.onStored();
      case "kept":
        return this.#listener.onKept();
      case "broken":
        console.error(message.reason);
        return this.#break();
    }
  }

  #break(): void {
    if (!this.works) return;
    this.#state = "broken";
    this.#worker.terminate();
    this.#listener.onBroken(this.#early.at(-1)?.replay);
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}
