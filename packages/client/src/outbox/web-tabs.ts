// Tabs of one browser profile: a Web Lock, which the browser frees when a tab dies, and a BroadcastChannel.
import type { Tabs } from "./tabs.ts";

/** `name` is the same for all tabs that share a storage. */
export function createWebTabs(name: string): Tabs {
  const channel = new BroadcastChannel(name);
  return {
    async exclusive(task, isStealing = false) {
      const held = new AbortController();
      const run = async (): Promise<void> => task(held.signal);
      try {
        await navigator.locks.request(name, { steal: isStealing }, run);
      } catch (error) {
        // The lock was stolen: the request is rejected at once, `task` ends when it notices.
        if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
        held.abort();
      }
    },
    nudge: () => channel.postMessage("outbox"),
    onNudge(listener) {
      channel.addEventListener("message", listener);
      return () => channel.removeEventListener("message", listener);
    },
  };
}
