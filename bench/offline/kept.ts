// What a browser keeps, asked of its database beside the page's own connection.
import type { Client } from "@nomous/client";
import type { StreamId } from "@nomous/protocol";
import type { Page } from "playwright-core";

/** Under which the page keeps how far it is. */
const REPORT = "offline report";

interface Count {
  readonly here: number;
  readonly total: number;
}

/** What the page that fetches ahead wrote down last. */
export interface Report {
  readonly documents: Count;
  readonly conversations: Count;
  /** Wall clock, milliseconds. */
  readonly at: number;
}

export interface Room {
  readonly databaseBytes: number;
  readonly shellBytes: number;
}

/** Waits until the page says that everything is here, as of `since` (wall clock) or later. */
export const everythingHere = (page: Page, since: number): Promise<Report> =>
  page.evaluate(
    async ({ after, key }) => {
      const read = (): Promise<string | undefined> =>
        new Promise((resolve) => {
          const opening = indexedDB.open("nomous");
          opening.addEventListener("upgradeneeded", () => opening.transaction?.abort());
          opening.addEventListener("error", () => resolve(undefined));
          opening.addEventListener("success", () => {
            const database = opening.result;
            const asking = database.transaction("answers").objectStore("answers").get(key);
            asking.addEventListener("success", () => {
              resolve((asking.result as { json: string } | undefined)?.json);
              database.close();
            });
          });
        });
      for (;;) {
        const report = JSON.parse((await read()) ?? "{}") as Partial<Report>;
        const { at, documents, conversations } = report;
        if (at !== undefined && at >= after && documents !== undefined && conversations !== undefined)
          if (documents.here === documents.total && conversations.here === conversations.total)
            return { at, documents, conversations };
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    { after: since, key: REPORT },
  );

/** Fails where the browser lacks something that the bridge has. */
export async function assertNothingLacks(page: Page, client: Client): Promise<void> {
  const marks = new Map(
    await page.evaluate(
      () =>
        new Promise<[string, number][]>((resolve) => {
          const opening = indexedDB.open("nomous");
          opening.addEventListener("success", () => {
            const store = opening.result.transaction("marks").objectStore("marks");
            const keys = store.getAllKeys();
            const values = store.getAll();
            store.transaction.addEventListener("complete", () => {
              opening.result.close();
              resolve(keys.result.map((key, n) => [key as string, (values.result[n] as { seq: number }).seq]));
            });
          });
        }),
    ),
  );
  const lacking = (await headsOf(client)).filter(([sid, head]) => (marks.get(sid) ?? 0) < head);
  if (lacking.length > 0) throw new Error(`${lacking.length} streams are not whole, ${lacking[0]?.join(" at ")}.`);
}

async function headsOf(client: Client): Promise<[StreamId, number][]> {
  const all: [StreamId, number][] = [];
  for (const family of ["conversation", "document"] as const)
    for (let after: StreamId | undefined, hasMore = true; hasMore;) {
      const page = await client.ask("streams.heads", { family, ...(after === undefined ? {} : { after }) });
      for (const { sid, head } of page.streams) all.push([sid, head]);
      ({ hasMore } = page);
      after = page.streams.at(-1)?.sid;
    }
  return all;
}

/** What the browser says that it takes on disk. */
export async function roomOf(page: Page): Promise<Room> {
  const { usage = 0, usageDetails } = await page.evaluate(
    () => navigator.storage.estimate() as Promise<StorageEstimate & { usageDetails?: Record<string, number> }>,
  );
  return { databaseBytes: usageDetails?.["indexedDB"] ?? usage, shellBytes: usageDetails?.["caches"] ?? 0 };
}
