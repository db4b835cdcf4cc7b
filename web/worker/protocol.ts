// What the core, its worker and the page say to each other. ARCHITECTURE.md lists the messages of the core.

export type FieldValue = string | string[];
export type Fields = Record<string, FieldValue>;
export type Face = "html" | "blocks";

// What a face tells the core; the worker adds the time, and effect results are its own.
export type FaceEvent =
  | { kind: "open"; path: string }
  | { kind: "change"; fields: Fields; typing?: boolean } // typing: still in the field, kept and not judged
  | { kind: "press"; action: string; arg?: string; fields: Fields }
  | { kind: "type"; name: string; text: string }
  | { kind: "face"; face: Face }
  | { kind: "network"; online: boolean };

export type Effect = { effect: number } & (
  | { kind: "store"; key: string; value: string }
  | { kind: "send"; method: string; path: string; body: string }
  | { kind: "load_pack"; name: string }
  | PageEffect
);

// Effects that need the document. They have no result.
export type PageEffect =
  | { kind: "download"; name: string; media_type: string; text: string }
  | { kind: "announce"; text: string }
  | { kind: "focus"; id: string }
  | { kind: "scroll_top" }
  | { kind: "print" };

export interface Patch {
  id: string;
  html?: string; // face "html"
  block?: unknown; // face "blocks"
}

export interface Reply {
  path: string;
  title: string;
  language: string;
  page?: string;
  blocks?: unknown;
  patches?: Patch[];
  effects?: Effect[];
  error?: { code: string; field: string; message: string };
}

export type ToWorker =
  | { kind: "begin"; path: string; face: Face; online: boolean }
  | { kind: "event"; sequence: number; event: FaceEvent };

// `sequence` is that of the last event the core has seen: what was typed after it is newer than the reply.
export type FromWorker =
  | { kind: "reply"; sequence: number; reply: Reply }
  | { kind: "stored" } // a change is on this device's disk
  | { kind: "kept" } // every pack this visit may need is on the device
  | { kind: "broken"; reason: string }; // there is no core: pages come from the server
