// The keyboard and the pointer in a find-by-typing field: WAI-ARIA Authoring Practices, "editable combobox with list
// autocomplete". The suggestions are the core's; here is only which one is pointed at, and whether the list shows.

import { isCombobox, type Control } from "./fields.js";

function listOf(combobox: HTMLElement): HTMLElement | null {
  return document.getElementById(combobox.getAttribute("aria-controls") ?? "");
}

function optionsOf(combobox: HTMLElement): HTMLElement[] {
  return [...(listOf(combobox)?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
}

function activeOf(combobox: HTMLElement): HTMLElement | null {
  return document.getElementById(combobox.getAttribute("aria-activedescendant") ?? "");
}

function isOpen(combobox: HTMLElement): boolean {
  return combobox.getAttribute("aria-expanded") === "true";
}

function point(combobox: HTMLElement, option: HTMLElement | null): void {
  for (const other of optionsOf(combobox)) other.setAttribute("aria-selected", String(other === option));
  if (!option) return combobox.removeAttribute("aria-activedescendant");
  combobox.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

export function show(combobox: HTMLElement, open: boolean): void {
  const list = listOf(combobox);
  if (list) list.hidden = !open;
  const shown = open && list !== null;
  if (combobox.getAttribute("aria-expanded") !== String(shown)) combobox.setAttribute("aria-expanded", String(shown));
  if (!shown || !activeOf(combobox)) point(combobox, null);
}

// After each reply: new suggestions show under the field one is in, and nowhere else.
export function refresh(): void {
  for (const combobox of document.querySelectorAll<HTMLElement>("[role=combobox]"))
    show(combobox, combobox === document.activeElement && listOf(combobox)?.hidden === false);
}

// True when the key was for the list.
export function onKey(event: KeyboardEvent, press: (option: HTMLElement) => void): boolean {
  const combobox = event.target as Control;
  if (!isCombobox(combobox) || event.isComposing || event.ctrlKey || event.metaKey) return false;
  const options = optionsOf(combobox);
  const active = isOpen(combobox) ? activeOf(combobox) : null;
  const at = active ? options.indexOf(active) : -1;
  switch (event.key) {
    case "ArrowDown":
    case "ArrowUp": {
      if (options.length === 0) return false;
      show(combobox, true);
      if (event.altKey) {
        show(combobox, event.key === "ArrowDown");
        break;
      }
      // One place past either end is the field itself.
      const places = options.length + 1;
      const next = (at + 1 + (event.key === "ArrowDown" ? 1 : places - 1)) % places;
      point(combobox, options[next - 1] ?? null);
      break;
    }
    case "Enter":
      if (!active) return false;
      press(active);
      break;
    case "Escape":
      if (!isOpen(combobox)) return false;
      show(combobox, false);
      break;
    case "Tab":
      show(combobox, false);
      return false;
    case "Home":
    case "End": {
      // In an editable combobox these move the caret, and let go of the list.
      const caret = event.key === "Home" ? 0 : combobox.value.length;
      point(combobox, null);
      if (event.shiftKey) return false;
      combobox.setSelectionRange(caret, caret);
      break;
    }
    default:
      return false;
  }
  event.preventDefault();
  return true;
}
