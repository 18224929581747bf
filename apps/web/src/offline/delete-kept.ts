// Emptying what this browser keeps. The client is closed first, so that nothing is put back; with it the page ends, whatever comes of it.
import type { Clock } from "@nomous/client";
import { BROWSER_DATABASE } from "@nomous/client/browser";
import { recall, remember } from "../browser-storage.ts";
import type { Bridge } from "../hooks/use-client.ts";
import { errorText } from "../words/error.ts";
import { forgetKept } from "./emptied.ts";

const FAILED = "not-deleted";
/** Other pages let go of it at once, unless the browser has frozen them. */
const PATIENCE_MS = 5_000;

/** Resolves when it is done or has failed: then the page is to be loaded again, and `takeFailure` says which. */
export async function deleteKept({ client, runtime }: Pick<Bridge, "client" | "runtime">): Promise<void> {
  try {
    await client.close();
    await deleteDatabase(runtime.clock);
    forgetKept(localStorage);
  } catch (error) {
    remember(sessionStorage, FAILED, errorText(error));
  }
}

/** Why the last try failed. */
export const readFailure = (): string | undefined => recall(sessionStorage, FAILED);

export const forgetFailure = (): void => remember(sessionStorage, FAILED, "");

async function deleteDatabase(clock: Clock): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const request = indexedDB.deleteDatabase(BROWSER_DATABASE);
  request.addEventListener("success", () => resolve());
  request.addEventListener("error", () => reject(request.error ?? new Error("The browser did not delete it.")));
  const stop = clock.after(PATIENCE_MS, () => reject(new Error("Another tab holds it. Close it, and try again.")));
  await promise.finally(stop);
}
