import type { ClientId, DocumentEdit, UpdateEncoding } from "@nomous/protocol";
import { createSeededRandom, type SeededRandom } from "@nomous/testkit";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { checkUpdate } from "./check-update.ts";
import { deleted, type ForgedItem, type ForgedItems, forgedUpdate, gone, text } from "./forged-update-fixture.ts";

const SEEDS = Number(process.env["NOMOUS_FUZZ_CASES"] ?? 300);
const CLIENT = "c".repeat(22) as ClientId;

interface Made {
  readonly encoding: UpdateEncoding;
  readonly update: Uint8Array;
}

/** What a log has after edits that were checked one after the other. */
function take(edits: readonly Made[]): Made[] {
  let clocks = new Map<number, number>();
  const log: Made[] = [];
  for (const { encoding, update } of edits) {
    const edit: DocumentEdit = { epoch: 1, base: 0, yjs: 1, encoding, update: Buffer.from(update).toString("base64") };
    const verdict = checkUpdate({ head: 0, clocks, writers: new Map(), lengthBytes: 0 }, edit, CLIENT);
    if (verdict.status === "refused") continue;
    log.push({ encoding, update: verdict.update });
    clocks = new Map(clocks);
    for (const { client, to } of verdict.reach.adds) clocks.set(client, Math.max(to, clocks.get(client) ?? 0));
  }
  return log;
}

function read(updates: readonly Made[]): Y.Doc {
  const doc = new Y.Doc();
  for (const { encoding, update } of updates)
    if (encoding === 1) Y.applyUpdate(doc, update);
    else Y.applyUpdateV2(doc, update);
  return doc;
}

const merged = (updates: readonly Made[]): Made => ({
  encoding: 2,
  update: Y.mergeUpdatesV2(
    updates.map(({ encoding, update }) => (encoding === 2 ? update : Y.convertUpdateFormatV1ToV2(update))),
  ),
});

type Id = readonly [client: number, clock: number];

/** How many clocks an item takes: a string of ASCII begins with its length, and so do the others. */
const lengthOf = ({ content }: ForgedItem): number => content[0] ?? 0;

/** Edits that nearly always pass, and are otherwise as wild as can be: beside any items, in any order, with what is known already. */
function wildEdits(random: SeededRandom, count: number): Made[] {
  const known = new Map<number, number>();
  const anyId = (): Id | undefined => {
    const all = [...known].filter(([, to]) => to > 0);
    if (all.length === 0 || random.int(10) < 3) return undefined;
    const [client, to] = random.pick(all);
    return [client, random.int(to)];
  };
  const wildItem = (): ForgedItem => {
    const [origin, right] = [anyId(), anyId()];
    const beside = { ...(origin && { origin }), ...(right && { right }) };
    const kind = random.int(10);
    if (kind === 0) return gone(1 + random.int(2));
    return kind === 1
      ? deleted(1 + random.int(2), beside)
      : text("abcdefgh".slice(random.int(6)).slice(0, 1 + random.int(3)), beside);
  };
  return Array.from({ length: count }, () => {
    const clients = [3, 2, 1].filter(() => random.int(10) < 4);
    const all: ForgedItems[] = [];
    for (const client of clients) {
      const to = known.get(client) ?? 0;
      const from = random.int(4) === 0 ? Math.max(0, to - random.int(4)) : to;
      let end = from;
      const items = Array.from({ length: 1 + random.int(3) }, () => {
        const made = wildItem();
        end += lengthOf(made);
        known.set(client, Math.max(end, known.get(client) ?? 0));
        return made;
      });
      all.push({ client, clock: from, items });
    }
    const some = anyId();
    const deletes =
      some === undefined || random.int(3) > 0 ? [] : [{ client: some[0], spans: [[some[1], 1] as const] }];
    return { encoding: 1, update: forgedUpdate(all, deletes) };
  });
}

const charactersOf = (doc: Y.Doc): string => doc.getText("text").toJSON().split("").toSorted().join("");

test("whatever passes can be read by everybody, one by one or merged first: nothing breaks, nothing waits, and each has the same characters", () => {
  let accepted = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const random = createSeededRandom(seed);
    const log = take(wildEdits(random, 2 + random.int(8)));
    accepted += log.length;
    const parts = [log.slice(0, 2), log.slice(2)].filter(({ length }) => length > 0);
    const readers = [read(log), read(log.length === 0 ? [] : [merged(log)]), read(parts.map(merged))];
    for (const { store } of readers) expect([seed, store.pendingStructs, store.pendingDs]).toEqual([seed, null, null]);
    const [first, ...others] = readers.map(charactersOf);
    for (const other of others) expect([seed, other]).toEqual([seed, first]);
  }
  expect(accepted).toBeGreaterThan(4 * SEEDS);
});
