// The device's disk: IndexedDB, encrypted. Any call may fail at any time (private windows, full disks, Safari's seven
// days), so every method may reject and the worker turns that into a result for the core.
//
// AES-GCM's tag is the checksum: a record that was altered, or cut short, does not open. The key can be used by this
// origin's scripts and read by nobody. Without WebCrypto (a page that is not https) nothing is stored at all.

import { openDB, type IDBPDatabase } from "idb";

interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

// Keys can not be compared: a name tells one from another.
interface Secret {
  id: string;
  key: CryptoKey;
}

export interface Stored {
  device: string;
  snapshot: string | null; // the newest that opens
  damaged: string | null; // one that does not, or that the core put aside: offered as a file, never thrown away
}

const STORE = "kept";

export class Storage {
  #database: Promise<IDBPDatabase> | null = null;
  #known: Secret | null = null;
  #device: string | null = null;

  async read(): Promise<Stored> {
    const database = await this.#open();
    const device = (this.#device = await this.#deviceOf(database));
    const current: Sealed | undefined = await database.get(STORE, "snapshot");
    let snapshot = current ? await this.#unseal("snapshot", current) : null;
    if (current && snapshot === null) {
      const previous: Sealed | undefined = await database.get(STORE, "previous");
      snapshot = previous ? await this.#unseal("snapshot", previous) : null;
      // In one step: put aside before anything can write over it, and the last good one in its place.
      const transaction = database.transaction(STORE, "readwrite");
      await transaction.store.put(current, "damaged");
      if (snapshot === null) await transaction.store.delete("snapshot");
      else await transaction.store.put(previous, "snapshot");
      await transaction.done;
    }
    const damaged: Sealed | undefined = await database.get(STORE, "damaged");
    return { device, snapshot, damaged: damaged ? ((await this.#unseal("damaged", damaged)) ?? asFile(damaged)) : null };
  }

  // Resolves when the bytes are on the disk. The snapshot it replaces is kept as the previous one; an empty text
  // removes a record.
  async write(name: string, text: string): Promise<void> {
    const database = await this.#open();
    if (!text) return database.delete(STORE, name);
    const secret = await this.#secret();
    const sealed = await seal(name, text, secret);
    const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
    // A database that was emptied while the page was open gets its key and its device again: what is sealed with a key
    // that is nowhere never opens. If another tab has made a new key meanwhile, that one seals.
    const known = secretOf(await transaction.store.get("key"));
    if (known === null) {
      await transaction.store.put(secret, "key");
      if (this.#device !== null) await transaction.store.put(this.#device, "device");
    } else if (known.id !== secret.id) {
      await transaction.done;
      this.#known = known;
      return this.write(name, text);
    }
    if (name === "snapshot") {
      const current: Sealed | undefined = await transaction.store.get("snapshot");
      if (current) await transaction.store.put(current, "previous");
    }
    await transaction.store.put(sealed, name);
    await transaction.done;
  }

  #open(): Promise<IDBPDatabase> {
    this.#database ??= openDB("passerelle", 1, {
      upgrade: (database) => void database.createObjectStore(STORE),
      // Another tab brings a newer version, or the browser closed it (storage cleared): open again at the next call.
      blocking: (_from, _to, event) => {
        (event.target as IDBDatabase).close();
        this.#database = null;
      },
      terminated: () => void (this.#database = null),
    }).catch((error: unknown) => {
      this.#database = null;
      throw error;
    });
    return this.#database;
  }

  async #deviceOf(database: IDBPDatabase): Promise<string> {
    const known: unknown = await database.get(STORE, "device");
    if (typeof known === "string") return known;
    const made = newDevice();
    await database.put(STORE, made, "device");
    return made;
  }

  async #secret(): Promise<Secret> {
    if (this.#known) return this.#known;
    const database = await this.#open();
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const made: Secret = { id: newDevice(), key };
    // One transaction, so that two tabs opened together end with the same key.
    const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
    const known = secretOf(await transaction.store.get("key"));
    if (known === null) await transaction.store.put(made, "key");
    await transaction.done;
    return (this.#known = known ?? made);
  }

  // null when it does not open: altered, or of a key that is gone.
  async #unseal(name: string, sealed: Sealed): Promise<string | null> {
    const { key } = await this.#secret();
    try {
      return new TextDecoder().decode(await crypto.subtle.decrypt(parameters(name, sealed.iv), key, sealed.data));
    } catch {
      return null;
    }
  }
}

async function seal(name: string, text: string, { key }: Secret): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt(parameters(name, iv), key, new TextEncoder().encode(text)) };
}

// Keys had no name before: one that stands alone is its device's only one.
function secretOf(record: unknown): Secret | null {
  if (record === undefined) return null;
  return record instanceof CryptoKey ? { id: "", key: record } : (record as Secret);
}

// The name is sealed in, so that one record can not pass for another.
function parameters(name: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) };
}

// Whatever stands there: what is no sealed record any more is still somebody's.
function asFile(sealed: Sealed): string {
  const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  try {
    return JSON.stringify({ iv: base64(sealed.iv), data: base64(new Uint8Array(sealed.data)) });
  } catch {
    return JSON.stringify(sealed) ?? String(sealed);
  }
}

// 32 hexadecimal digits: names this device in change ids, nothing else.
export function newDevice(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
