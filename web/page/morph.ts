// Puts the core's HTML into the document without taking anything from the person's hands: focus, selection, what is
// being typed, and which disclosures and suggestion lists they opened or closed.

import { Idiomorph } from "idiomorph";
import { asControl, type Typed } from "./fields.js";
import { trusted } from "./trusted.js";

function nodesOf(html: string): Node[] {
  const template = document.createElement("template");
  template.innerHTML = trusted.createHTML(html);
  return [...template.content.childNodes];
}

const VALUES = new Set(["value", "checked", "selected"]);

export function morph(target: Element, html: string, inside: boolean, typed: Typed): void {
  void Idiomorph.morph(target, nodesOf(html), {
    morphStyle: inside ? "innerHTML" : "outerHTML",
    callbacks: {
      beforeAttributeUpdated: (attribute, element) => {
        if (attribute === "open") return element.tagName !== "DETAILS";
        const role = element.getAttribute("role");
        if (attribute === "hidden") return role !== "listbox";
        if (attribute === "aria-expanded" || attribute === "aria-activedescendant") return role !== "combobox";
        if (!VALUES.has(attribute)) return true;
        const control = asControl(element instanceof HTMLOptionElement ? element.closest("select") : element);
        return !control || !typed.has(control);
      },
    },
  });
}
