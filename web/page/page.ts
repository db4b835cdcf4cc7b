// The page script: the only place that knows the document. It turns what a person does into events, and replies into
// document. It decides nothing: what is shown, said or stored is the core's.

import type { PageEffect, Reply } from "../worker/protocol.js";
import * as address from "./address.js";
import { Bridge, type Listener } from "./bridge.js";
import * as combobox from "./combobox.js";
import {
  asControl, controlsIn, dateOf, fieldsOf, fieldsOfForm, isCombobox, isTouched, nameOf, sayDegree, twinOf, Typed, waitsForButton, type Control,
} from "./fields.js";
import { morph } from "./morph.js";
import { trusted } from "./trusted.js";
import type { Workbench } from "./workbench.js";

declare const ADDRESSES: { workbench: string };

const TYPING_MS = 80;
const PAUSE_MS = 400; // what is typed is kept after this, although one has not left the field
const root = document.documentElement;
// " – Passerelle": the server's title ends with it, the core's does not.
const PRODUCT = /( – [^–]*)?$/.exec(document.title)![0];

// Browsers scroll to the field that a link names and open what is folded around it; of a link that is answered here they
// do neither, and they always leave the focus behind.
function reveal(hash: string): boolean {
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target) return false;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement!.closest("details")) fold.open = true;
  target.focus();
  target.scrollIntoView({ block: "center" });
  return true;
}

class PageScript implements Listener {
  readonly #page = document.getElementById("page")!;
  readonly #typed = new Typed();
  readonly #bridge: Bridge;
  #workbench: Workbench | null = null;
  #opening = false;
  #back: { sequence: number; scroll: number } | null = null;
  #goal: { sequence: number; hash: string } | null = null; // of the link that was followed last
  #pointer = false;
  #moved: Control | null = null; // a slider of degrees, when it has moved since the event about it
  #asked = 0; // that event, until it is answered
  #held: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stored = false;

  constructor() {
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    // Typed while this script was on its way. After a reload it may as well be the browser that filled it in.
    if (navigation?.type === "navigate")
      for (const control of controlsIn(this.#page)) if (isTouched(control)) this.#typed.touch(control);
    this.#bridge = new Bridge(this, address.shownPath());
    this.#listen();
  }

  // ---- Replies

  onReply(reply: Reply, sequence: number, first: boolean): void {
    if (first) this.#begin();
    this.#typed.answered(sequence);
    if (this.#asked > 0 && sequence >= this.#asked) {
      this.#asked = 0;
      this.#ask();
    }
    if (reply.error) return console.error(reply.error.code, reply.error.field, reply.error.message);
    // What is under a finger does not move until it is lifted: the tap would land elsewhere.
    if (this.#pointer) this.#held.push(() => this.#apply(reply, sequence, first));
    else this.#apply(reply, sequence, first);
  }

  #begin(): void {
    root.classList.add("live");
    history.scrollRestoration = "manual";
    this.#back = { sequence: 0, scroll: address.keptScroll() };
    void this.#register();
    if (address.wantsWorkbench()) void this.#openWorkbench();
    queueMicrotask(() => this.#flush(true));
  }

  #apply(reply: Reply, sequence: number, first: boolean): void {
    const back = this.#back && sequence >= this.#back.sequence ? this.#back : null;
    if (back) this.#back = null;
    if (reply.title) document.title = reply.title + PRODUCT;
    if (reply.language) root.lang = reply.language;
    if (this.#workbench) this.#workbench.apply(reply);
    if (reply.page !== undefined) morph(this.#page, reply.page, true, this.#typed);
    for (const { id, html } of reply.patches ?? []) {
      const target = document.getElementById(id);
      if (target && html !== undefined) morph(target, html, false, this.#typed);
    }
    combobox.refresh();
    if (reply.path) address.show(reply.path, this.#workbench !== null, !back && !first);
    for (const effect of (reply.effects ?? []) as PageEffect[])
      if (!back || effect.kind === "announce" || effect.kind === "download") this.#run(effect);
    if (back) scrollTo(0, back.scroll);
    if (!this.#goal || sequence < this.#goal.sequence) return;
    if (!reveal(this.#goal.hash)) scrollTo(0, 0);
    this.#goal = null;
  }

  #run(effect: PageEffect): void {
    switch (effect.kind) {
      case "announce": {
        const announcer = document.getElementById("announcer")!;
        announcer.textContent = "";
        // The same sentence twice is only read twice if it was gone in between.
        setTimeout(() => (announcer.textContent = effect.text), 50);
        break;
      }
      case "focus":
        (document.getElementById(`${effect.id}-input`) ?? document.getElementById(effect.id))?.focus();
        break;
      case "print":
        print();
        break;
      case "scroll_top":
        scrollTo(0, 0);
        break;
      case "download": {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([effect.text], { type: effect.media_type }));
        link.download = effect.name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
        break;
      }
    }
  }

  onStored(): void {
    // Asked once something of the person's is here; what the browser answers changes nothing we say.
    if (!this.#stored) void navigator.storage?.persist?.();
    this.#stored = true;
  }

  onKept(): void {
    void navigator.serviceWorker?.ready.then(() => (root.dataset["offline"] = "ready"));
  }

  onBroken(replay: (() => void) | undefined): void {
    root.classList.remove("live");
    root.classList.add("static");
    this.#closeWorkbench();
    if (replay) return replay();
    // This document may be the shell the service worker answers with; the server has the page itself.
    const url = new URL(location.href);
    if (!navigator.serviceWorker?.controller || url.searchParams.get("vue") === "serveur") return;
    url.searchParams.set("vue", "serveur");
    location.replace(url);
  }

  async #register(): Promise<void> {
    try {
      // The worker's own address never changes; the HTTP cache decides how often it is asked for.
      await navigator.serviceWorker?.register(trusted.createScriptURL("/sw.js"), { updateViaCache: "all" });
    } catch (error) {
      console.error(error); // offline pages will be missing, and nothing else
    }
  }

  // ---- Events

  #listen(): void {
    const on = <K extends keyof DocumentEventMap>(kind: K, act: (event: DocumentEventMap[K]) => void): void =>
      document.addEventListener(kind, (event) => {
        if (this.#bridge.works) act(event);
      });
    on("input", ({ target }) => this.#onInput(target));
    on("change", ({ target }) => this.#onChange(target));
    on("focusin", ({ target }) => {
      const control = asControl(target);
      if (control && isCombobox(control)) combobox.show(control, true);
    });
    on("focusout", ({ target, relatedTarget }) => this.#onLeave(target, relatedTarget));
    on("keydown", (event) => void combobox.onKey(event, (option) => this.#press(option)));
    on("submit", (event) => this.#onSubmit(event));
    on("click", (event) => this.#onClick(event));
    on("pointerdown", (event) => {
      // A slider that is drawn along is to show what it does.
      this.#pointer = (event.target as HTMLInputElement).type !== "range";
      // The field keeps the focus while a suggestion is tapped.
      if (event.target instanceof Element && event.target.closest("[role=option]")) event.preventDefault();
    });
    for (const kind of ["pointerup", "pointercancel"] as const) on(kind, () => setTimeout(() => this.#release()));
    on("visibilitychange", () => {
      if (document.hidden) this.#flush(false);
    });
    addEventListener("beforeunload", () => this.#flush(false));
    addEventListener("popstate", () => this.#onBack());
    let scrolling: ReturnType<typeof setTimeout> | undefined;
    addEventListener("scroll", () => {
      clearTimeout(scrolling);
      scrolling = setTimeout(address.keepScroll, 200);
    }, { passive: true });
    for (const online of [true, false])
      addEventListener(online ? "online" : "offline", () => this.#bridge.send({ kind: "network", online }));
  }

  #release(): void {
    this.#pointer = false;
    for (const apply of this.#held.splice(0)) apply();
  }

  #onInput(target: EventTarget | null): void {
    const control = asControl(target);
    if (!control) return;
    this.#typed.touch(control);
    const twin = twinOf(control);
    if (twin) twin.value = control.value;
    clearTimeout(this.#timer);
    if (twin instanceof HTMLSelectElement) {
      sayDegree(control, twin);
      this.#moved = control;
      return this.#ask();
    }
    if (waitsForButton(control) && !isCombobox(control)) return;
    if (isCombobox(control)) {
      combobox.show(control, true);
      const { name } = control;
      this.#timer = setTimeout(() => this.#bridge.send({ kind: "type", name, text: control.value }), TYPING_MS);
    } else if (control.type === "range") {
      this.#timer = setTimeout(() => this.#change(control), TYPING_MS);
    } else if (control.type !== "password" && control.type !== "radio" && control.type !== "checkbox") {
      this.#timer = setTimeout(() => {
        if (this.#bridge.isLive && this.#typed.waits(control))
          this.#bridge.send({ kind: "change", fields: fieldsOf(control), typing: true });
      }, PAUSE_MS);
    }
  }

  // At most one event a frame, and none while the last one is not answered: what comes out is always of now.
  #ask(): void {
    if (!this.#moved || this.#asked !== 0 || !this.#bridge.isLive) return;
    this.#asked = -1;
    requestAnimationFrame(() => {
      const control = this.#moved;
      this.#moved = null;
      this.#asked = control ? this.#bridge.send({ kind: "change", fields: fieldsOf(control), typing: true }) : 0;
    });
  }

  #onChange(target: EventTarget | null): void {
    const control = asControl(target);
    if (!control) return;
    this.#moved = null;
    // The parts of a date go together, when the last of them is left.
    if (dateOf(control) || waitsForButton(control)) return this.#typed.touch(control);
    clearTimeout(this.#timer);
    // Picking a suggestion already answered for a combobox.
    if (!isCombobox(control) || this.#typed.waits(control)) this.#change(control);
  }

  #onLeave(target: EventTarget | null, to: EventTarget | null): void {
    const control = asControl(target);
    if (!control) return;
    if (isCombobox(control)) combobox.show(control, false);
    const date = waitsForButton(control) ? null : dateOf(control);
    if (date && !(to instanceof Node && date.contains(to)) && controlsIn(date).some((part) => this.#typed.waits(part)))
      this.#change(control);
  }

  #change(control: Control): void {
    // Before the core is up the field itself keeps what was typed; see #flush.
    if (!this.#bridge.isLive) return this.#typed.touch(control);
    const sequence = this.#bridge.send({ kind: "change", fields: fieldsOf(control) });
    const date = dateOf(control);
    this.#typed.sent((date ? controlsIn(date) : [control]).map(nameOf), sequence);
  }

  // Sends what was typed and not yet left.
  #flush(withComboboxes: boolean): void {
    if (!this.#bridge.isLive) return;
    for (const control of controlsIn(this.#page))
      if (this.#typed.waits(control) && (withComboboxes || !isCombobox(control))) this.#change(control);
  }

  #onSubmit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    let button = event.submitter;
    if (button?.classList.contains("default"))
      button = form.querySelector<HTMLElement>("button.primary:not(.default)") ?? button;
    if (!(button instanceof HTMLButtonElement) || button.name !== "action") return;
    event.preventDefault();
    this.#press(button);
  }

  #onClick(event: MouseEvent): void {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    const link = event.target.closest<HTMLAnchorElement>("a[href]");
    if (link) return this.#onLink(event, link);
    const actor = event.target.closest<HTMLElement>("[data-action], button[name=action]");
    // A button of a form comes back as its submission.
    if (actor && !(actor instanceof HTMLButtonElement && actor.form)) this.#press(actor);
  }

  #onLink(event: MouseEvent, link: HTMLAnchorElement): void {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const inPage = link.getAttribute("href")!.startsWith("#");
    if (inPage && reveal(link.hash)) return event.preventDefault();
    const path = inPage ? null : address.pathOf(link);
    if (path === null) return;
    event.preventDefault();
    this.#flush(true);
    // The folded menu lies over the page one goes to.
    link.closest("nav")?.querySelector("details.toggle")?.removeAttribute("open");
    const sequence = this.#bridge.send({ kind: "open", path }, () => location.assign(link.href));
    this.#goal = { sequence, hash: link.hash };
  }

  #press(actor: HTMLElement): void {
    const text = actor.dataset["action"] ?? (actor as HTMLButtonElement).value;
    const cut = text.indexOf("=");
    const action = cut < 0 ? text : text.slice(0, cut);
    if (action === "workbench") return void this.#openWorkbench();
    clearTimeout(this.#timer);
    const form = actor.closest("form");
    const replay =
      actor instanceof HTMLButtonElement && form ? (): void => form.requestSubmit(actor) : undefined;
    const sequence = this.#bridge.send(
      { kind: "press", action, ...(cut < 0 ? {} : { arg: text.slice(cut + 1) }), fields: fieldsOfForm(form) },
      replay,
    );
    if (form) this.#typed.sent(controlsIn(form).map(nameOf), sequence);
  }

  #onBack(): void {
    if (!this.#bridge.works) return location.reload();
    this.#flush(true);
    if (this.#workbench && !address.wantsWorkbench()) this.#closeWorkbench();
    else if (!this.#workbench && address.wantsWorkbench()) void this.#openWorkbench();
    this.#goal = null;
    const sequence = this.#bridge.send({ kind: "open", path: address.shownPath() });
    this.#back = { sequence, scroll: address.keptScroll() };
  }

  // ---- Workbench

  async #openWorkbench(): Promise<void> {
    if (this.#workbench || this.#opening) return;
    this.#opening = true;
    try {
      this.#flush(true);
      const { open } = (await import(ADDRESSES.workbench)) as typeof import("./workbench.js");
      this.#workbench = await open((event) => {
        if (event.kind === "face") this.#closeWorkbench();
        else if (event.kind === "open" && !address.isOurs(event.path)) location.assign(event.path);
        else this.#bridge.send(event);
      });
      this.#page.hidden = true;
      address.show(address.shownPath(), true, true);
      this.#bridge.send({ kind: "face", face: "blocks" });
    } catch (error) {
      console.error(error); // the pages do everything the workbench does
    } finally {
      this.#opening = false;
    }
  }

  #closeWorkbench(): void {
    if (!this.#workbench) return;
    this.#workbench.close();
    this.#workbench = null;
    this.#page.hidden = false;
    address.show(address.shownPath(), false, address.wantsWorkbench());
    if (this.#bridge.works) this.#bridge.send({ kind: "face", face: "html" });
  }
}

if ("WebAssembly" in globalThis && "Worker" in globalThis) new PageScript();
else root.classList.add("static");
