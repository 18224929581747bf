// Opens the app without the bridge. One worker is one build: it installs when the bridge serves another one, waits until a person accepts it,
// and from then on answers with its own files.
import { routeOf } from "./route.ts";
import { BUILD_MARK, PAGE } from "./shell-list.ts";
import { Shell } from "./shell.ts";
import type { PageMessage, WorkerMessage } from "./worker-message.ts";

declare const self: ServiceWorkerGlobalScope;

const shell = new Shell(BUILD_MARK, {
  caches: self.caches,
  fetch: (request, init) => self.fetch(request, init),
  heldLocks: async () => ((await self.navigator.locks.query()).held ?? []).map(({ name = "" }) => name),
  hasSuccessor: () => self.registration.installing !== null || self.registration.waiting !== null,
});

self.addEventListener("install", (event) => event.waitUntil(shell.install()));

self.addEventListener("activate", (event) => event.waitUntil(Promise.all([self.clients.claim(), shell.tidy()])));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const route = routeOf(request, self.location.origin);
  if (route === undefined) return;
  event.respondWith(shell.answer(route, request));
  if (route.path === PAGE) event.waitUntil(shell.tidy());
});

self.addEventListener("message", (event: ExtendableMessageEvent) => {
  const message = event.data as PageMessage;
  event.waitUntil(message === "take-over" ? self.skipWaiting() : answer(message, event.source));
});

async function answer(message: "which" | "fill", page: ExtendableMessageEvent["source"]): Promise<void> {
  if (message === "fill") {
    // Why it did not work is of no use to the page: it asks again when it is loaded again.
    await shell.install().catch(() => undefined);
    await self.clients.claim();
  }
  page?.postMessage({ build: BUILD_MARK, isWhole: await shell.isWhole() } satisfies WorkerMessage);
}
