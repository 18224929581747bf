// Rows of the log that are damaged on the disk: the other documents do not notice, and a damaged one shows what is before the damage and begins
// anew from its file.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Client, LiveDocument } from "@nomous/client";
import type { DocumentId } from "@nomous/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DocumentBridge, shows, type, until } from "./document-bridge.ts";
import { Place } from "./document-peer.ts";
import { deleted, forgedUpdate, text } from "../../packages/server/src/document/update/forged-update-fixture.ts";

let bridge: DocumentBridge;
let client: Client;

beforeEach(async () => {
  bridge = await DocumentBridge.start({
    "b.md": "other\n",
    ...Object.fromEntries(["a.md", "seed.md", "snap.md", "both.md", "past.md"].map((path) => [path, "one\n"])),
  });
  client = await bridge.client();
});
afterEach(() => bridge.end());

/** Flips a bit in a row of a stream, while no bridge has the database. */
function damage(sid: string, row: number): void {
  const database = new DatabaseSync(join(bridge.workspace, ".nomous", "nomous.db"));
  const rows = database
    .prepare(
      "SELECT s.rowid AS id, body FROM segments s JOIN streams ON streams.id = s.stream WHERE sid LIKE ? ORDER BY last_seq",
    )
    .all(sid) as { id: number; body: Uint8Array }[];
  const chosen = rows[row];
  if (chosen === undefined) throw new Error(`${sid} has ${rows.length} rows`);
  chosen.body[chosen.body.length >> 1] = (chosen.body[chosen.body.length >> 1] ?? 0) ^ 1;
  database.prepare("UPDATE segments SET body = ? WHERE rowid = ?").run(chosen.body, chosen.id);
  database.close();
}

async function open(who: Client, path: string, content: string): Promise<LiveDocument> {
  const document = await who.openDocument(path);
  await shows(document, content);
  return document;
}

const restart = (who: Client, document: DocumentId) => who.command("document.restart", { document }).result;

test("damaged rows in the logs of documents: all others go on; a damaged one shows what is before the damage, and begins anew from its file", async () => {
  const [a, b, seed] = [
    await open(client, "a.md", "one\n"),
    await open(client, "b.md", "other\n"),
    await open(client, "seed.md", "one\n"),
  ];
  for (const line of ["first\n", "second\n", "third\n"]) await type(a, line);
  await type(b, "first ");
  await bridge.stop();
  expect(bridge.read("a.md")).toBe("third\nsecond\nfirst\none\n");
  damage(`document/${a.id}`, 2);
  damage(`document/${seed.id}`, 0);
  await bridge.start();

  const fresh = await bridge.client();
  const damaged = await fresh.openDocument("a.md");
  await until(damaged, ({ status, file }) => status === "damaged" && file?.status === "failed");
  expect(damaged.view.current().text).toBe("first\none\n");
  expect(damaged.view.current().file?.trouble).toEqual({
    code: "damaged",
    message: "The log of a.md is damaged. Begin the document anew from its file.",
  });
  const other = await open(fresh, "b.md", "first other\n");
  await type(other, "again ");
  await shows(b, "again first other\n");
  await bridge.holds("b.md", "again first other\n");
  expect(await restart(fresh, b.id)).toMatchObject({ status: "conflict" });

  // Who had all of it writes on: it is kept here, with the reason.
  await a.edit([{ from: 0, to: 0, insert: "unsaved\n" }]);
  await until(a, ({ saving }) => saving.refused?.code === "storage-failed");
  expect(a.view.current().saving.refused?.message).toContain("Begin the document anew from its file");
  expect(bridge.read("a.md")).toBe("third\nsecond\nfirst\none\n");
  const history = fresh.ask("document.history", { document: a.id, limit: 9 });
  await expect(history).rejects.toMatchObject({ code: "storage-failed" });

  expect(await restart(fresh, a.id)).toMatchObject({ status: "applied", result: { document: a.id, path: "a.md" } });
  await shows(damaged, "third\nsecond\nfirst\none\n");
  expect(damaged.view.current().epoch).toBeGreaterThan(1);
  await until(damaged, ({ file }) => file?.status === "current");
  // What could not be saved is for a person to decide about, on the text that there is now.
  await until(a, ({ moved, suggestions }) => moved?.suggestion !== undefined && suggestions.length === 1);
  await shows(a, "third\nsecond\nfirst\none\n");
  expect(
    a.view
      .current()
      .suggestions[0]?.hunks.map(({ inserted }) => inserted)
      .join(""),
  ).toContain("unsaved");
  await type(damaged, "fourth\n");
  await bridge.holds("a.md", "fourth\nthird\nsecond\nfirst\none\n");
  expect(await restart(fresh, a.id)).toMatchObject({ status: "conflict" });
  await attackLate(damaged);

  const empty = await fresh.openDocument("seed.md");
  await until(empty, ({ status }) => status === "damaged");
  expect(empty.view.current().text).toBe("");
  expect(await restart(fresh, seed.id)).toMatchObject({ status: "applied" });
  for (const one of [empty, seed]) await shows(one, "one\n");

  await bridge.stop();
  await bridge.start();
  const later = await open(await bridge.client(), "a.md", "fourth\nthird\nsecond\nfirst\none\n");
  await type(later, "fifth\n");
  for (const one of [a, damaged]) await shows(one, "fifth\nfourth\nthird\nsecond\nfirst\none\n");
  bridge.write("a.md", `${bridge.read("a.md")}sixth\n`);
  await shows(later, "fifth\nfourth\nthird\nsecond\nfirst\none\nsixth\n");
  const { entries } = await later.history();
  expect(entries.map(({ label }) => label)).toContain("began anew from the file");
  expect(bridge.faults.filter((line) => !line.includes("could not be saved"))).toEqual([]);
});

/** Edits of the epoch that is gone, by somebody who never had it. */
async function attackLate(document: LiveDocument): Promise<void> {
  const { id, view } = document;
  const mallory = await bridge.peer();
  const place = new Place(id, 1);
  const [me, other] = [4_000_000_001, 4_000_000_002];
  const late = (update: Uint8Array) => mallory.edit(place, { yjs: me, update });
  const items = (item: ReturnType<typeof text>) => forgedUpdate([{ client: me, clock: 0, items: [item] }]);
  expect((await late(items(text("x", { origin: [me, 3] })))).error?.code).toBe("invalid-arguments");
  expect((await late(Buffer.from("hello"))).error?.code).toBe("invalid-arguments");
  const circle = forgedUpdate([
    { client: other, clock: 0, items: [text("waits", { origin: [me, 0] })] },
    { client: me, clock: 0, items: [text("too", { origin: [other, 0] })] },
  ]);
  const far = forgedUpdate(
    [{ client: me, clock: 2 ** 40, items: [text("far")] }],
    [{ client: other, spans: [[0, 9]] }],
  );
  for (const update of [circle, far, items(text("lonely", { origin: [other, 3] })), items(deleted(2 ** 40))])
    expect(await late(update)).toMatchObject({ status: "applied" });
  await until(document, ({ suggestions }) => suggestions.length > 1);
  expect(view.current()).toMatchObject({ text: "fourth\nthird\nsecond\nfirst\none\n" });
}

test("a damaged snapshot costs nothing while the log is whole; damage before a snapshot costs the history before it; both are damage", async () => {
  const long = `${"z".repeat(299)}\n`.repeat(1_000);
  const all = [];
  for (const path of ["snap.md", "both.md", "past.md"]) all.push(await open(client, path, "one\n"));
  for (const one of all) await type(one, long);
  for (const { id } of all)
    await expect
      .poll(() => client.ask("document.snapshot", { document: id }), { timeout: 20_000 })
      .toMatchObject({
        snapshot: { epoch: 1 },
      });
  for (const one of all) await type(one, "after\n");
  // The file is what is behind the damage, so that nobody needs what is before it.
  for (const path of ["snap.md", "both.md", "past.md"]) await bridge.holds(path, `after\n${long}one\n`);
  await bridge.stop();
  const [snap, both, past] = all.map(({ id }) => id) as [DocumentId, DocumentId, DocumentId];
  for (const id of [snap, both]) damage(`snapshot/${id}.%`, 0);
  for (const id of [both, past]) damage(`document/${id}`, 1);
  await bridge.start();

  const fresh = await bridge.client();
  for (const path of ["snap.md", "past.md"]) {
    const document = await open(fresh, path, `after\n${long}one\n`);
    await type(document, "more\n");
    expect(await restart(fresh, document.id)).toMatchObject({ status: "conflict" });
    expect((await document.history()).entries.length).toBeGreaterThan(0);
    await bridge.holds(path, `more\nafter\n${long}one\n`);
  }
  const document = await fresh.openDocument("both.md");
  await until(document, ({ status, file }) => status === "damaged" && file?.status === "failed");
  expect(document.view.current().text).toBe("one\n");
  const [, old] = all;
  // Nothing is saved that nobody could read.
  await old?.edit([{ from: 0, to: 0, insert: "kept " }]);
  if (old !== undefined) await until(old, ({ saving }) => saving.refused?.code === "storage-failed");
  expect(await restart(fresh, both)).toMatchObject({ status: "applied" });
  await shows(document, `after\n${long}one\n`);
  await type(document, "more\n");
  if (old !== undefined) await until(old, ({ suggestions }) => suggestions.length === 1);
});
