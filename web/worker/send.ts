// One request to the service. null when no answer came: no network, no server, or given up.

const PATIENCE_MS = 20_000;

export async function send(
  method: string,
  path: string,
  body: string,
  signal: AbortSignal,
): Promise<{ status: number; body: string } | null> {
  const patience = new AbortController();
  const giveUp = (): void => patience.abort();
  const timer = setTimeout(giveUp, PATIENCE_MS);
  signal.addEventListener("abort", giveUp);
  try {
    const response = await fetch(path, {
      method,
      ...(body ? { headers: { "content-type": "application/json" }, body } : {}),
      credentials: "same-origin",
      cache: "no-store",
      signal: patience.signal,
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
  }
}
