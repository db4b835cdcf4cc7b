// The address bar: paths of the core in the history, the workbench as "?vue=atelier", and where one had scrolled to.

const VIEW = "vue";
const WORKBENCH = "atelier";

export function shownPath(): string {
  const url = new URL(location.href);
  url.searchParams.delete(VIEW);
  return url.pathname + url.search;
}

export function wantsWorkbench(): boolean {
  return new URL(location.href).searchParams.get(VIEW) === WORKBENCH;
}

export function show(path: string, workbench: boolean, push: boolean): void {
  const url = new URL(path, location.href);
  if (workbench) url.searchParams.set(VIEW, WORKBENCH);
  url.hash = path === shownPath() ? location.hash : "";
  if (url.href === location.href) return;
  if (push) {
    keepScroll();
    history.pushState({ scroll: 0 }, "", url);
  } else {
    history.replaceState(history.state, "", url);
  }
}

export function keepScroll(): void {
  history.replaceState({ scroll: Math.round(scrollY) }, "");
}

export function keptScroll(): number {
  return Number((history.state as { scroll?: number } | null)?.scroll ?? 0);
}

export function isOurs(path: string): boolean {
  return path.startsWith(`/${document.documentElement.lang}/`);
}

// The path of a link the core answers: a page of this site in the language of this document. Anything else (another
// language, files, the API) is the browser's.
export function pathOf(link: HTMLAnchorElement): string | null {
  const ours =
    link.origin === location.origin &&
    !link.hasAttribute("download") &&
    (!link.target || link.target === "_self") &&
    isOurs(link.pathname);
  return ours ? link.pathname + link.search : null;
}
