import type { Hints } from "./hints.ts";

/** What a page is told: it is shown again, or the network is back; it is hidden, or left. */
export const pageHints: Hints = {
  listen({ back, leaving }) {
    const stop = new AbortController();
    const { signal } = stop;
    const shown = (): void => (document.visibilityState === "visible" ? back() : leaving());
    addEventListener("online", back, { signal });
    addEventListener("pageshow", back, { signal });
    addEventListener("pagehide", leaving, { signal });
    document.addEventListener("visibilitychange", shown, { signal });
    return () => stop.abort();
  },
};
