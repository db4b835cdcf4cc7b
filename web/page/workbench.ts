// The loader of the workbench, fetched with it on the first click: the canvas, the Emscripten module that draws Pages
// on it (wasm/workbench), and a real input laid over a field while one types in it, so that paste, input methods and
// phone keyboards work. It holds no state of the portal but the blocks last received.

import type { FaceEvent, Patch, Reply } from "../worker/protocol.js";

declare const ADDRESSES: { workbenchScript: string; workbenchWasm: string };

export interface Workbench {
  apply(reply: Reply): void;
  close(): void;
}

type Send = (event: FaceEvent) => void;

interface Module {
  HEAPU8: Uint8Array<ArrayBuffer>;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _workbench_page(pointer: number, size: number): void;
}

interface Options {
  canvas: HTMLCanvasElement;
  locateFile(name: string): string;
  passerelle_event(pointer: number, size: number): void;
  passerelle_edit(pointer: number, size: number): void;
}

// Where the text of a field is typed, in CSS pixels of the canvas.
interface Edit {
  name: string;
  label: string;
  value: string;
  input: "text" | "email" | "telephone" | "whole_number" | "search" | "password";
  x: number;
  y: number;
  width: number;
  height: number;
  multiline: boolean;
}

interface Block {
  id?: string;
  children?: Block[];
}

interface Blocks {
  header?: Block[];
  main?: Block[];
  footer?: Block[];
}

const TYPING_MS = 80;
const KINDS = { email: "email", telephone: "tel", password: "password", search: "search" } as const;

// Made once a visit; closing hides it, so that a second opening costs nothing.
let bench: Bench | null = null;

export async function open(send: Send): Promise<Workbench> {
  bench ??= await Bench.load();
  bench.show(send);
  return bench;
}

class Bench implements Workbench {
  readonly #canvas = document.createElement("canvas");
  #module!: Module;
  #send: Send = () => {};
  #blocks: Blocks = {};
  #editor: HTMLInputElement | HTMLTextAreaElement | null = null;
  #leave: (keep: boolean) => void = () => {};

  static async load(): Promise<Bench> {
    const made = new Bench();
    const canvas = made.#canvas;
    canvas.id = "canvas"; // what Emscripten's GLFW looks for
    canvas.className = "workbench";
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    Object.assign(canvas.style, { position: "fixed", inset: "0", width: "100vw", height: "100vh" });
    canvas.addEventListener("pointerdown", () => canvas.focus());
    document.body.append(canvas);
    // GLFW listens to the keys of the whole window and swallows Tab and Backspace there, in our editor and on the pages
    // too. Its keys are the canvas's, and it lets go of them when the canvas loses the focus.
    const listen = window.addEventListener;
    window.addEventListener = (kind: string, ...rest: [EventListenerOrEventListenerObject, unknown]) =>
      (listen as (...all: unknown[]) => void).call(/^key|^blur$/.test(kind) ? canvas : window, kind, ...rest);
    try {
      const { default: start } = (await import(ADDRESSES.workbenchScript)) as {
        default: (options: Options) => Promise<Module>;
      };
      made.#module = await start({
        canvas,
        locateFile: () => ADDRESSES.workbenchWasm,
        passerelle_event: (pointer, size) => made.#send(made.#take(pointer, size) as FaceEvent),
        passerelle_edit: (pointer, size) => made.#edit(made.#take(pointer, size) as Edit),
      });
    } catch (error) {
      canvas.remove();
      throw error;
    } finally {
      window.addEventListener = listen;
    }
    return made;
  }

  show(send: Send): void {
    this.#send = send;
    this.#canvas.hidden = false;
    this.#canvas.focus();
  }

  close(): void {
    this.#commit();
    this.#canvas.hidden = true;
  }

  apply(reply: Reply): void {
    if (reply.title) this.#canvas.setAttribute("aria-label", reply.title);
    if (reply.blocks !== undefined) this.#blocks = reply.blocks as Blocks;
    else if (!reply.patches?.some(({ block }) => block !== undefined)) return;
    for (const patch of reply.patches ?? []) replace(this.#blocks, patch);
    const bytes = new TextEncoder().encode(JSON.stringify(this.#blocks));
    const pointer = this.#module._malloc(bytes.length);
    this.#module.HEAPU8.set(bytes, pointer);
    this.#module._workbench_page(pointer, bytes.length);
    this.#module._free(pointer);
  }

  #take(pointer: number, size: number): unknown {
    return JSON.parse(new TextDecoder().decode(this.#module.HEAPU8.slice(pointer, pointer + size)));
  }

  #edit(edit: Edit): void {
    this.#commit();
    const editor = document.createElement(edit.multiline ? "textarea" : "input");
    if (editor instanceof HTMLInputElement) {
      editor.type = KINDS[edit.input as keyof typeof KINDS] ?? "text";
      if (edit.input === "whole_number") editor.inputMode = "numeric";
    }
    editor.className = "workbench-edit";
    editor.value = edit.value;
    editor.setAttribute("aria-label", edit.label);
    Object.assign(editor.style, {
      position: "fixed",
      left: `${edit.x}px`,
      top: `${edit.y}px`,
      width: `${edit.width}px`,
      height: `${edit.height}px`,
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    editor.addEventListener("input", () => {
      clearTimeout(timer);
      const typed = (): void => this.#send({ kind: "type", name: edit.name, text: editor.value });
      if (edit.input === "search") timer = setTimeout(typed, TYPING_MS);
    });
    // Removing the editor blurs it; what counts is that it is sent once.
    const leave = this.#leave = (keep: boolean): void => {
      if (this.#editor !== editor) return;
      this.#editor = null;
      clearTimeout(timer);
      if (keep && editor.value !== edit.value) this.#send({ kind: "change", fields: { [edit.name]: editor.value } });
      editor.remove();
      if (!this.#canvas.hidden) this.#canvas.focus();
    };
    editor.addEventListener("blur", () => leave(true));
    editor.addEventListener("keydown", (event) => {
      const key = (event as KeyboardEvent).key;
      const done = key === "Tab" || (key === "Enter" && !edit.multiline);
      if ((event as KeyboardEvent).isComposing || (!done && key !== "Escape")) return;
      event.preventDefault();
      leave(done);
      // The workbench moves on by itself: Tab there is the next field.
      if (key !== "Tab") return;
      for (const kind of ["keydown", "keyup"])
        this.#canvas.dispatchEvent(new KeyboardEvent(kind, event as KeyboardEvent));
    });
    document.body.append(editor);
    this.#editor = editor;
    editor.focus();
    editor.select();
  }

  #commit(): void {
    this.#leave(true);
  }
}

function replace(blocks: Blocks, { id, block }: Patch): void {
  const inside = (list: Block[] | undefined): boolean => {
    if (!list) return false;
    const at = list.findIndex((one) => one.id === id);
    if (at >= 0) list[at] = block as Block;
    return at >= 0 || list.some((one) => inside(one.children));
  };
  void (inside(blocks.main) || inside(blocks.header) || inside(blocks.footer));
}
