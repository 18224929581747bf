// The client of a page: same origin, keys and storage in IndexedDB where the browser gives it, one outbox for all tabs, of which one fetches ahead.
import type { Client } from "./client.ts";
import { createClient } from "./create-client.ts";
import { createWebTabs } from "./outbox/web-tabs.ts";
import { systemRuntime } from "./runtime-system.ts";
import { pageHints } from "./session/page-hints.ts";
import { connectWebSocket } from "./session/web-socket.ts";
import { BROWSER_DATABASE } from "./storage/indexeddb-database.ts";
import { openBrowserStorage } from "./storage/open-browser-storage.ts";

export { BROWSER_DATABASE };

export interface BrowserClientOptions {
  /** The secret of the one-time link that the page was opened with. */
  readonly pairing?: string;
  /** Version of the page; told to people, never compared. */
  readonly build?: string;
}

/**
 * Opens the client of this page; the bridge is where the page came from. Rejects with `page-too-old` when a newer page has changed what this
 * browser keeps; that it keeps nothing is told by `Client.storage`.
 */
export async function openBrowserClient({ pairing, build = "" }: BrowserClientOptions = {}): Promise<Client> {
  const { keys, storage } = await openBrowserStorage(systemRuntime.clock, BROWSER_DATABASE);
  return createClient({
    url: location.origin,
    runtime: systemRuntime,
    connect: connectWebSocket,
    keys,
    storage,
    tabs: createWebTabs("nomous-outbox"),
    ahead: createWebTabs("nomous-ahead"),
    build,
    name: browserName(navigator.userAgent),
    hints: pageHints,
    ...(pairing === undefined ? {} : { pairing }),
  });
}

/** "Firefox on Linux": enough to tell one's browsers apart in a list. */
function browserName(agent: string): string {
  const first = (names: readonly (readonly [RegExp, string])[]): string | undefined =>
    names.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = first([
    [/Edg\//, "Edge"],
    [/Firefox\//, "Firefox"],
    [/Chrome\//, "Chrome"],
    [/Safari\//, "Safari"],
  ]);
  const system = first([
    [/Android/, "Android"],
    [/iPhone|iPad/, "iOS"],
    [/Windows/, "Windows"],
    [/Mac OS X/, "macOS"],
    [/Linux/, "Linux"],
  ]);
  return `${browser ?? "Browser"} on ${system ?? "an unknown system"}`;
}
