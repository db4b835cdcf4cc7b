// Two tabs, one person: only the tab that holds the lock stores and sends. The lock follows the hands: the first event
// in another tab asks for it, and that tab then starts again from what is stored. So no two cores ever change the same
// document from different bases, and nothing is merged on one device.

const NAME = "passerelle";
const PATIENCE_MS = 2000;

type Word = "release" | "stored";

export class Tabs {
  // Before the lock goes: finish what is being stored.
  onRelease: () => Promise<void> = async () => {};
  // Another tab stored something.
  onStored: () => void = () => {};

  readonly #channel = "BroadcastChannel" in self ? new BroadcastChannel(NAME) : null;
  #letGo: (() => void) | null = null;

  constructor() {
    this.#channel?.addEventListener("message", async ({ data }: MessageEvent<Word>) => {
      if (data === "stored" && !this.isWriter) this.onStored();
      if (data === "release" && this.#letGo) {
        await this.onRelease();
        this.#letGo?.();
        this.#letGo = null;
      }
    });
  }

  // Browsers without Web Locks have one writer a tab, as before there were locks.
  get isWriter(): boolean {
    return this.#letGo !== null || !("locks" in navigator);
  }

  // Takes the lock if it is free.
  async begin(): Promise<void> {
    if (!this.isWriter) await this.#take({ ifAvailable: true });
  }

  // Takes the lock from the tab that has it. A frozen tab does not answer, so after a while it is taken by force.
  async become(): Promise<void> {
    if (this.isWriter) return;
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    const waiting = this.#take({ signal: patience.signal });
    this.#channel?.postMessage("release" satisfies Word);
    try {
      await waiting;
    } catch {
      await this.#take({ steal: true });
    } finally {
      clearTimeout(timer);
    }
  }

  tellStored(): void {
    this.#channel?.postMessage("stored" satisfies Word);
  }

  // Resolves when the lock is ours (or, with ifAvailable, is not), not when it is given back.
  #take(options: LockOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      navigator.locks
        .request(NAME, options, (lock) => {
          if (lock === null) return resolve();
          const held = new Promise<void>((letGo) => (this.#letGo = letGo));
          resolve();
          return held;
        })
        .catch((error: unknown) => {
          this.#letGo = null; // taken by force
          reject(error);
        });
    });
  }
}
