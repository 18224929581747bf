// The client of a page: same origin, keys and storage in IndexedDB, one outbox for all tabs.
import type { Client } from "./client.ts";
import { createClient } from "./create-client.ts";
import { openIndexedDbKeys } from "./keys/indexeddb-keys.ts";
import { createWebTabs } from "./outbox/web-tabs.ts";
import { systemRuntime } from "./runtime-system.ts";
import { pageHints } from "./session/page-hints.ts";
import { connectWebSocket } from "./session/web-socket.ts";
import { createIndexedDbStorage } from "./storage/indexeddb-storage.ts";

export interface BrowserClientOptions {
  /** The secret of the one-time link that the page was opened with. */
  readonly pairing?: string;
  /** Version of the page; told to people, never compared. */
  readonly build?: string;
}

/** Opens the client of this page; the bridge is where the page came from. */
export async function openBrowserClient({ pairing, build = "" }: BrowserClientOptions = {}): Promise<Client> {
  const [keys, storage] = await Promise.all([openIndexedDbKeys("nomous-keys"), createIndexedDbStorage("nomous")]);
  return createClient({
    url: location.origin,
    runtime: systemRuntime,
    connect: connectWebSocket,
    keys,
    storage,
    tabs: createWebTabs("nomous-outbox"),
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
