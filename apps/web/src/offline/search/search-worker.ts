// The search in a worker: reading thousands of texts must not keep the page from answering.
import { type LocalCursor, readLocalTexts } from "@nomous/client/local";
import type { FromSearch, ToSearch } from "./search-message.ts";
import { createSearchService } from "./search-service.ts";

interface WorkerScope {
  addEventListener(type: "message", listener: (event: MessageEvent<ToSearch>) => void): void;
  postMessage(message: FromSearch): void;
}

const scope = self as unknown as WorkerScope;

const take = createSearchService<LocalCursor>({
  read: (since) => readLocalTexts(since),
  post: (message) => scope.postMessage(message),
});
scope.addEventListener("message", ({ data }) => take(data));
