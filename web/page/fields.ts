// Reading controls: what a field is called, what it holds, and what a person typed that the core has not seen.
// The rules of names are those of shared/html/render.hpp.

import type { Fields, FieldValue } from "../worker/protocol.js";

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function asControl(target: EventTarget | null): Control | null {
  const control = target instanceof Element ? target.closest<Control>("input, textarea, select") : null;
  return control && nameOf(control) && !isHidden(control) ? control : null;
}

function isHidden(control: Control): boolean {
  return control.type === "hidden";
}

// A slider has no name of its own: the number field beside it has.
export function nameOf(control: Control): string {
  return control.name || control.dataset["name"] || "";
}

export function isCombobox(control: Control): control is HTMLInputElement {
  return control.getAttribute("role") === "combobox";
}

export function dateOf(control: Control): HTMLElement | null {
  return control.closest<HTMLElement>("fieldset[data-date]");
}

// Its form sends nothing before one of its buttons is pressed: an arrow key that only looks at the choices is no answer.
export function waitsForButton(control: Control): boolean {
  return control.form?.dataset["byButton"] !== undefined;
}

// The number field of a slider, or the words of its degrees; and the other way round.
export function twinOf(control: Control): HTMLInputElement | HTMLSelectElement | null {
  const name = CSS.escape(nameOf(control));
  return document.querySelector(control.name ? `input[type=range][data-name="${name}"]` : `:is(input, select)[name="${name}"]`);
}

// The word of the degree a slider stands at is said and shown at once, not with the answer.
export function sayDegree(slider: Control, words: HTMLSelectElement): void {
  const word = words.selectedOptions[0]?.text ?? "";
  slider.setAttribute("aria-valuetext", word);
  slider.previousElementSibling!.textContent = word;
}

// What a change of this control sends: a whole list for a group of checkboxes, all three parts for a date.
export function fieldsOf(control: Control): Fields {
  const date = dateOf(control);
  if (date) {
    const parts = [...date.querySelectorAll<HTMLInputElement>("input[name]")];
    return Object.fromEntries(parts.map((part) => [part.name, part.value]));
  }
  const name = nameOf(control);
  if (control instanceof HTMLInputElement && control.type === "checkbox") {
    if (!name.endsWith("[]")) return { [name]: control.checked ? control.value : "" };
    const boxes = [...document.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`)];
    return { [name.slice(0, -2)]: boxes.filter((box) => box.checked && box.value).map((box) => box.value) };
  }
  if (control instanceof HTMLInputElement && control.type === "radio") {
    // Whichever of the group was meant, its answer is the one that is chosen.
    const chosen = document.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"]:checked`);
    return { [name]: chosen?.value ?? "" };
  }
  return { [name]: control.value };
}

// All named fields of a form, as a post without scripts would send them.
export function fieldsOfForm(form: HTMLFormElement | null): Fields {
  const fields: Record<string, FieldValue> = {};
  if (!form) return fields;
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || name === "action") continue;
    if (!name.endsWith("[]")) {
      fields[name] = value;
      continue;
    }
    const list = (fields[name.slice(0, -2)] ??= []);
    if (value && Array.isArray(list)) list.push(value);
  }
  return fields;
}

export function controlsIn(root: ParentNode): Control[] {
  return [...root.querySelectorAll<Control>("input, textarea, select")].filter((control) => asControl(control));
}

// Differs from what the server wrote.
export function isTouched(control: Control): boolean {
  if (control instanceof HTMLSelectElement)
    return [...control.options].some((option) => option.selected !== option.defaultSelected);
  if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio"))
    return control.checked !== control.defaultChecked;
  return control.value !== control.defaultValue;
}

// What was typed and is newer than the core's last word, by control name. A reply to event n answers what was sent up
// to n; what was typed since stays, whatever the reply says.
export class Typed {
  readonly #since = new Map<string, number>();

  touch(control: Control): void {
    this.#since.set(nameOf(control), Infinity);
  }
  sent(names: Iterable<string>, sequence: number): void {
    for (const name of names) if (this.#since.has(name)) this.#since.set(name, sequence);
  }
  answered(sequence: number): void {
    for (const [name, since] of this.#since) if (since <= sequence) this.#since.delete(name);
  }
  has(control: Control): boolean {
    return this.#since.has(nameOf(control));
  }
  waits(control: Control): boolean {
    return this.#since.get(nameOf(control)) === Infinity;
  }
}
